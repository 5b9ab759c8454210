import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { SqliteEventStore, type EventToAppend, type StreamName } from '#platform/event-store';
import { defineProgram } from '../fresh-process.js';
import { benchLedger } from './ledger-append.program.js';

export interface InclusionInput {
  readonly folder: string;
  /** Events in the log. */
  readonly size: number;
}

const PROOFS = 2_000;
const AT_ONCE = 500;

export interface InclusionFigures {
  /** Microseconds for one inclusion proof of an event anywhere in the log. */
  readonly proof: number;
  /** Events a second, when the ledger is built from the log. */
  readonly built: number;
}

export const inclusionProofs = defineProgram(
  import.meta.url,
  async ({ folder, size }: InclusionInput): Promise<InclusionFigures> => {
    const store = await SqliteEventStore.open({ file: join(folder, 'log.db') });
    const stream = `site-${randomUUID()}` as StreamName;
    const bytes = new TextEncoder().encode('{}');
    for (let from = 0; from < size; from += AT_ONCE) {
      const events = Array.from({ length: AT_ONCE }, () => ({
        id: randomUUID() as EventToAppend['id'],
        type: 'organisations.SiteOpened.v1',
        data: bytes,
        metadata: bytes,
      }));
      await store.append(stream, 'any', events);
    }
    const ledger = benchLedger(store, join(folder, 'ledger.db'));
    const begun = performance.now();
    await ledger.start();
    await ledger.requireUpTo(size, 600_000);
    const built = size / ((performance.now() - begun) / 1000);
    const prove = () => {
      for (let count = 0; count < PROOFS; count += 1) ledger.inclusion(Math.floor(Math.random() * size));
    };
    prove();
    const start = performance.now();
    prove();
    const micros = ((performance.now() - start) * 1000) / PROOFS;
    await ledger.stop();
    await store.close();
    return { proof: micros, built };
  },
);
