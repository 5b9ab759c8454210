import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServerCredentials } from '@grpc/grpc-js';
import { EventStoreDouble } from '../../../../test/support/eventstoredb/event-store-double.js';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder.js';
import { newEvents, newStream } from '../contract/sample-events.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import { EventStoreDbAccessDeniedError, EventStoreDbUnavailableError } from './eventstoredb.errors.js';

const USER = { name: 'concordat', password: 'p@ss:word/%' };
const PASSWORD = encodeURIComponent(USER.password);

/** Certificates are made anew, by OpenSSL's program. */
const hasOpenssl = programRuns('openssl', ['version']);

(hasOpenssl ? describe : describe.skip)(`a connection with TLS${hasOpenssl ? '' : ' (no openssl here)'}`, () => {
  let folder: TemporaryFolder;
  let double: EventStoreDouble;
  let hosts: string;

  beforeAll(async () => {
    folder = temporaryFolder();
    makeCertificates(folder.path);
    double = await EventStoreDouble.start({ nodes: 3, user: USER, credentials: serverCredentials(folder.path) });
    hosts = double.connectionString.replace('esdb://', '');
  });

  afterAll(() => {
    double.kill();
    folder.remove();
  });

  const open = (connectionString: string) =>
    EventStoreDbEventStore.open({
      connectionString: `${connectionString}&defaultDeadline=2000&maxDiscoverAttempts=1`,
      giveUpAfterMs: 100,
      log: { error: () => undefined },
    });
  const caFile = (): string => join(folder.path, 'ca.crt');
  const user = `${USER.name}:${PASSWORD}`;

  it('finds the leader of the nodes that it names, verifies its certificate and sends the credentials', async () => {
    double.electLeader(2);
    const store = await open(`esdb://${user}@${hosts}?tlsCAFile=${caFile()}`);
    await expect(store.append(newStream(), 'none', newEvents(2))).resolves.toMatchObject({ lastRevision: 1 });
    await store.close();
  });

  it('finds the leader by one name', async () => {
    double.electLeader(1);
    const [first = ''] = hosts.split(',');
    const store = await open(`esdb+discover://${user}@${first}?tlsCAFile=${caFile()}`);
    await expect(store.append(newStream(), 'none', newEvents(2))).resolves.toMatchObject({ lastRevision: 1 });
    await store.close();
  });

  it('is refused with another password', async () => {
    const opening = open(`esdb://${USER.name}:wrong@${hosts}?tlsCAFile=${caFile()}`);
    await expect(opening).rejects.toBeInstanceOf(EventStoreDbAccessDeniedError);
    await expect(opening).rejects.toThrow(/denies access\. Check the user and password/);
  });

  it('shows its certificate to a server that asks for one', async () => {
    const strict = await EventStoreDouble.start({ credentials: serverCredentials(folder.path, true) });
    try {
      const address = `${strict.connectionString}?tlsCAFile=${caFile()}`;
      const certificate = `userCertFile=${join(folder.path, 'user.crt')}&userKeyFile=${join(folder.path, 'user.key')}`;
      const store = await open(`${address}&${certificate}`);
      await expect(store.append(newStream(), 'none', newEvents(2))).resolves.toMatchObject({ lastRevision: 1 });
      await store.close();
      await expect(open(address)).rejects.toBeInstanceOf(EventStoreDbUnavailableError);
    } finally {
      strict.kill();
    }
  });

  it('is not made to a server whose certificate another authority signed', async () => {
    const other = join(folder.path, 'other-ca.crt');
    const opening = open(`esdb://${user}@${hosts}?tlsCAFile=${other}`);
    await expect(opening).rejects.toBeInstanceOf(EventStoreDbUnavailableError);
    await expect(opening).rejects.toThrow(/TLS settings/);
  });
});

function makeCertificates(folder: string): void {
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const authority = (name: string): void =>
    openssl(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.crt`],
    );
  authority('ca');
  authority('other-ca');
  writeFileSync(join(folder, 'names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost');
  for (const name of ['node', 'user']) {
    openssl(
      ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`],
    );
    openssl(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-days', '2', '-extfile', 'names', '-out', `${name}.crt`],
    );
  }
}

function serverCredentials(folder: string, asksForCertificate = false): ServerCredentials {
  const file = (name: string): Buffer => readFileSync(join(folder, name));
  return ServerCredentials.createSsl(
    asksForCertificate ? file('ca.crt') : null,
    [{ private_key: file('node.key'), cert_chain: file('node.crt') }],
    asksForCertificate,
  );
}

function programRuns(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
