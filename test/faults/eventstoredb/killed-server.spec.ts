import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openEventStoreDb, START, type EventStore } from '../../../libs/platform/event-store/index.js';
import { collect, newEvents, newStream } from '../../../libs/platform/event-store/contract/sample-events.js';
import { DoubleProcess } from '../../support/eventstoredb/double-process.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** `npm run test:faults` asks for more. */
const KILLS = 2 + Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 1);
const WRITERS = 6;
const APPENDS_BETWEEN = 30;
const EVENTS_PER_APPEND = 3;

/** What is shown is shown of the adapter: the server is a double, in a process of its own, with its log in a file. */
describe('a double of EventStoreDB whose process is killed under load and started again', () => {
  it(
    'has every append that was acknowledged, once and whole',
    async () => {
      const folder = temporaryFolder();
      const file = join(folder.path, 'journal');
      const double = await DoubleProcess.start({ nodes: 3, file });
      const log = { error: () => undefined };
      const connectionString = `${double.connectionString}&defaultDeadline=1000&discoveryInterval=50`;
      const stores = await Promise.all([1, 2].map(() => openEventStoreDb({ connectionString, log })));
      const load = new Load();
      try {
        const writing = Array.from({ length: WRITERS }, (_, index) => load.write(stores[index % 2] ?? stores[0]));
        for (let kill = 0; kill < KILLS; kill += 1) {
          await load.acknowledgedMore(APPENDS_BETWEEN);
          await double.kill();
          // As a process leaves it that was killed while it wrote.
          appendFileSync(file, '[{"position":');
          await double.start();
        }
        await load.acknowledgedMore(APPENDS_BETWEEN);
        load.end();
        await Promise.all(writing);
        const [store] = stores;
        const recorded = store ? await collect(store.readAll({ after: START })) : [];
        expect(recorded.map(({ id }) => id).toSorted()).toEqual(load.acknowledged.toSorted());
        process.stdout.write(
          `EventStoreDB double, killed ${KILLS} times: ${recorded.length} events, loss 0, duplicates 0\n`,
        );
      } finally {
        for (const store of stores) await store.close();
        await double.kill();
        folder.remove();
      }
    },
    60_000 + KILLS * 20_000,
  );
});

class Load {
  readonly acknowledged: string[] = [];
  #ended = false;
  #waiting: { readonly until: number; readonly resolve: () => void } | undefined;

  async write(store: EventStore | undefined): Promise<void> {
    const stream = newStream();
    while (!this.#ended && store !== undefined) {
      const events = newEvents(EVENTS_PER_APPEND);
      await store.append(stream, 'any', events);
      this.acknowledged.push(...events.map(({ id }) => id));
      if (this.#waiting && this.acknowledged.length >= this.#waiting.until) this.#waiting.resolve();
    }
  }

  acknowledgedMore(appends: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting = { until: this.acknowledged.length + appends * EVENTS_PER_APPEND, resolve };
    return promise;
  }

  end(): void {
    this.#ended = true;
  }
}
