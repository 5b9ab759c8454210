import { visibleRows } from '#platform/access';
import { connectionOf, defineBatch, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineLookUp, defineQuery, type Places, type QuerySource, type Session } from '#platform/sessions';
import type { PlainDate } from '#platform/working-days';
import type { contactRuleTable, CriteriaTables, criteriaVersionTable } from './contact-criteria.tables.js';

export type CriteriaVersionRow = RowOf<(typeof criteriaVersionTable)['columns']>;
export type ContactRuleRow = RowOf<(typeof contactRuleTable)['columns']>;

function versions(source: QuerySource) {
  return source
    .tables<CriteriaTables>()
    .selectFrom('criteria_version')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'ContactCriteria'));
}

const criteriaOn = defineQuery((source, { value, list }: Places<{ ids: readonly string[]; day: PlainDate }>) =>
  versions(source)
    .where('partnershipId', 'in', list('ids'))
    .where('published', '=', 1)
    .where('validFrom', '<=', value('day'))
    .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>', value('day'))])),
);

/** By partnership: the published version that counts on a day. */
export async function findCriteriaOn(
  session: Session,
  partnershipIds: readonly string[],
  day: PlainDate,
): Promise<ReadonlyMap<string, CriteriaVersionRow>> {
  const rows = await criteriaOn(session, { ids: partnershipIds, day });
  return new Map(rows.map((row) => [row.partnershipId, row]));
}

/** By partnership: the version in force on the session's day. */
export const criteriaInForce = defineBatch('criteria-in-force', (session, ids: readonly string[]) =>
  findCriteriaOn(session, ids, session.today),
);

/** By partnership: the draft of the next version, for who may read drafts. */
export const criteriaDraft = defineBatch(
  'criteria-draft',
  defineLookUp(
    (source, ids) => versions(source).where('partnershipId', 'in', ids).where('published', '=', 0),
    ({ partnershipId }) => partnershipId,
  ),
);

/** The published versions of a partnership's criteria, the latest first. */
export function listCriteriaVersions(
  session: Session,
  partnershipId: string,
  page: ConnectionArguments,
): Promise<Connection<CriteriaVersionRow>> {
  const query = versions(session).where('partnershipId', '=', partnershipId).where('published', '=', 1);
  return connectionOf(query, { by: ['version'], direction: 'desc' }, page);
}

/** Identifies a version of a partnership's criteria in a batch. */
export function criteriaKey({ partnershipId, version }: Pick<ContactRuleRow, 'partnershipId' | 'version'>): string {
  return `${partnershipId} ${version}`;
}

/** The rules of versions, in their order; for versions that the caller was shown. */
export const rulesOf = defineBatch('contact-rules', async (session, keys: readonly string[]) => {
  const rows = await session
    .tables<CriteriaTables>()
    .selectFrom('contact_rule')
    .selectAll()
    .where((where) =>
      where.or(
        keys.map((key) => {
          const [partnershipId = '', version] = key.split(' ');
          return where.and([where('partnershipId', '=', partnershipId), where('version', '=', Number(version))]);
        }),
      ),
    )
    .orderBy('partnershipId')
    .orderBy('version')
    .orderBy('number')
    .execute();
  return Map.groupBy(rows, criteriaKey);
});
