import type { Position, RecordedEvent } from '../event-store.port.js';
import { PagedEvents } from '../paged-events.js';
import { openWritableLog, type WritableLog } from './log-file.js';
import { LogReader } from './log-reader.js';

type EventRow = [number, string, number, string, string, string, Uint8Array, Uint8Array];

/**
 * Takes the events of another log into a log file that no service uses yet, as they were recorded there: beside the port,
 * which gives events their time itself. The file must not be written by anybody else meanwhile.
 */
export class LogImport {
  readonly #log: WritableLog;
  readonly #reader: LogReader;
  readonly #take: (events: readonly RecordedEvent[]) => void;

  /** @throws EventLogFormatError the file is something else, SqliteUnsuitableError */
  constructor(file: string) {
    this.#log = openWritableLog({ file });
    const { database } = this.#log;
    const add = database.prepare<EventRow>(
      `INSERT INTO events (position, stream, revision, id, type, recorded_at, data, metadata)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const addType = database.prepare<[string]>('INSERT INTO event_types VALUES (?) ON CONFLICT DO NOTHING');
    const take = database.transaction((events: readonly RecordedEvent[]) => {
      for (const { position, stream, revision, id, type, recordedAt, data, metadata } of events) {
        add.run(position, stream, revision, id, type, recordedAt, data, metadata);
      }
      for (const type of new Set(events.map((event) => event.type))) addType.run(type);
    });
    this.#take = (events) => take.immediate(events);
    this.#reader = new LogReader(file);
  }

  get installationId(): string {
    const select = this.#log.database.prepare<[], string>('SELECT installation_id FROM log').pluck();
    return select.get() ?? this.#log.installationId;
  }

  get head(): Position {
    return this.#reader.head();
  }

  /** It becomes the log of this installation. Only where it is empty. */
  adopt(installationId: string): void {
    this.#log.database.prepare<[string]>('UPDATE log SET installation_id = ?').run(installationId);
  }

  /** On the disk when it returns. @param events those that come next in the log */
  take(events: readonly RecordedEvent[]): void {
    this.#take(events);
    this.#log.database.pragma('wal_checkpoint(PASSIVE)');
  }

  read(after: Position, limit = Number.MAX_SAFE_INTEGER): AsyncIterable<RecordedEvent> {
    let [from, remaining] = [after, limit];
    return new PagedEvents(() => {
      const page = this.#reader.logPage(from, Number.MAX_SAFE_INTEGER, remaining);
      from = page.at(-1)?.position ?? from;
      remaining -= page.length;
      return page;
    });
  }

  close(): void {
    this.#reader.close();
    // Last: the connection that closes last puts the write-ahead log into the file.
    this.#log.database.close();
  }
}
