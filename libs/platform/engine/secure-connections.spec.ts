import { afterAll, afterEach, expect, it } from '@jest/globals';
import { POSTGRES_SCHEMAS, PostgresConnectionError, Signals } from '#platform/postgres';
import { CertificateAuthority, type Certificate } from '../../../test/support/certificates.js';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import { openTalliesOf, openTally, SharedEngineBench } from './shared-engine.fixture.js';
import { isForOperator } from './start-faults.js';
import { tallyOf } from './tallies-context.fixture.js';

const authority = new CertificateAuthority();
const stranger = new CertificateAuthority();
const server = authority.sign('server', ['IP:127.0.0.1']);
/** A user who needs a certificate, besides. */
const GUARDED = 'guarded';
const client = authority.sign(GUARDED);
const access = authority.file('pg_hba.conf', `hostssl all ${GUARDED} all cert\nhostssl all all all trust\n`);

afterAll(() => {
  authority.remove();
  stranger.remove();
});

describeWithPostgresql(
  'Processes on a PostgreSQL server that takes secure connections only',
  (cluster) => {
    let bench: SharedEngineBench;
    let databases = 0;
    afterEach(() => bench.close());

    const secure = (trusted: CertificateAuthority, own?: Certificate) => ({
      sslmode: 'verify-full',
      sslrootcert: trusted.certificate,
      ...(own && { sslcert: own.certificate, sslkey: own.key }),
    });

    /** The connection string of the server, changed. */
    function reached(parameters: Readonly<Record<string, string>>, changes: { host?: string; user?: string } = {}) {
      const url = new URL(cluster().connectionString);
      if (changes.host !== undefined) url.hostname = changes.host;
      if (changes.user !== undefined) url.username = changes.user;
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url.href;
    }

    /** In a new database. */
    async function use(connectionString: string): Promise<SharedEngineBench> {
      databases += 1;
      const name = `secure_${databases}`;
      await cluster().query(`create database ${name}`, reached(secure(authority)));
      const url = new URL(connectionString);
      url.pathname = `/${name}`;
      bench = new SharedEngineBench(url.href);
      return bench;
    }

    async function expectUse(connectionString: string): Promise<void> {
      await use(connectionString);
      const worker = await bench.worker();
      const service = await bench.open({ migrate: false });
      await service.start();
      const opened = await openTally(service, 'a', '2099-01-01T00:00:00.000Z');
      if (opened.outcome !== 'accepted') throw new Error(JSON.stringify(opened));
      await service.projections.waitFor(opened.position, 30_000);
      expect(await openTalliesOf(service)).toEqual([tallyOf('a')]);
      expect((await service.leases()).map(({ name }) => name)).toContain('read-models');
      await worker.stop();
    }

    it('migrate, record, read, keep leases and keys, and hear of changes over them', async () => {
      await expectUse(reached(secure(authority)));
      const settings = { connectionString: bench.connectionString };
      const signals = new Signals({ settings, lookEveryMs: 3_600_000, log: { error: () => undefined } });
      const heard = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      let calls = 0;
      signals.on(POSTGRES_SCHEMAS.log, () => {
        heard[calls]?.resolve();
        calls += 1;
      });
      signals.start();
      await heard[0]?.promise;
      await cluster().query(`notify ${POSTGRES_SCHEMAS.log}`, bench.connectionString);
      await heard[1]?.promise;
      await signals.stop();
    });

    it('show their own certificate where the server wants one', async () => {
      await cluster().query(`create role ${GUARDED} login superuser`, reached(secure(authority)));
      await expectUse(reached(secure(authority, client), { user: GUARDED }));
      await bench.close();
      await expectRefused(reached(secure(authority), { user: GUARDED }), /wants a certificate of the service.+sslcert/);
      await bench.close();
      const own = stranger.sign(GUARDED);
      await expectRefused(reached(secure(authority, own), { user: GUARDED }), /no secure connection|let this user in/);
    });

    it.each<[string, () => string, RegExp]>([
      ['in the open', () => reached({}), /takes secure connections only\. Add sslmode=verify-full and sslrootcert/],
      ['in the open, on purpose', () => reached({ sslmode: 'disable' }), /takes secure connections only\. Add sslmode/],
      ['to whom nobody trusted has signed', () => reached(secure(stranger)), /nobody who is trusted.+sslrootcert/],
      ['without an authority to trust', () => reached({ sslmode: 'verify-full' }), /nobody who is trusted/],
      ['by another name', () => reached(secure(authority), { host: 'localhost' }), /for another name/],
    ])('do not start when they are to connect %s', (_, connectionString, advice) =>
      expectRefused(connectionString(), advice),
    );

    async function expectRefused(connectionString: string, advice: RegExp): Promise<void> {
      await use(connectionString);
      for (const migrate of [true, false]) {
        const fault: unknown = await bench.open({ migrate }).catch((error: unknown) => error);
        expect(fault).toBeInstanceOf(PostgresConnectionError);
        expect(fault).toMatchObject({ message: expect.stringMatching(advice) });
        expect(isForOperator(fault)).toBe(true);
      }
    }
  },
  {
    durable: false,
    settings: [
      'ssl=on',
      `ssl_key_file=${server.key}`,
      `ssl_cert_file=${server.certificate}`,
      `ssl_ca_file=${authority.certificate}`,
      `hba_file=${access}`,
    ],
  },
);
