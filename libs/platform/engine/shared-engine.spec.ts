import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { CoordinationError } from '#platform/coordination';
import { EventLogUnsuitableError, type Position } from '#platform/event-store';
import { LedgerContradictsLogError, LedgerKeysError } from '#platform/ledger';
import { PostgresConnectionError, SchemaMismatchError } from '#platform/postgres';
import { openTransactionPooler } from '../postgres/transaction-pooler.fixture.js';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import type { Engine } from './engine.js';
import {
  openTalliesOf,
  openTally,
  SharedEngineBench,
  specKeyEncryptionKey,
  specLedgerKeys,
} from './shared-engine.fixture.js';
import { ScratchFolderInUseError } from './scratch-folder.js';
import { databasesOf } from './shared-engine.js';
import { migrateShared } from './shared-schemas.js';
import { isForOperator } from './start-faults.js';
import { tallyOf } from './tallies-context.fixture.js';

const LATER = '2099-01-01T00:00:00.000Z';
const PAST = '2006-01-01T00:00:00.000Z';

describeWithPostgresql('Processes on one PostgreSQL database', (cluster) => {
  let bench: SharedEngineBench;
  beforeEach(async () => {
    bench = new SharedEngineBench(await cluster().createDatabase());
  });
  afterEach(() => bench.close());

  const accepted = async (engine: Engine, name: string, dueAt = LATER): Promise<Position> => {
    const outcome = await openTally(engine, name, dueAt);
    if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
    return outcome.position;
  };

  it('serve requests once a worker keeps the read models, and read everywhere what was written anywhere', async () => {
    const [service, other] = [await bench.open(), await bench.open()];
    expect(await service.readModelsProblem()).toMatchObject({
      kind: 'nobody-keeps-them',
      text: expect.stringMatching(/^No worker keeps the read models\./),
    });
    const starting = service.start();
    const worker = await bench.worker();
    await Promise.all([starting, other.start()]);
    expect(await service.readModelsProblem()).toBeUndefined();

    const position = await accepted(service, 'a');
    await other.projections.waitFor(position, 30_000);
    expect(await openTalliesOf(other)).toEqual([tallyOf('a')]);
    const { position: at, head } = await service.projections.status();
    expect([at, head]).toEqual([position, position]);

    const leases = await service.leases();
    const names = leases.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['evidence', 'process:closing', 'read-models']));
    expect(new Set(leases.map(({ holder }) => holder)).size).toBe(1);
    await worker.stop();
  });

  it('let the worker do what falls due, once, and another one when it has gone', async () => {
    const first = await bench.worker({ holder: 'first' });
    const second = await bench.worker({ holder: 'second' });
    const service = await bench.open();
    await service.start();
    await accepted(service, 'a', PAST);
    await closed(service, 'a');
    await first.stop();
    await accepted(service, 'b', PAST);
    await closed(service, 'b');
    const holders = (await service.leases()).map(({ holder }) => holder);
    expect(new Set(holders)).toEqual(new Set(['second']));
    expect(await service.store.head()).toBe(
      (await second.projections.caughtUp().then(() => second.projections.position)) as number,
    );
  });

  /** Until the process `closing` has closed it: opened and closed are two events. */
  async function closed(engine: Engine, name: string): Promise<void> {
    for (;;) {
      await engine.projections.caughtUp(30_000);
      let events = 0;
      for await (const _event of engine.store.readStream(tallyOf(name))) events += 1;
      expect(events).toBeLessThanOrEqual(2);
      if (events === 2 && !(await openTalliesOf(engine)).includes(tallyOf(name))) return;
      await engine.projections.waitFor(((await engine.store.head()) + 1) as Position, 200).catch(() => undefined);
    }
  }

  it('have the same evidence', async () => {
    const worker = await bench.worker();
    const service = await bench.open();
    await service.start();
    const position = await accepted(service, 'a');
    await Promise.all([worker, service].map((engine) => engine.ledger.requireUpTo(position)));
    const size = Math.min(worker.ledger.size, service.ledger.size);
    expect(service.ledger.checkpointAt(size).note).toBe(worker.ledger.checkpointAt(size).note);
  });

  it('start on no log that was cut while none of them ran, although nothing of their ledgers is left', async () => {
    const worker = await bench.worker();
    const position = await accepted(worker, 'a');
    await worker.ledger.requireUpTo(position);
    await worker.stop();
    const cut = `
      set session_replication_role = replica;
      delete from concordat_log.events where position >= ${position};
      update concordat_log.head set position = ${position - 1}
    `;
    await cluster().query(cut, bench.connectionString);
    const service = await bench.open();
    const refused = await service.start().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LedgerContradictsLogError);
    expect(isForOperator(refused)).toBe(true);
  });

  it('are refused behind a pooler that lends connections by transaction', async () => {
    await bench.worker();
    await using pooler = await openTransactionPooler(bench.connectionString);
    const keys = { connectionString: pooler.connectionString, poolSize: 4 };
    const refused = await bench.open({ keys, migrate: false }).catch((error: unknown) => error);
    expect(isForOperator(refused)).toBe(true);
    expect(String(refused)).toContain('pool_mode = session');
  });

  it('stop when the log is put back to an earlier moment while they run', async () => {
    const faults: unknown[] = [];
    const worker = await bench.worker({ onFault: (fault) => void faults.push(fault) });
    await worker.projections.waitFor(await accepted(worker, 'a'), 30_000);
    await cluster().query(
      `set session_replication_role = replica; delete from concordat_log.events;
       update concordat_log.head set position = 0;
       select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'concordat log reader' and datname = current_database()`,
      bench.connectionString,
    );
    await expect(worker.store.head()).rejects.toThrow(EventLogUnsuitableError);
    expect(faults).toEqual([expect.any(EventLogUnsuitableError)]);
  });

  it('need not own the tables, and say what they lack', async () => {
    const role = `service_${bench.connectionString.split('_').at(-1)}`;
    await cluster().query(`create role ${role} login`);
    const own = new URL(bench.connectionString);
    own.username = role;
    const settings = { connectionString: own.href, poolSize: 4 };
    const asService = {
      log: { kind: 'postgresql', settings },
      readModels: settings,
      keys: settings,
      migrate: false,
    } as const;
    await expect(bench.open(asService)).rejects.toThrow(SchemaMismatchError);
    const databases = databasesOf(bench.options());
    await migrateShared(databases);
    const lacking = await bench.open(asService).catch((error: unknown) => error);
    expect(isForOperator(lacking)).toBe(true);
    expect(String(lacking)).toContain('--grant-to');
    await migrateShared(databases, role);
    const worker = await bench.worker(asService);
    await worker.projections.waitFor(await accepted(worker, 'a'), 30_000);
    expect(await openTalliesOf(worker)).toEqual([tallyOf('a')]);
    await expect(cluster().query('delete from concordat_log.events', own.href)).rejects.toThrow('permission denied');
  });

  it('work with one log: not with the read models, keys or coordination of another', async () => {
    await bench.worker();
    const settings = { connectionString: await cluster().createDatabase(), poolSize: 4 };
    await migrateShared({ log: settings, readModels: settings, keys: settings });
    const anotherLog = bench.open({ log: { kind: 'postgresql', settings } });
    await expect(anotherLog).rejects.toThrow(CoordinationError);
    const ownKeys = bench.open({ log: { kind: 'postgresql', settings }, readModels: settings });
    const refused = await ownKeys.catch((error: unknown) => error);
    expect(isForOperator(refused)).toBe(true);
    expect(String(refused)).toMatch(/another|other/);
  });

  it('say why they cannot start, and nothing of connections that were lost', async () => {
    await migrateShared(databasesOf(bench.options()));
    const address = new URL(bench.connectionString);
    address.pathname = '/nowhere';
    const settingsOf = (connectionString: string) => ({ connectionString, poolSize: 4 });
    const away = settingsOf('postgresql://nobody@127.0.0.1:1/keys');
    for (const keys of [away, settingsOf(address.href)]) {
      const refused = await bench.open({ migrate: false, keys }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(PostgresConnectionError);
    }
    expect(bench.logged.map(({ message }) => message).filter((message) => message.includes('connection'))).toEqual([]);
  });

  it('have the same keys, and scratch folders of their own', async () => {
    const scratchFolder = `${bench.folder}/scratch`;
    const worker = await bench.worker({ scratchFolder });
    await worker.ledger.requireUpTo(await accepted(worker, 'a'));
    await expect(bench.open({ scratchFolder })).rejects.toThrow(ScratchFolderInUseError);
    const locked = bench.open({ subjectKeys: { keyEncryptionKey: specKeyEncryptionKey(2) } });
    expect(isForOperator(await locked.catch((error: unknown) => error))).toBe(true);
    await worker.stop();
    const service = await bench.open();
    const before = await service.leases();
    const otherwiseSigned = await bench.open({ ledgerKeys: specLedgerKeys(), worker: true });
    await expect(otherwiseSigned.start()).rejects.toThrow(LedgerKeysError);
    // Not for a moment did it do what only one process may do.
    expect(await service.leases()).toEqual(before);
    await (await bench.worker({ scratchFolder })).stop();
  });
});
