import type { SubjectId } from '#platform/event-sourcing';
import type { KeyDatabase, Querying } from './key-database.js';

export interface KeyRow {
  readonly id: string;
  readonly number: number;
  readonly subject: SubjectId;
  readonly material: Buffer;
}

export interface SubjectRow {
  readonly subject: SubjectId;
  /** Null: there is no fence. */
  readonly reference: string | null;
  /** Null: there is no key. */
  readonly id: string | null;
  readonly material: Buffer | null;
}

export interface NewKey {
  readonly id: string;
  readonly subject: SubjectId;
  readonly material: Buffer;
}

const KEYS = `
  select k.id, k.number, k.subject, m.material
  from concordat_keys.subject_key k join concordat_keys.key_material m using (number)
`;

export function keysById(database: Pick<KeyDatabase, 'query'>, ids: readonly string[]): Promise<KeyRow[]> {
  return database.query<KeyRow>(`${KEYS} where k.id = any ($1)`, [ids]);
}

/** Each of the subjects, with its fence and its key. */
export function subjectsOf(
  database: Pick<KeyDatabase, 'query'>,
  subjects: readonly SubjectId[],
): Promise<SubjectRow[]> {
  return database.query<SubjectRow>(
    `select s.subject, f.reference, k.id, m.material
     from unnest($1::text[]) s (subject)
     left join concordat_keys.fence f on f.subject = s.subject
     left join concordat_keys.subject_key k on k.subject = s.subject
     left join concordat_keys.key_material m on m.number = k.number`,
    [subjects],
  );
}

/** Adds keys for subjects that are not fenced and have none, in an order in which no two processes block each other. */
export async function addKeys(query: Querying, keys: readonly NewKey[], now: string): Promise<void> {
  await query(
    `with added as (
       insert into concordat_keys.subject_key (id, subject, created_at)
       select n.id, n.subject, $4 from unnest($1::text[], $2::text[]) n (id, subject)
       where not exists (select from concordat_keys.fence f where f.subject = n.subject)
       order by n.subject collate "C"
       on conflict (subject) do nothing
       returning id, number
     )
     insert into concordat_keys.key_material
     select a.number, n.material from added a join unnest($1::text[], $3::bytea[]) n (id, material) using (id)`,
    [keys.map(({ id }) => id), keys.map(({ subject }) => subject), keys.map(({ material }) => material), now],
  );
}

/** In the order in which they were made. They are locked until the end of the transaction. */
export function keysAfter(query: Querying, number: number, limit: number): Promise<KeyRow[]> {
  return query<KeyRow>(`${KEYS} where k.number > $1 order by k.number limit $2 for update of m`, [number, limit]);
}

export async function overwrite(query: Querying, keys: readonly Pick<KeyRow, 'number' | 'material'>[]): Promise<void> {
  if (keys.length === 0) return;
  await query(
    `update concordat_keys.key_material m set material = n.material
     from unnest($1::bigint[], $2::bytea[]) n (number, material) where m.number = n.number`,
    [keys.map(({ number }) => number), keys.map(({ material }) => material)],
  );
}
