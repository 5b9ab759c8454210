import type { Database } from 'better-sqlite3';

/** So many ids are looked through one by one, before they are taken into the index together. */
const MOST_RECENT = 16_384;

/** Which event has which id. */
export class EventIds {
  readonly #add;
  readonly #recent;
  readonly #indexed;
  readonly #count;
  readonly #mergeAll: () => void;
  #recentCount: number;

  constructor(database: Database) {
    this.#add = database.prepare<[number, Uint8Array]>('INSERT INTO recent_event_ids (position, id) VALUES (?, ?)');
    this.#recent = database
      .prepare<[Uint8Array], number>('SELECT position FROM recent_event_ids WHERE id = ? ORDER BY position LIMIT 1')
      .pluck();
    this.#indexed = database.prepare<[Uint8Array], number>('SELECT position FROM event_ids WHERE id = ?').pluck();
    this.#count = database.prepare<[], number>('SELECT count(*) FROM recent_event_ids').pluck();
    const merge = database.prepare(
      `INSERT INTO event_ids (id, position) SELECT id, position FROM recent_event_ids ORDER BY id
       ON CONFLICT (id) DO NOTHING`,
    );
    const clear = database.prepare('DELETE FROM recent_event_ids');
    this.#mergeAll = () => {
      merge.run();
      clear.run();
    };
    this.#recentCount = this.#count.get() ?? 0;
  }

  /** @param id a UUID; where an engine lets two events have one id, the first counts */
  add(id: string, position: number): void {
    this.#add.run(position, bytesOf(id));
    this.#recentCount += 1;
  }

  /** Takes what is recent into the index, when there is enough of it. Within a transaction. */
  merge(): void {
    if (this.#recentCount < MOST_RECENT) return;
    this.#mergeAll();
    this.#recentCount = 0;
  }

  /** After a transaction was undone. */
  recount(): void {
    this.#recentCount = this.#count.get() ?? 0;
  }

  positionOf(id: string): number | undefined {
    const bytes = bytesOf(id);
    return this.#indexed.get(bytes) ?? this.#recent.get(bytes);
  }
}

function bytesOf(uuid: string): Uint8Array {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
