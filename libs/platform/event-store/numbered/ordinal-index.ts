import type { Database } from 'better-sqlite3';
import { START } from '../event-store.port.js';
import type { EventId, Position, RecordedEvent } from '../event-store.port.js';
import { RecordingClock } from '../recording-clock.js';
import { OrdinalsContradictLogError } from './numbered-event-store.errors.js';
import { openOrdinalIndexFile } from './ordinal-index-file.js';

interface OrdinalRow {
  readonly ordinal: Position;
  /** The position that the store below gave the event. */
  readonly native: Position;
  readonly idHash: number;
  /** When it was recorded, where that is not what the store below says. */
  readonly raisedTo: string | null;
}

const ROW = 'SELECT ordinal, native, id_hash AS idHash, raised_to AS raisedTo FROM events';

/**
 * Gives each event its ordinal: the first event of the log 1, the next 2, and so on. Ordinals follow from the log alone,
 * so that every process comes to the same.
 */
export class OrdinalIndex {
  readonly #database: Database;
  readonly #add;
  readonly #addType;
  readonly #setTime;
  readonly #byOrdinal;
  readonly #byNative;
  readonly #range;
  readonly #byIdHash;
  readonly #types = new Set<string>();
  readonly #takeAll: (events: readonly RecordedEvent[]) => RecordedEvent[];
  #last: OrdinalRow | undefined;
  #recording: RecordingClock;

  /** @throws OrdinalIndexError */
  constructor(readonly file: string) {
    const database = openOrdinalIndexFile(file);
    this.#database = database;
    this.#add = database.prepare<[number, number, number, string | null]>('INSERT INTO events VALUES (?, ?, ?, ?)');
    this.#addType = database.prepare<[string]>('INSERT INTO event_types VALUES (?) ON CONFLICT DO NOTHING');
    this.#setTime = database.prepare<[string]>('UPDATE state SET recorded_at = ?');
    this.#byOrdinal = database.prepare<[number], OrdinalRow>(`${ROW} WHERE ordinal = ?`);
    this.#byNative = database.prepare<[number], OrdinalRow>(`${ROW} WHERE native = ?`);
    this.#range = database.prepare<[number, number], OrdinalRow>(
      `${ROW} WHERE ordinal BETWEEN ? AND ? ORDER BY ordinal`,
    );
    this.#byIdHash = database
      .prepare<[number], Position>('SELECT ordinal FROM events WHERE id_hash = ? ORDER BY ordinal')
      .pluck();
    this.#takeAll = database.transaction((events: readonly RecordedEvent[]) => {
      const numbered = events.map((event) => this.#take(event));
      this.#setTime.run(numbered.at(-1)?.recordedAt ?? '');
      return numbered;
    });
    this.#recording = this.#load();
  }

  /** The ordinal of the last event that it knows; `START` when it knows none. */
  get head(): Position {
    return this.#last?.ordinal ?? START;
  }

  get nativeHead(): Position {
    return this.#last?.native ?? START;
  }

  /**
   * Takes the events that come next in the log.
   * @param events with the positions of the store below
   * @returns the same events with their ordinals
   */
  take(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
    if (events.length === 0) return [];
    try {
      return this.#takeAll(events);
    } catch (error) {
      this.#recording = this.#load();
      throw error;
    }
  }

  /** @throws OrdinalsContradictLogError when there is no such event */
  nativeOf(ordinal: Position): Position {
    return ordinal === START ? START : this.#require(this.#byOrdinal.get(ordinal), ordinal).native;
  }

  /** @param native of an event that the index has taken */
  numberedAt(native: Position): Pick<OrdinalRow, 'ordinal' | 'raisedTo'> {
    return this.#require(this.#byNative.get(native), native);
  }

  /** An event of the store below with its ordinal. @throws OrdinalsContradictLogError when the index has no such event */
  numbered(event: RecordedEvent): RecordedEvent {
    return withOrdinal(event, this.numberedAt(event.position));
  }

  /** The same for events that follow one another in the log, the first of them with the ordinal after `after`. */
  numberedAfter(after: Position, events: readonly RecordedEvent[]): readonly RecordedEvent[] {
    const rows = this.#range.all(after + 1, after + events.length);
    return events.map((event, index) => {
      const row = this.#require(rows[index], after + 1 + index);
      if (row.native !== event.position) throw new OrdinalsContradictLogError(this.file, row.ordinal);
      return withOrdinal(event, row);
    });
  }

  /** Where an event with this id may be: each has to be looked at. */
  candidates(id: EventId): readonly Position[] {
    return this.#byIdHash.all(hashOf(id));
  }

  isEventAt(ordinal: Position, event: RecordedEvent | undefined): boolean {
    const row = this.#byOrdinal.get(ordinal);
    return row !== undefined && row.native === event?.position && row.idHash === hashOf(event.id);
  }

  eventTypes(): readonly string[] {
    return [...this.#types];
  }

  /** Forgets everything. */
  clear(): void {
    const clear = this.#database.transaction(() => {
      this.#database.exec(`DELETE FROM events; DELETE FROM event_types; UPDATE state SET recorded_at = ''`);
    });
    clear.immediate();
    this.#recording = this.#load();
  }

  close(): void {
    this.#database.close();
  }

  #take(event: RecordedEvent): RecordedEvent {
    const ordinal = (this.head + 1) as Position;
    const recordedAt = this.#recording.record(event.recordedAt);
    const raisedTo = recordedAt === event.recordedAt ? null : recordedAt;
    const idHash = hashOf(event.id);
    this.#add.run(ordinal, event.position, idHash, raisedTo);
    if (!this.#types.has(event.type)) {
      this.#addType.run(event.type);
      this.#types.add(event.type);
    }
    this.#last = { ordinal, native: event.position, idHash, raisedTo };
    return withOrdinal(event, this.#last);
  }

  #load(): RecordingClock {
    this.#last = this.#database.prepare<[], OrdinalRow>(`${ROW} ORDER BY ordinal DESC LIMIT 1`).get();
    this.#types.clear();
    const types = this.#database.prepare<[], string>('SELECT type FROM event_types').pluck();
    for (const type of types.all()) this.#types.add(type);
    return new RecordingClock(this.#database.prepare<[], string>('SELECT recorded_at FROM state').pluck().get());
  }

  #require<Row>(row: Row | undefined, position: number): Row {
    if (row === undefined) throw new OrdinalsContradictLogError(this.file, position);
    return row;
  }
}

function withOrdinal(
  event: RecordedEvent,
  { ordinal, raisedTo }: Pick<OrdinalRow, 'ordinal' | 'raisedTo'>,
): RecordedEvent {
  return { ...event, position: ordinal, recordedAt: raisedTo ?? event.recordedAt };
}

/** The last 52 bits of a UUID, which are not of its version or time: as much as a number of JavaScript holds exactly. */
function hashOf(id: EventId): number {
  return Number.parseInt(id.slice(-13).replace('-', id.slice(-14, -13)), 16);
}
