/**
 * A process with several clients that append to one log as fast as they can. It writes a line for each acknowledged
 * append, at once, so that whoever kills it knows what it was promised. Its first argument is an `AppendClientInput`.
 */
import { writeSync } from 'node:fs';
import { SqliteEventStore } from '../../../libs/platform/event-store/index.js';
import type { AppendResult } from '../../../libs/platform/event-store/index.js';
import { plannedAppend } from './append-plan.js';

export interface AppendClientInput {
  readonly file: string;
  readonly campaign: string;
  /** For each client, the number of its first append. */
  readonly startAt: readonly number[];
  /** Each client stops before this append number. Default: it goes on until the process is killed. */
  readonly stopAt?: number;
}

export type AppendClientLine =
  | { readonly kind: 'acknowledged'; readonly client: number; readonly index: number; readonly result: AppendResult }
  | { readonly kind: 'finished'; readonly committedGroups: number };

// Without a listener the signal ends the process before SQLite can report that a file may not grow.
process.on('SIGXFSZ', () => undefined);

const input = JSON.parse(process.argv[2] ?? '{}') as AppendClientInput;
const store = await SqliteEventStore.open({ file: input.file });
await Promise.all(input.startAt.map((start, client) => runClient(client, start)));
report({ kind: 'finished', committedGroups: store.statistics.committedGroups });
await store.close();

async function runClient(client: number, start: number): Promise<void> {
  for (let index = start; index < (input.stopAt ?? Infinity); index += 1) {
    const { stream, expected, events } = plannedAppend(input.campaign, client, index);
    const result = await store.append(stream, expected, events);
    report({ kind: 'acknowledged', client, index, result });
  }
}

/**
 * A line has left the process when this returns: it is read even if the process is killed right after. Neither
 * `process.stdout` nor a plain `writeSync` will do, for the pipe does not block: the one keeps what the reader has
 * not made room for yet, the other throws.
 */
function report(line: AppendClientLine): void {
  let rest = Buffer.from(`${JSON.stringify(line)}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
