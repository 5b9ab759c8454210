import { visibleRows } from '#platform/access';
import { defineBatch } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import type { Session } from '#platform/sessions';
import type { partnershipTable, RegisterTables } from './partnership-register.tables.js';
import { ENDED_STATUSES } from './partnership.vocabulary.js';

export type PartnershipRow = RowOf<(typeof partnershipTable)['columns']>;

function partnerships(session: Session) {
  return session
    .tables<RegisterTables>()
    .selectFrom('partnership')
    .selectAll()
    .where(visibleRows(session.ability, 'read', 'Partnership'));
}

/** The partnerships among `ids` that the caller may know of. */
export async function findPartnerships(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PartnershipRow>> {
  const rows = await partnerships(session).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export const partnershipById = defineBatch('partnership', findPartnerships);

/**
 * By organisation: the partnership that has not ended. There is at most one, but for two proposals made in the same
 * instant; then the earlier one.
 */
export async function currentPartnerships(
  session: Session,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, PartnershipRow>> {
  const rows = await partnerships(session)
    .where('organisationId', 'in', organisationIds)
    .where('status', 'not in', ENDED_STATUSES)
    .orderBy('proposedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.organisationId, row]));
}

export const currentPartnershipOf = defineBatch('current-partnership', currentPartnerships);
