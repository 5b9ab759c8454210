import type { Fault } from './double-faults.js';
import { EventStoreDouble, type EventStoreDoubleOptions } from './event-store-double.js';
import { JournalFile } from './journal-file.js';

/** What the program is started with, as JSON. */
export interface DoubleProgramInput extends Omit<EventStoreDoubleOptions, 'journal' | 'credentials'> {
  /** Where its log is kept; left out, in memory only. */
  readonly file?: string;
}

/** What the parent may ask for while it runs. */
export type DoubleRequest =
  | { readonly kind: 'fault'; readonly fault: Fault; readonly times: number }
  | { readonly kind: 'clear-faults' }
  | { readonly kind: 'elect-leader'; readonly node: number };

/** What it tells its parent. */
export type DoubleReport = { readonly kind: 'ready'; readonly connectionString: string } | { readonly kind: 'done' };

const input = JSON.parse(process.argv[2] ?? '{}') as DoubleProgramInput;
const { file, ...options } = input;
const written = file === undefined ? [] : JournalFile.read(file);
const double = new EventStoreDouble({
  ...options,
  ...(file !== undefined && { journal: new JournalFile(file) }),
  written,
});
await double.start();

process.on('message', (request: DoubleRequest) => {
  carryOut(request);
  report({ kind: 'done' });
});
process.on('disconnect', () => process.exit());
report({ kind: 'ready', connectionString: double.connectionString });

function carryOut(request: DoubleRequest): void {
  switch (request.kind) {
    case 'fault':
      return double.faults.next(request.fault, request.times);
    case 'clear-faults':
      return double.faults.clear();
    case 'elect-leader':
      return double.electLeader(request.node);
  }
}

function report(message: DoubleReport): void {
  process.send?.(message);
}
