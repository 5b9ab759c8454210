import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { openTalliesOf, openTally, SharedEngineBench } from '../../../libs/platform/engine/shared-engine.fixture.js';
import { newEvents, newStream } from '../../../libs/platform/event-store/contract/sample-events.js';
import { EventLogUnavailableError, START, StorageFullError } from '../../../libs/platform/event-store/index.js';
import type { EventStore, EventToAppend } from '../../../libs/platform/event-store/index.js';
import { logSchema } from '../../../libs/platform/event-store/postgres/log-schema.js';
import { openPostgresStore } from '../../../libs/platform/event-store/postgres/postgres-log.fixture.js';
import { migrate, openPool } from '../../../libs/platform/postgres/index.js';
import { findPostgresql, startPostgresql, type PostgresqlCluster } from '../../support/postgresql-cluster.js';
import { unprivilegedUser } from '../../support/postgresql-template.js';
import { smallDisk, type SmallDisk } from '../../support/small-disk.js';
import { describeWithPostgresql, withoutPostgresql } from '../../support/with-postgresql.js';

const LATER = '2099-01-01T00:00:00.000Z';
const MEBIBYTE = 1024 * 1024;

describeWithPostgresql('a full disk below a PostgreSQL database', (cluster) => {
  it('refuses appends, keeps reading, and takes them again once there is room', () =>
    withDisk(48, async (disk) => {
      await using settings = await databaseOn(disk, cluster());
      await withLog(settings.connectionString);
      await using opened = await openPostgresStore(settings);
      const acknowledged: EventToAppend[] = [];
      disk.fill(2 * MEBIBYTE);
      expect(await appendUntilRefused(opened.store, acknowledged)).toBeInstanceOf(StorageFullError);
      expect(acknowledged).not.toEqual([]);
      await expectLog(opened.store, acknowledged);
      await expect(opened.store.append(newStream(), 'none', [large()])).rejects.toBeInstanceOf(StorageFullError);
      disk.makeRoom();
      for (let count = 0; count < 20; count += 1) await append(opened.store, acknowledged);
      await expectLog(opened.store, acknowledged);
    }));

  it('lets the read models wait, and go on by themselves once there is room', () =>
    withDisk(64, async (disk) => {
      await using place = await databaseOn(disk, cluster());
      const readModels = { connectionString: place.connectionString, poolSize: 4 };
      const bench = new SharedEngineBench(await cluster().createDatabase());
      try {
        const engine = await bench.worker({ readModels });
        await openTally(engine, 'first', LATER);
        await engine.projections.caughtUp(30_000);
        disk.fill();
        const waiting = () =>
          bench.logged.some(({ message }) => message === 'The read models wait for space on their disk');
        let count = 0;
        while (!waiting()) {
          const outcome = await openTally(engine, `tally ${count}`, LATER);
          expect(outcome.outcome).toBe('accepted');
          count += 1;
        }
        const head = await engine.store.head();
        expect(engine.projections.position).toBeLessThan(head);
        expect((await openTalliesOf(engine)).length).toBeLessThanOrEqual(count);
        disk.makeRoom();
        await engine.projections.waitFor(head, 60_000);
        expect(await openTalliesOf(engine)).toHaveLength(count + 1);
      } finally {
        disk.makeRoom();
        await bench.close();
      }
    }));
});

const programs = findPostgresql();
const title = 'a full disk below all that a PostgreSQL server writes';
if (programs === undefined) withoutPostgresql(title);
else {
  it(`${title} ends the server, loses nothing that was acknowledged, and is over once there is room and a server`, () =>
    withDisk(160, async (disk) => {
      const settings = ['max_wal_size=32MB', 'min_wal_size=32MB', 'wal_recycle=off', 'wal_init_zero=on'];
      const cluster = await startPostgresql(programs, { parent: disk.path, durable: false, settings });
      try {
        const connectionString = await cluster.createDatabase();
        await withLog(connectionString);
        const options = { unavailableAfterMs: 1_000 };
        await using opened = await openPostgresStore({ connectionString }, options);
        const acknowledged: EventToAppend[] = [];
        await append(opened.store, acknowledged);
        disk.fill(MEBIBYTE);
        const refusal = await appendUntilRefused(opened.store, acknowledged);
        expect([StorageFullError, EventLogUnavailableError].some((kind) => refusal instanceof kind)).toBe(true);
        disk.makeRoom();
        // A server that could not recover on the full disk has ended: its supervisor starts it again.
        await cluster.stop('immediate');
        await cluster.start();
        for (let count = 0; count < 20; count += 1) await append(opened.store, acknowledged);
        await expectLog(opened.store, acknowledged, refusal instanceof EventLogUnavailableError);
      } finally {
        disk.makeRoom();
        await cluster.close();
      }
    }));
}

async function withDisk(mebibytes: number, test: (disk: SmallDisk) => Promise<void>): Promise<void> {
  const disk = smallDisk(mebibytes);
  if (disk === undefined) return;
  try {
    await test(disk);
  } finally {
    disk.remove();
  }
}

/** A database whose tables are on the disk; the write-ahead log is not. */
async function databaseOn(
  disk: SmallDisk,
  cluster: PostgresqlCluster,
): Promise<AsyncDisposable & { readonly connectionString: string }> {
  const folder = join(disk.path, 'tables');
  mkdirSync(folder);
  const owner = unprivilegedUser();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const connectionString = await cluster.createDatabase();
  const name = new URL(connectionString).pathname.slice(1);
  await cluster.query(`create tablespace small_${name} location '${folder}'`);
  await cluster.query(`alter database ${name} set tablespace small_${name}`);
  // Or the server could not write down its state any more, for the other tests.
  const drop = async (): Promise<void> => {
    disk.makeRoom();
    await cluster.query(`drop database ${name} with (force)`);
    await cluster.query(`drop tablespace small_${name}`);
  };
  return { connectionString, [Symbol.asyncDispose]: drop };
}

async function withLog(connectionString: string): Promise<void> {
  const pool = openPool({ connectionString }, 'migrations');
  await migrate(pool, logSchema);
  await pool.end();
}

/** Of which nothing can be compressed. */
function large(): EventToAppend {
  const [event] = newEvents(1);
  if (event === undefined) throw new Error('One event was asked for.');
  return { ...event, data: randomBytes(100_000) };
}

async function append(store: EventStore, acknowledged: EventToAppend[]): Promise<void> {
  const event = large();
  await store.append(newStream(), 'none', [event]);
  acknowledged.push(event);
}

/** @returns why the first append was refused */
async function appendUntilRefused(store: EventStore, acknowledged: EventToAppend[]): Promise<unknown> {
  for (;;) {
    try {
      await append(store, acknowledged);
    } catch (error) {
      return error;
    }
  }
}

/**
 * All that was acknowledged is in the log, in that order and without a gap.
 * @param mayHaveMore an append whose outcome was not known
 */
async function expectLog(
  store: EventStore,
  acknowledged: readonly EventToAppend[],
  mayHaveMore = false,
): Promise<void> {
  const found: string[] = [];
  for await (const { id, position } of store.readAll({ after: START })) expect(found.push(id)).toBe(position);
  const ids = new Set<string>(acknowledged.map(({ id }) => id));
  expect(found.filter((id) => ids.has(id))).toEqual(acknowledged.map(({ id }) => id));
  expect(found.length - acknowledged.length).toBeLessThanOrEqual(mayHaveMore ? 1 : 0);
}
