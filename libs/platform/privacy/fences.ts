import { SubjectErasedError, type SubjectId } from '#platform/event-sourcing';
import type { KeyStoreFile } from './key-store-file.js';
import type { Fence } from './subject-keys.js';

const COLUMNS = 'subject, reference, fenced_at AS fencedAt, destroyed_at AS destroyedAt';

/** Which subjects nothing personal is recorded about any more. Never taken away. */
export class Fences {
  readonly #of;
  readonly #page;
  readonly #add;
  readonly #destroyed;

  constructor(private readonly file: KeyStoreFile) {
    const { database } = file;
    this.#of = database.prepare<[SubjectId], Fence>(`SELECT ${COLUMNS} FROM fence WHERE subject = ?`);
    this.#page = database.prepare<[SubjectId], Fence>(
      `SELECT ${COLUMNS} FROM fence WHERE subject > ? ORDER BY subject LIMIT 1000`,
    );
    this.#add = database.prepare<[SubjectId, string, string]>(
      'INSERT INTO fence VALUES (?, ?, ?, NULL) ON CONFLICT DO NOTHING',
    );
    this.#destroyed = database.prepare<[string, SubjectId]>(
      'UPDATE fence SET destroyed_at = ? WHERE subject = ? AND destroyed_at IS NULL',
    );
  }

  of(subject: SubjectId): Fence | undefined {
    return this.file.read(() => this.#of.get(subject));
  }

  /** @throws SubjectErasedError */
  refuse(subject: SubjectId): void {
    const fence = this.of(subject);
    if (fence) throw new SubjectErasedError(subject, fence.reference);
  }

  *all(): Generator<Fence> {
    let page = this.#after('');
    while (page.length > 0) {
      yield* page;
      page = this.#after(page.at(-1)?.subject ?? '');
    }
  }

  /** Within a transaction. */
  add(subject: SubjectId, reference: string, now: string): void {
    this.#add.run(subject, reference, now);
  }

  /** Within a transaction. */
  markDestroyed(subject: SubjectId, now: string): void {
    this.#destroyed.run(now, subject);
  }

  #after(subject: SubjectId): Fence[] {
    return this.file.read(() => this.#page.all(subject));
  }
}
