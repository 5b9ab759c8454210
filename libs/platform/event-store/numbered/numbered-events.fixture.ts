import { join } from 'node:path';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { collect } from '../contract/sample-events.js';
import { START } from '../event-store.port.js';
import type { RecordedEvent } from '../event-store.port.js';
import { GappyLog } from './gappy-log.fixture.js';
import { NumberedEventStore, type NumberedEventStoreOptions } from './numbered-event-store.js';

/** A log server, and processes that work on it, each with an index of its own. */
export class NumberedBench {
  readonly log = new GappyLog();
  readonly #folder = temporaryFolder();
  readonly #open: NumberedEventStore[] = [];

  file(name: string): string {
    return join(this.#folder.path, `${name}.db`);
  }

  async process(name: string, options: Partial<NumberedEventStoreOptions> & { clock?: () => Date } = {}) {
    const { clock, ...rest } = options;
    const store = await NumberedEventStore.open({ store: this.log.connect(clock), file: this.file(name), ...rest });
    this.#open.push(store);
    return store;
  }

  async close(): Promise<void> {
    this.log.isHeldBack = false;
    await Promise.all(this.#open.map((store) => store.close()));
    this.#folder.remove();
  }
}

export async function wholeLog(store: NumberedEventStore): Promise<readonly RecordedEvent[]> {
  return collect(store.readAll({ after: START }));
}
