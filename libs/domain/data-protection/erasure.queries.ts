import { visibleRows } from '#platform/access';
import {
  connectionOf,
  defineBatch,
  defineConnectionBatch,
  type Connection,
  type ConnectionArguments,
} from '#platform/graphql';
import type { SubjectId } from '#platform/event-sourcing';
import { defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type { ErasureStatus } from './erasure.vocabulary.js';
import type { ErasureRow, ErasureTables } from './erasures.projection.js';

function erasures(source: QuerySource) {
  return source
    .tables<ErasureTables>()
    .selectFrom('erasure')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'Erasure'));
}

export const erasureById = defineBatch(
  'erasure',
  defineLookUp(
    (source, ids) => erasures(source).where('id', 'in', ids),
    ({ id }) => id,
  ),
);

/** The latest first. */
export function listErasures(
  session: Session,
  page: ConnectionArguments,
  status: ErasureStatus | null | undefined,
): Promise<Connection<ErasureRow>> {
  let query = erasures(session);
  if (status) query = query.where('status', '=', status);
  return connectionOf(query, { by: ['requestedAt', 'id'], direction: 'desc' }, page);
}

/** Whose data an erasure is about; reached through the erasure only. */
export const subjectsOf = defineConnectionBatch(
  (session: Session, erasureId: string, _filter: null) =>
    session
      .tables<ErasureTables>()
      .selectFrom('erasure_subject')
      .select(['erasureId', 'subjectId', 'named'])
      .where('erasureId', '=', erasureId),
  { by: ['subjectId'], direction: 'asc' },
);

/** In the order in which the request names them: that of the decision's refusals. */
export async function subjectsNamedIn(session: Session, erasureId: string): Promise<readonly SubjectId[]> {
  const rows = await session
    .tables<ErasureTables>()
    .selectFrom('erasure_subject')
    .select('subjectId')
    .where('erasureId', '=', erasureId)
    .where('named', '=', 1)
    .orderBy('place')
    .orderBy('subjectId')
    .execute();
  return rows.map(({ subjectId }) => subjectId);
}

/** Erasures in a status, the oldest first; for what carries them out. */
export async function erasuresIn(
  session: Session,
  status: ErasureStatus,
  limit: number,
): Promise<readonly Pick<ErasureRow, 'id' | 'attempts'>[]> {
  return session
    .tables<ErasureTables>()
    .selectFrom('erasure')
    .select(['id', 'attempts'])
    .where('status', '=', status)
    .orderBy('requestedAt')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Completed erasures by id, for what looks through all of them. */
export async function erasuresAfter(session: Session, after: string, limit: number): Promise<readonly string[]> {
  const rows = await session
    .tables<ErasureTables>()
    .selectFrom('erasure')
    .select('id')
    .where('status', '=', 'COMPLETED')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Everybody whose data these erasures are about, also those who were found to be related. */
export async function subjectsIn(
  session: Session,
  erasureIds: readonly string[],
): Promise<ReadonlyMap<string, readonly SubjectId[]>> {
  const rows = await session
    .tables<ErasureTables>()
    .selectFrom('erasure_subject')
    .select(['erasureId', 'subjectId'])
    .where('erasureId', 'in', erasureIds)
    .execute();
  const byErasure = Map.groupBy(rows, ({ erasureId }) => erasureId);
  return new Map([...byErasure].map(([id, own]) => [id, own.map(({ subjectId }) => subjectId)]));
}
