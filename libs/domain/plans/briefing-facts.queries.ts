import { PARTIES_WITH_OFFICERS } from '#platform/access';
import { findSites, type OrganisationTables } from '#domain/organisations';
import { findAuthorities, ownAuthorities, type AuthorityRow } from '#domain/regulators';
import type { RowOf } from '#platform/projections';
import type { Session } from '#platform/sessions';
import type { DisclosureTables, disclosureTable } from './briefing-disclosures.projection.js';

export type DisclosureRow = RowOf<(typeof disclosureTable)['columns']>;

/** Whose briefing it is: the authority with those that it has succeeded by the session's day. */
export interface BriefingOwner {
  readonly row: AuthorityRow;
  readonly ids: readonly string[];
}

/** `undefined` when there is no such authority. */
export async function findBriefingOwner(session: Session, authorityId: string): Promise<BriefingOwner | undefined> {
  const row = (await findAuthorities(session, [authorityId])).get(authorityId);
  if (!row) return undefined;
  const kind = PARTIES_WITH_OFFICERS.find((each) => each === row.kind);
  if (!kind) return { row, ids: [row.id] };
  const inItsPlace = { ...session.caller, party: { kind, id: row.id } };
  return { row, ids: await ownAuthorities.ids(session, inItsPlace, session.now) };
}

/** Of some sites, those at which one of the authorities enforces now. */
export async function findEnforcedSites(
  session: Session,
  authorityIds: readonly string[],
  siteIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (siteIds.length === 0) return new Set();
  const rows = await session
    .tables<OrganisationTables>()
    .selectFrom('allocation')
    .select('siteId')
    .where('siteId', 'in', [...new Set(siteIds)])
    .where('authorityId', 'in', authorityIds)
    .where('siteIsOpen', '=', 1)
    .where('validUntil', 'is', null)
    .execute();
  return new Set(rows.map(({ siteId }) => siteId));
}

/** By plan: what was disclosed of it to a party in an authority's briefing. */
export async function findDisclosures(
  session: Session,
  partyId: string,
  authorityId: string,
  planIds: readonly string[],
): Promise<ReadonlyMap<string, readonly DisclosureRow[]>> {
  const rows = await session
    .tables<DisclosureTables>()
    .selectFrom('key_information_disclosure')
    .selectAll()
    .where('partyId', '=', partyId)
    .where('authorityId', '=', authorityId)
    .where('planId', 'in', planIds)
    .execute();
  return Map.groupBy(rows, ({ planId }) => planId);
}

/** Names of the authority and of the sites that it was shown. */
export async function findNames(
  session: Session,
  { row, ids }: BriefingOwner,
  siteIds: ReadonlySet<string>,
): Promise<(id: string) => string> {
  const sites = await findSites(session, [...siteIds]);
  return (id) => (ids.includes(id) ? row.officialName : (sites.get(id)?.name ?? id));
}
