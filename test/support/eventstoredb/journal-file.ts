import { appendFileSync, closeSync, existsSync, openSync, readFileSync, truncateSync } from 'node:fs';
import type { Journal, LoggedEvent } from './double-log.js';

/**
 * Keeps the double's log in a file, a line for each append, so that it outlives the double's process. Nothing is synchronised
 * to the disk: a process that is killed loses nothing by that, and the machine is not to fail in these tests.
 */
export class JournalFile implements Journal {
  readonly #file: number;

  constructor(path: string) {
    // What comes next must not be written behind half a line.
    if (existsSync(path)) truncateSync(path, completeBytes(readFileSync(path)));
    this.#file = openSync(path, 'a');
  }

  /** What an earlier process wrote, but for a last line that it did not finish. */
  static read(path: string): readonly LoggedEvent[] {
    if (!existsSync(path)) return [];
    const content = readFileSync(path);
    return content
      .subarray(0, completeBytes(content))
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => eventsOf(line));
  }

  write(events: readonly LoggedEvent[]): void {
    const stored = events.map((event): StoredEvent => ({
      ...event,
      data: base64(event.data),
      customMetadata: base64(event.customMetadata),
    }));
    appendFileSync(this.#file, `${JSON.stringify(stored)}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}

type StoredEvent = Omit<LoggedEvent, 'data' | 'customMetadata'> & Record<'data' | 'customMetadata', string>;

function eventsOf(line: string): readonly LoggedEvent[] {
  const stored = JSON.parse(line) as readonly StoredEvent[];
  return stored.map((event) => ({
    ...event,
    data: bytes(event.data),
    customMetadata: bytes(event.customMetadata),
  }));
}

/** Without a last line that was not finished. */
function completeBytes(content: Buffer): number {
  return content.lastIndexOf('\n') + 1;
}

function base64(content: Uint8Array): string {
  return Buffer.from(content).toString('base64');
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}
