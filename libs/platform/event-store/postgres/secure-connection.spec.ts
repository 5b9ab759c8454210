import { execFileSync } from 'node:child_process';
import { chownSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { PostgresConnectionError } from '#platform/postgres';
import { unprivilegedUser } from '../../../../test/support/postgresql-template.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { newEvents, newStream } from '../contract/sample-events.js';
import { newPostgresLog, openPostgresStore } from './postgres-log.fixture.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** A certificate for this machine that signs itself, and its key, which only the server's user may read. */
function makeCertificate() {
  const [key, certificate] = [join(folder.path, 'server.key'), join(folder.path, 'server.crt')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      certificate,
      ...subject,
    ],
    { stdio: 'ignore' },
  );
  const owner = unprivilegedUser();
  const paths = [folder.path, ...readdirSync(folder.path).map((name) => join(folder.path, name))];
  if (owner) for (const path of paths) chownSync(path, owner.uid, owner.gid);
  return { key, certificate };
}

const { key, certificate } = makeCertificate();

describeWithPostgresql(
  'a PostgreSQL log behind TLS',
  (cluster) => {
    it('is opened with the certificate that the server is to have, and only with that', async () => {
      const settings = await newPostgresLog(cluster());
      const secure = { ...settings, tls: { ca: readFileSync(certificate, 'utf8') } };
      await using opened = await openPostgresStore(secure);
      expect(await opened.store.append(newStream(), 'none', newEvents(1))).toMatchObject({ position: 1 });
      const sessions = await cluster().query(
        `select application_name as name, ssl from pg_stat_ssl join pg_stat_activity using (pid)
         where datname = current_database() and application_name like 'concordat %' order by 1`,
        settings.connectionString,
      );
      expect(sessions).toEqual(
        ['log reader', 'log writer', 'signals'].map((name) => ({ name: `concordat ${name}`, ssl: true })),
      );
      await expectRefused({ ...settings, tls: {} });
      await expectRefused({ connectionString: `${settings.connectionString}?sslmode=verify-full` });
    });

    it('is opened with a certificate named in the connection string', async () => {
      const { connectionString } = await newPostgresLog(cluster());
      const named = `${connectionString}?sslmode=verify-full&sslrootcert=${encodeURIComponent(certificate)}`;
      await using opened = await openPostgresStore({ connectionString: named });
      expect(await opened.store.head()).toBe(0);
    });
  },
  { durable: false, settings: ['ssl=on', `ssl_key_file=${key}`, `ssl_cert_file=${certificate}`] },
);

async function expectRefused(settings: Parameters<typeof openPostgresStore>[0]): Promise<void> {
  const opening = openPostgresStore(settings);
  await expect(opening).rejects.toBeInstanceOf(PostgresConnectionError);
  await expect(opening).rejects.toThrow('no secure connection could be made');
}
