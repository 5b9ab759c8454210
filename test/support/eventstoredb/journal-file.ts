import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Journal, LoggedEvent } from './double-log.js';

/**
 * Keeps the double's log in a file, a line for each event, so that it outlives the double's process. Nothing is synchronised
 * to the disk: a process that is killed loses nothing by that, and the machine is not to fail in these tests.
 */
export class JournalFile implements Journal {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  /** What an earlier process wrote, but for a last line that it did not finish. */
  static read(path: string): readonly LoggedEvent[] {
    if (!existsSync(path)) return [];
    const text = readFileSync(path, 'utf8');
    const complete = text.slice(0, text.lastIndexOf('\n') + 1);
    return complete
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => eventOf(line));
  }

  write(event: LoggedEvent): void {
    const [data, customMetadata] = [base64(event.data), base64(event.customMetadata)];
    writeSync(this.#file, `${JSON.stringify({ ...event, data, customMetadata })}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}

type StoredEvent = Omit<LoggedEvent, 'data' | 'customMetadata'> & Record<'data' | 'customMetadata', string>;

function eventOf(line: string): LoggedEvent {
  const stored = JSON.parse(line) as StoredEvent;
  return { ...stored, data: bytes(stored.data), customMetadata: bytes(stored.customMetadata) };
}

function base64(content: Uint8Array): string {
  return Buffer.from(content).toString('base64');
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}
