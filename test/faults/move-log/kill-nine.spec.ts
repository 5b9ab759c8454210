import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  openEmbeddedSource,
  openEventStoreDbSource,
  openPostgresSource,
  type LogSource,
  type MoveReport,
} from '../../../libs/platform/move-log/index.js';
import { sampleFolder, wholeOf } from '../../../libs/platform/move-log/sample-log.fixture.js';
import { startProgram } from '../../support/child-program.js';
import { SERVER_KIND, startEventStoreDb } from '../../support/eventstoredb/event-store-db-server.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';
import type { PostgresqlCluster } from '../../support/postgresql-cluster.js';
import { describeWithPostgresql } from '../../support/with-postgresql.js';
import type { MoveClientInput } from './move-client.js';

const ROUNDS = Math.ceil(Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 8) / 8);
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
const CLIENT = new URL('./move-client.js', import.meta.url);

let folder: TemporaryFolder;
let from: string;
let original: Awaited<ReturnType<typeof wholeOf>>;

beforeAll(async () => {
  folder = temporaryFolder();
  from = await sampleFolder(folder.path, 'from', 120);
  original = await eventsOf(openEmbeddedSource(from));
});

afterAll(() => folder.remove());

describeWithPostgresql('kill -9 of a process that moves a log to PostgreSQL', (cluster) => {
  it(
    `keeps every event, once and in its place, in ${ROUNDS} moves`,
    async () => {
      const random = seeded('PostgreSQL');
      for (let round = 0; round < ROUNDS; round += 1) {
        const target = { engine: 'postgresql', connectionString: await cluster().createDatabase() } as const;
        await moveThroughKills({ folder: from, target }, random, () =>
          sessionsEnded(cluster(), target.connectionString),
        );
        expect(await eventsOf(openPostgresSource(target))).toEqual(original);
      }
    },
    ROUNDS * 120_000,
  );
});

// Needs servers without events, which a real one is not.
(SERVER_KIND === 'a double' ? describe : describe.skip)(
  'kill -9 of a process that moves a log to EventStoreDB, with a double',
  () => {
    it(
      `keeps every event, once and in its place, in ${ROUNDS} moves`,
      async () => {
        const random = seeded('EventStoreDB');
        for (let round = 0; round < ROUNDS; round += 1) {
          const server = await startEventStoreDb();
          const target = { engine: 'eventstoredb', connectionString: server.connectionString } as const;
          await moveThroughKills({ folder: from, target }, random);
          expect(await eventsOf(openEventStoreDbSource(server.connectionString))).toEqual(original);
          server.stop();
        }
      },
      ROUNDS * 120_000,
    );
  },
);

/** Killed three times at any place, then left to itself. */
async function moveThroughKills(
  input: MoveClientInput,
  random: () => number,
  targetFree: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (let kills = 0; kills < 3; kills += 1) {
    let left = 1 + Math.floor(random() * 14);
    const client = startProgram({
      program: CLIENT,
      input,
      onLine: () => {
        left -= 1;
        if (left === 0) setTimeout(() => client.process.kill('SIGKILL'), random() * 8);
      },
    });
    const { signal, code, errorOutput } = await client.ended;
    expect({ ended: signal === 'SIGKILL' || code === 0, errorOutput }).toEqual({ ended: true, errorOutput: '' });
    await targetFree();
  }
  const { code, lines, errorOutput } = await startProgram({ program: CLIENT, input }).ended;
  expect({ code, errorOutput }).toEqual({ code: 0, errorOutput: '' });
  const report = JSON.parse(lines.at(-1) ?? '{}') as MoveReport;
  expect(report.events).toBe(original.length);
  expect(report.copiedBefore).toBeGreaterThan(0);
}

/** The server notices after a moment that a process is gone; until then the log is in use. */
async function sessionsEnded(cluster: PostgresqlCluster, connectionString: string): Promise<void> {
  const others = `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  while ((await cluster.query(others, connectionString)).length > 0);
}

async function eventsOf(opening: Promise<LogSource>) {
  const log = await opening;
  try {
    return await wholeOf(log);
  } finally {
    await log.close();
  }
}

function seeded(engine: string): () => number {
  process.stdout.write(`kill -9 of a move to ${engine}: ${ROUNDS} moves with CONCORDAT_FAULT_SEED=${SEED}\n`);
  let state = SEED;
  // mulberry32
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
