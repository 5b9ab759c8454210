import assert from 'node:assert/strict';
import { expect, it } from '@jest/globals';
import pg from 'pg';
import { START, type EventStore } from '../../../libs/platform/event-store/index.js';
import { startProgram } from '../../support/child-program.js';
import { describeWithPostgresql } from '../../support/with-postgresql.js';
import type { PostgresAppendClientInput } from './append-client.js';
import { makeLog, openLog } from './postgres-logs.js';

/** `npm run test:faults` asks for more. */
const APPENDS = 40 * Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 1);
const WRITERS = 8;
const CLIENTS = 2;
const PROGRAM = new URL('./append-client.js', import.meta.url);

describeWithPostgresql('eight processes that write to one log on PostgreSQL', (cluster) => {
  it('never show a reader a position before those that come before it', async () => {
    const connectionString = await cluster().createDatabase();
    await makeLog(connectionString);
    const log = await openLog({ connectionString });
    const ending = new AbortController();
    const [subscriber, poller] = [new PositionReader(), new PositionReader()];
    const reading = [
      subscriber.follow(log.store, ending.signal),
      // Past the engine, as fast as it can.
      poller.poll(connectionString, ending.signal),
    ];
    const ends = await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(connectionString, writer)));
    for (const { code, errorOutput } of ends) expect({ code, errorOutput }).toEqual({ code: 0, errorOutput: '' });
    const total = await log.store.head();
    expect(total).toBeGreaterThanOrEqual(WRITERS * CLIENTS * APPENDS);
    await Promise.race([Promise.all([subscriber.reaches(total), poller.reaches(total)]), Promise.all(reading)]);
    ending.abort();
    await Promise.all(reading);
    expect([subscriber.reached, poller.reached]).toEqual([total, total]);
    process.stdout.write(
      `${WRITERS} writing processes, ${total} events: gaps 0 for a subscription and for a reader of the table\n`,
    );
    await log.close();
  }, 1_200_000);
});

function write(connectionString: string, writer: number) {
  const input: PostgresAppendClientInput = {
    connectionString,
    campaign: 'contiguity',
    firstClient: writer * CLIENTS,
    startAt: Array.from({ length: CLIENTS }, () => 0),
    stopAt: APPENDS,
  };
  return startProgram({ program: PROGRAM, input }).ended;
}

/** Expects 1, 2, 3 … */
class PositionReader {
  reached = 0;
  #awaited: { readonly position: number; readonly resolve: () => void } | undefined;

  async follow(store: EventStore, signal: AbortSignal): Promise<void> {
    for await (const batch of store.subscribe({ after: START, signal })) {
      this.#note(batch.map(({ position }) => position));
    }
  }

  async poll(connectionString: string, signal: AbortSignal): Promise<void> {
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      while (!signal.aborted) {
        const { rows } = await client.query<{ position: number }>(
          'select position::integer from concordat_log.events where position > $1 order by position',
          [this.reached],
        );
        this.#note(rows.map(({ position }) => position));
      }
    } finally {
      await client.end();
    }
  }

  reaches(position: number): Promise<void> {
    if (this.reached >= position) return Promise.resolve();
    return new Promise((resolve) => (this.#awaited = { position, resolve }));
  }

  #note(positions: readonly number[]): void {
    for (const position of positions) {
      assert.equal(position, this.reached + 1, 'positions have no gap');
      this.reached = position;
    }
    if (this.#awaited !== undefined && this.reached >= this.#awaited.position) this.#awaited.resolve();
  }
}
