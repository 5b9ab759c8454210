import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { grantTo, openPool, PostgresConnectionError, SchemaMismatchError, Signals } from '#platform/postgres';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import { coordinationBench, gained, lost, type CoordinationBench } from './coordination-bench.fixture.js';
import { coordinationSchema } from './coordination.schema.js';
import { isUnfenced } from './fencing.js';
import { PostgresCoordination } from './postgres-coordination.js';

const quiet = { info: () => undefined, error: () => undefined };

describeWithPostgresql('Leases on PostgreSQL', (cluster) => {
  let connectionString: string;
  let bench: CoordinationBench;
  beforeEach(async () => {
    connectionString = await cluster().createDatabase();
    bench = await coordinationBench(connectionString);
  });
  afterEach(() => bench.close());

  const started = async (holder: string, ...names: readonly string[]) => {
    const coordination = await bench.process(holder);
    const leases = names.map((name) => coordination.lease(name));
    await coordination.start();
    return { coordination, leases, lease: coordination.lease(names[0] ?? 'read-models') };
  };
  const endSession = (purpose: string) =>
    cluster().query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'concordat ${purpose}'`,
      connectionString,
    );
  const client = async () => {
    const connection = new pg.Client({ connectionString });
    await connection.connect();
    return connection;
  };

  it('go to one process each, which has them when it has started', async () => {
    const first = await started('first', 'read-models', 'process:a');
    expect(first.leases.map(({ isHeld, epoch }) => [isHeld, epoch])).toEqual([
      [true, 1],
      [true, 1],
    ]);
    const second = await started('second', 'read-models', 'process:b');
    expect(second.leases.map(({ isHeld, epoch }) => [isHeld, epoch])).toEqual([
      [false, 0],
      [true, 1],
    ]);
  });

  it('are the same object for the same name, and tell at once that they are held', async () => {
    const { coordination, lease } = await started('first', 'evidence');
    expect(coordination.lease('evidence')).toBe(lease);
    const told: boolean[] = [];
    const end = lease.onChange((isHeld) => told.push(isHeld));
    end();
    await coordination.stop();
    expect(told).toEqual([true]);
  });

  it('may be asked for after the start', async () => {
    const { coordination } = await started('first');
    await gained(coordination.lease('later'));
    expect(coordination.lease('later').epoch).toBe(1);
  });

  it('go over to another process when the first one stops, in a new epoch', async () => {
    const first = await started('first', 'read-models');
    const second = await started('second', 'read-models');
    const told: boolean[] = [];
    first.lease.onChange((isHeld) => told.push(isHeld));
    await first.coordination.stop();
    expect(first.lease.isHeld).toBe(false);
    expect(told).toEqual([true, false]);
    await gained(second.lease);
    expect(second.lease.epoch).toBe(2);
  });

  it('are lost with the session that holds them, and got again by somebody', async () => {
    const first = await started('first', 'read-models');
    const isLost = lost(first.lease);
    await endSession('leases');
    await isLost;
    await gained(first.lease);
    expect(first.lease.epoch).toBe(2);
  });

  it('are lost when the server ends, and got again when it is back', async () => {
    const first = await started('first', 'read-models');
    const isLost = lost(first.lease);
    await cluster().stop('immediate');
    await isLost;
    expect(first.lease.isHeld).toBe(false);
    await cluster().start();
    await gained(first.lease);
    expect(first.lease.epoch).toBe(2);
  });

  it('are taken from a process that the server has not heard from', async () => {
    // Says its next word far too late, as one that is suspended.
    const silent = await bench.process('silent', { timings: { roundMs: 1_000_000, sureMs: 300, silenceMs: 600 } });
    const lease = silent.lease('read-models');
    await silent.start();
    expect(lease.isHeld).toBe(true);
    const { lease: other } = await started('other', 'read-models');
    await gained(other);
    expect(lease.isHeld).toBe(false);
    expect(other.epoch).toBeGreaterThan(1);
  });

  it('are not taken for its own by a process that has not heard from the server lately', async () => {
    const deaf = await bench.process('deaf', { timings: { roundMs: 1_000_000, sureMs: 300, silenceMs: 600_000 } });
    const lease = deaf.lease('read-models');
    await deaf.start();
    expect(lease.isHeld).toBe(true);
    while (lease.isHeld) await nextTurn();
    expect((await deaf.leases()).map(({ holder }) => holder)).toEqual(['deaf']);
  });

  it('fence a transaction of an earlier epoch', async () => {
    const first = await started('first', 'read-models');
    const connection = await client();
    expect(await isUnfenced(connection, first.lease)).toBe(true);
    const earlier = { ...first.lease, name: 'read-models', epoch: 1 };
    const isLost = lost(first.lease);
    await endSession('leases');
    await isLost;
    await gained(first.lease);
    expect(await isUnfenced(connection, earlier)).toBe(false);
    expect(await isUnfenced(connection, first.lease)).toBe(true);
    await connection.end();
  });

  it('change hands only when the transactions under them are over', async () => {
    const first = await started('first', 'read-models', 'evidence');
    const connection = await client();
    await connection.query('begin');
    expect(await isUnfenced(connection, first.lease)).toBe(true);
    const second = await started('second', 'read-models', 'evidence');
    const isLost = lost(first.lease);
    await first.coordination.stop();
    await isLost;
    // The other lease is had already: a transaction keeps only its own back.
    await gained(second.coordination.lease('evidence'));
    expect(second.lease.isHeld).toBe(false);
    await connection.query('commit');
    await gained(second.lease);
    expect(second.lease.epoch).toBe(2);
    await connection.end();
  });

  it('show who has them', async () => {
    const first = await started('first', 'read-models');
    const reader = await bench.process('reader', { contends: false });
    expect(await reader.leases()).toEqual([
      { name: 'read-models', epoch: 1, holder: 'first', since: expect.stringMatching(/^\d{4}-.*Z$/) },
    ]);
    await first.coordination.stop();
    expect(await reader.leases()).toMatchObject([{ name: 'read-models', epoch: 1, holder: undefined }]);
  });

  it('do not show a holder that died', async () => {
    await cluster().query(
      "insert into concordat_coordination.leases (name, epoch, holder, since) values ('evidence', 3, 'dead', now())",
      connectionString,
    );
    const reader = await bench.process('reader', { contends: false });
    expect(await reader.leases()).toMatchObject([{ name: 'evidence', epoch: 3, holder: undefined }]);
  });

  it('are never held by a process that only serves requests', async () => {
    const reader = await bench.process('reader', { contends: false });
    const lease = reader.lease('read-models');
    await reader.start();
    const other = await started('other', 'read-models');
    expect([lease.isHeld, other.lease.isHeld]).toEqual([false, true]);
  });

  it('are shared out to a role that does not own the tables, once it has been granted what that takes', async () => {
    const url = new URL(connectionString);
    url.username = 'lease_service';
    const { pathname } = url;
    await cluster().query(
      `create role lease_service login; grant connect on database ${pathname.slice(1)} to lease_service`,
    );
    const opened = () => bench.process('service', { connectionString: url.href });
    const refusal = `as lease_service lacks privileges on the schema concordat_coordination. Run "concordat migrate --grant-to"`;
    await expect(opened()).rejects.toThrow(refusal);
    const some = `grant usage on schema concordat_coordination to lease_service;
      grant select on all tables in schema concordat_coordination to lease_service`;
    await cluster().query(some, connectionString);
    await expect(opened()).rejects.toThrow(refusal);
    const pool = openPool({ connectionString }, 'spec');
    await grantTo(pool, coordinationSchema, 'lease_service');
    await pool.end();
    const service = await opened();
    const lease = service.lease('read-models');
    await service.start();
    const connection = new pg.Client({ connectionString: url.href });
    await connection.connect();
    expect(await isUnfenced(connection, lease)).toBe(true);
    await connection.end();
    const id = await service.requests.ask('rebuild', {});
    await service.requests.begin(id);
    await service.requests.answer(id, 'done');
    expect(await service.requests.answerTo(id)).toBe('done');
  });

  it('need a server that can be reached', async () => {
    const settings = { connectionString: 'postgresql://nobody@127.0.0.1:1/nothing' };
    const signals = new Signals({ settings, log: quiet });
    const opened = PostgresCoordination.open({ settings, signals, holder: 'first', log: quiet });
    await expect(opened).rejects.toThrow(PostgresConnectionError);
    await signals.stop();
  });

  it('need their tables', async () => {
    const settings = { connectionString: await cluster().createDatabase() };
    const signals = new Signals({ settings, log: quiet });
    const opened = PostgresCoordination.open({ settings, signals, holder: 'first', log: quiet });
    await expect(opened).rejects.toThrow(SchemaMismatchError);
    await signals.stop();
  });
});
