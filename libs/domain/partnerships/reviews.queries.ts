import { visibleRows } from '#platform/access';
import { connectionOf, defineBatch, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineGroupedLookUp, defineLookUp, type Session } from '#platform/sessions';
import type { affirmationTable, lessonTable, maturityTable, ReviewTables } from './reviews.tables.js';

export type AffirmationRow = RowOf<(typeof affirmationTable)['columns']>;
export type MaturityRow = RowOf<(typeof maturityTable)['columns']>;
export type LessonRow = RowOf<(typeof lessonTable)['columns']>;

/** Every affirmation of the core principles, the first one first. */
export const affirmationsOf = defineBatch(
  'principles-affirmations',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<ReviewTables>()
        .selectFrom('principles_affirmation')
        .selectAll()
        .where('partnershipId', 'in', ids)
        .orderBy('affirmedAt')
        .orderBy('side')
        .orderBy('version'),
    ({ partnershipId }) => partnershipId,
  ),
);

/** By partnership: the latest version of the core principles that both sides affirmed. */
export const principlesAffirmedByBoth = defineBatch(
  'principles-of-both',
  defineLookUp(
    (source, ids) =>
      source
        .tables<ReviewTables>()
        .selectFrom('principles_affirmation as own')
        .innerJoin('principles_affirmation as other', (join) =>
          join
            .onRef('other.partnershipId', '=', 'own.partnershipId')
            .onRef('other.version', '=', 'own.version')
            .on('other.side', '=', 'REGULATORS'),
        )
        .select(['own.partnershipId', 'own.version'])
        .where('own.partnershipId', 'in', ids)
        .where('own.side', '=', 'ORGANISATION')
        .orderBy('own.version'),
    ({ partnershipId }) => partnershipId,
  ),
);

/** The latest recorded first; empty for who may not read what regulators keep for themselves. */
export function listMaturity(
  session: Session,
  partnershipId: string,
  page: ConnectionArguments,
): Promise<Connection<MaturityRow>> {
  const query = session
    .tables<ReviewTables>()
    .selectFrom('maturity_assessment')
    .selectAll()
    .where('partnershipId', '=', partnershipId)
    .where(visibleRows(session.ability, 'read', 'MaturityAssessment'));
  return connectionOf(query, { by: ['number'], direction: 'desc' }, page);
}

function lessons(session: Session) {
  return session
    .tables<ReviewTables>()
    .selectFrom('partnership_lesson')
    .selectAll()
    .where(visibleRows(session.ability, 'read', 'Lesson'));
}

/** The latest recorded first. */
export function listLessons(
  session: Session,
  partnershipId: string,
  page: ConnectionArguments,
): Promise<Connection<LessonRow>> {
  return connectionOf(
    lessons(session).where('partnershipId', '=', partnershipId),
    { by: ['number'], direction: 'desc' },
    page,
  );
}

/** From every partnership, the latest recorded first. @param theme whatever the letter case */
export function listLessonsOfAll(
  session: Session,
  page: ConnectionArguments,
  theme: string | null | undefined,
): Promise<Connection<LessonRow>> {
  const all = lessons(session);
  const query = theme ? all.where('themeKey', '=', theme.toLowerCase()) : all;
  return connectionOf(query, { by: ['recordedAt', 'partnershipId', 'number'], direction: 'desc' }, page);
}
