import { writeSync } from 'node:fs';
import type { AppendResult, EventStore } from '../../../libs/platform/event-store/index.js';
import { plannedAppend } from './append-plan.js';

export interface ReportingClients {
  readonly campaign: string;
  /** For each client, the number of its first append. */
  readonly startAt: readonly number[];
  /** Each client stops before this append number. Default: it goes on until the process is killed. */
  readonly stopAt?: number;
  /** The number of the first client; those of other processes have others. Default 0. */
  readonly firstClient?: number;
}

export type AppendClientLine =
  | { readonly kind: 'acknowledged'; readonly client: number; readonly index: number; readonly result: AppendResult }
  | { readonly kind: 'finished'; readonly committedGroups: number };

/** Several clients that append to one log as fast as they can, and report each acknowledgement at once. */
export async function appendAsClients(
  store: EventStore,
  { campaign, startAt, stopAt = Infinity, firstClient = 0 }: ReportingClients,
): Promise<void> {
  const runClient = async (client: number, start: number): Promise<void> => {
    for (let index = start; index < stopAt; index += 1) {
      const { stream, expected, events } = plannedAppend(campaign, client, index);
      const result = await store.append(stream, expected, events);
      report({ kind: 'acknowledged', client, index, result });
    }
  };
  await Promise.all(startAt.map((start, index) => runClient(firstClient + index, start)));
}

/**
 * A line has left the process when this returns: it is read even if the process is killed right after. Neither
 * `process.stdout` nor a plain `writeSync` will do, for the pipe does not block: the one keeps what the reader has
 * not made room for yet, the other throws.
 */
export function report(line: AppendClientLine): void {
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
