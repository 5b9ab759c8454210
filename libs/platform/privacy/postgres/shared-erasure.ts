import type { SubjectId } from '#platform/event-sourcing';
import { POSTGRES_SCHEMAS } from '#platform/postgres';
import { NotFencedError } from '../key-store.errors.js';
import type { Fence } from '../subject-keys.js';
import type { KeyChanges } from './key-changes.js';
import type { KeyDatabase, Querying } from './key-database.js';

const COLUMNS = 'subject, reference, fenced_at as "fencedAt", destroyed_at as "destroyedAt"';
const PAGE = 1_000;

export interface SharedErasureParts {
  readonly database: KeyDatabase;
  readonly changes: KeyChanges;
  readonly clock: () => Date;
}

/** Fences and destroys, and waits until every process knows. */
export class SharedErasure {
  constructor(private readonly parts: SharedErasureParts) {}

  async fence(subjects: readonly SubjectId[], reference: string): Promise<void> {
    const now = this.#now();
    const change = await this.#change(async (query, number) => {
      await query(
        `insert into concordat_keys.fence
         select s.subject, $2, $3, null, $4 from (select distinct unnest($1::text[]) as subject) s
         order by s.subject collate "C" on conflict do nothing`,
        [subjects, reference, now, number],
      );
    });
    await this.#knownToAll(change);
  }

  /** @throws NotFencedError, KeyStoreBusyError */
  async destroy(subjects: readonly SubjectId[]): Promise<void> {
    const now = this.#now();
    const change = await this.#change(async (query, number) => {
      const [open] = await query<{ subject: SubjectId }>(
        `select s.subject from unnest($1::text[]) s (subject)
         where not exists (select from concordat_keys.fence f where f.subject = s.subject) limit 1`,
        [subjects],
      );
      if (open) throw new NotFencedError(open.subject);
      await query(
        `update concordat_keys.key_material m set material = decode(repeat('00', 44), 'hex')
         from concordat_keys.subject_key k where k.number = m.number and k.subject = any ($1)`,
        [subjects],
      );
      await query(
        `update concordat_keys.fence set destroyed_at = coalesce(destroyed_at, $2), change = $3
         where subject = any ($1)`,
        [subjects, now, number],
      );
    });
    await this.#knownToAll(change);
    // Also when nothing was left to overwrite: a crash may have come just before this.
    await this.parts.database.query('select concordat_keys.rewrite()');
  }

  fencesOf(subjects: readonly SubjectId[]): Promise<Fence[]> {
    return this.parts.database.query<Fence & Record<string, unknown>>(
      `select ${COLUMNS} from concordat_keys.fence where subject = any ($1) order by subject`,
      [subjects],
    );
  }

  async *fences(): AsyncGenerator<Fence> {
    for (let page = await this.#after(''); page.length > 0;) {
      yield* page;
      page = await this.#after(page.at(-1)?.subject ?? '');
    }
  }

  /** A crash may come in between: the same calls end the work. */
  async replay(fences: readonly Fence[]): Promise<void> {
    for (const reference of new Set(fences.map((fence) => fence.reference))) {
      const subjects = fences.filter((fence) => fence.reference === reference).map(({ subject }) => subject);
      await this.fence(subjects, reference);
    }
    await this.destroy(fences.filter(({ destroyedAt }) => destroyedAt !== null).map(({ subject }) => subject));
  }

  #after(subject: string): Promise<Fence[]> {
    return this.parts.database.query<Fence & Record<string, unknown>>(
      `select ${COLUMNS} from concordat_keys.fence where subject > $1 order by subject limit ${PAGE}`,
      [subject],
    );
  }

  /** @returns its number */
  #change(work: (query: Querying, number: number) => Promise<void>): Promise<number> {
    return this.parts.database.write(async (query) => {
      const [store] = await query<{ change: number }>(
        'update concordat_keys.store set change = change + 1 returning change',
      );
      const number = store?.change ?? 0;
      await work(query, number);
      await query('select pg_notify($1, $2)', [POSTGRES_SCHEMAS.keys, '']);
      return number;
    });
  }

  async #knownToAll(change: number): Promise<void> {
    await this.parts.changes.look();
    await this.parts.changes.waitForOthers(change);
  }

  #now(): string {
    return this.parts.clock().toISOString();
  }
}
