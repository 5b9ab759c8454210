import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coordinationSchema, PostgresRequests } from '#platform/coordination';
import { EventCodec } from '#platform/event-sourcing';
import { MemoryEventStore } from '#platform/event-store';
import { migrate, openPool, Signals } from '#platform/postgres';
import { HandedLease } from '../../coordination/handed-lease.fixture.js';
import { tallyEvents } from '../../event-sourcing/tally.fixture.js';
import { board, rowsOf, TallyLog, type Board } from '../board.fixture.js';
import type { Projection } from '../projection.js';
import { SqliteReadModelDatabase } from '../sqlite/sqlite-read-model-database.js';
import { SharedProjections, type SharedProjectionsOptions } from './shared-projections.js';

/** One process of those that use the same read models. */
export interface Member {
  readonly lease: HandedLease;
  readonly projections: SharedProjections;
  readonly faults: readonly unknown[];
  readonly logged: readonly string[];
}

export interface SharedBoard {
  readonly log: TallyLog;
  readonly database: SqliteReadModelDatabase;
  readonly requests: PostgresRequests;
  rows(): ReturnType<Board['rows']>;
  member(projections?: readonly Projection[], options?: Partial<SharedProjectionsOptions>): Member;
  close(): Promise<void>;
}

/** Several processes on one log and one set of read models, as far as these can tell; requests go over PostgreSQL. */
export async function sharedBoard(connectionString: string): Promise<SharedBoard> {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-shared-board-'));
  const pool = openPool({ connectionString }, 'spec');
  await migrate(pool, coordinationSchema);
  const quiet = { info: () => undefined, error: () => undefined };
  const signals = new Signals({ settings: { connectionString }, log: quiet });
  signals.start();
  const requests = new PostgresRequests(pool, signals);
  const database = new SqliteReadModelDatabase({ file: join(folder, 'read-models.db'), projections: [board()] });
  const log = new TallyLog(new MemoryEventStore());
  const members: SharedProjections[] = [];
  return {
    log,
    database,
    requests,
    rows: () => rowsOf(database),
    member: (projections = [board()], options = {}) => {
      const lease = new HandedLease('read-models');
      const faults: unknown[] = [];
      const logged: string[] = [];
      const record = (_fields: object, message: string) => void logged.push(message);
      const member = new SharedProjections({
        store: log.store,
        codec: new EventCodec([tallyEvents]),
        database,
        projections,
        lease,
        signals,
        requests,
        log: { info: record, error: record },
        onFault: (fault) => void faults.push(fault),
        ...options,
      });
      members.push(member);
      return { lease, projections: member, faults, logged };
    },
    close: async () => {
      for (const member of members) await member.stop();
      await database.close();
      await signals.stop();
      await pool.end();
      rmSync(folder, { recursive: true });
    },
  };
}
