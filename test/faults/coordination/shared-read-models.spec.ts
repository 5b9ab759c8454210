import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { coordinationSchema, PostgresCoordination } from '../../../libs/platform/coordination/index.js';
import { EventCodec } from '../../../libs/platform/event-sourcing/index.js';
import { tallyEvents } from '../../../libs/platform/event-sourcing/tally.fixture.js';
import { logSchema, PostgresEventStore } from '../../../libs/platform/event-store/index.js';
import { migrate, openPool, Signals } from '../../../libs/platform/postgres/index.js';
import { board, rowsOf, TallyLog } from '../../../libs/platform/projections/board.fixture.js';
import {
  PostgresReadModelDatabase,
  readModelsSchema,
  SharedProjections,
} from '../../../libs/platform/projections/index.js';
import { describeWithPostgresql } from '../../support/with-postgresql.js';
import { ROUNDS, TIMINGS } from './extent.js';
import type { KeeperInput } from './keeper.program.js';
import { FAULTS, StruckProcess } from './struck-process.js';

const PROGRAM = new URL('./keeper.program.js', import.meta.url);
const SETTLE_MS = 60_000;

describeWithPostgresql('Read models whose keeper is struck', (cluster) => {
  let workers: readonly StruckProcess[] = [];
  afterEach(() => Promise.all(workers.map((worker) => worker.end())));

  it(
    `${ROUNDS} times are kept on by another process, and nobody reads what is older than what was answered`,
    async () => {
      const connectionString = await cluster().createDatabase();
      await prepare(connectionString);
      const faults: string[] = [];
      const start = (holder: string) =>
        StruckProcess.start({
          holder,
          program: PROGRAM,
          connectionString,
          input: (over): KeeperInput => ({ connectionString: over, holder, timings: TIMINGS }),
          readyLine: 'ready',
          onLine: (line) => faults.push(`${holder}: ${line}`),
        });
      workers = await Promise.all(['one', 'two'].map(start));
      const writer = await openFollower(connectionString, 'writer');
      const reader = await openFollower(connectionString, 'reader');

      let counted = 0;
      let reads = 0;
      let ended = false;
      const log = new TallyLog(writer.store);
      await log.open('a');
      const serving = (async () => {
        while (!ended) {
          await log.count('a');
          counted += 1;
          const position = await writer.store.head();
          await reader.projections.waitFor(position, SETTLE_MS);
          const rows = await rowsOf(reader.database);
          reads += 1;
          expect(rows.position).toBeGreaterThanOrEqual(position);
          expect(rows.tallies).toEqual({ a: [counted, counted] });
        }
      })();
      for (let round = 0; round < ROUNDS; round += 1) {
        const holder = await keeperOf(reader.coordination);
        const struck = workers.find((worker) => worker.holder === holder);
        const fault = FAULTS[round % FAULTS.length] ?? 'killed';
        const before = reads;
        struck?.strike(fault);
        while ((await keeperOf(reader.coordination)) === holder) await delay(20);
        // What the next keeper has applied has been read.
        while (reads < before + 2) await Promise.race([serving, delay(20)]);
        await struck?.mend(fault);
      }
      ended = true;
      await serving;
      const { position, tallies, counts } = await rowsOf(reader.database);
      expect({ position, tallies }).toEqual({ position: counted + 1, tallies: { a: [counted, counted] } });
      expect(counts).toEqual(Array.from({ length: counted }, (_, index) => index + 2));
      expect(await reader.database.deadLetters()).toEqual([]);
      expect(faults).toEqual([]);
      process.stdout.write(
        `Keepers struck: ${ROUNDS}; ${reads} reads over another process, 0 behind what was answered\n`,
      );
      for (const each of [...workers.map((worker) => () => worker.end()), writer.close, reader.close]) await each();
    },
    60_000 + ROUNDS * 15_000,
  );
});

async function prepare(connectionString: string): Promise<void> {
  const pool = openPool({ connectionString }, 'spec');
  for (const schema of [logSchema, readModelsSchema, coordinationSchema]) await migrate(pool, schema);
  await pool.end();
}

/** A process that only serves requests, within this one. */
async function openFollower(connectionString: string, holder: string) {
  const settings = { connectionString };
  const log = { info: () => undefined, error: () => undefined };
  const onFault = (fault: unknown): never => {
    throw fault;
  };
  const signals = new Signals({ settings, log });
  signals.start();
  const store = await PostgresEventStore.open({ settings, signals, log });
  const coordination = await PostgresCoordination.open({ settings, signals, holder, contends: false, log });
  const lease = coordination.lease('read-models');
  const projections = [board()];
  const database = await PostgresReadModelDatabase.open({ settings, signals, projections, lease, onFault, log });
  const { requests } = coordination;
  const codec = new EventCodec([tallyEvents]);
  const shared = new SharedProjections({ store, codec, database, projections, lease, signals, requests, log, onFault });
  await shared.start();
  return {
    store,
    coordination,
    database,
    projections: shared,
    close: async () => {
      await shared.stop();
      await coordination.stop();
      await store.close();
      await database.close();
      await signals.stop();
    },
  };
}

async function keeperOf(coordination: PostgresCoordination): Promise<string> {
  for (;;) {
    const [lease] = await coordination.leases();
    if (lease?.holder !== undefined) return lease.holder;
    await delay(20);
  }
}
