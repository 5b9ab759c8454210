import { visibleRows } from '#platform/access';
import {
  connectionOf,
  defineBatch,
  defineConnectionBatch,
  type Connection,
  type ConnectionArguments,
} from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineGroupedLookUp, defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type {
  allocationTable,
  legalEntityTable,
  organisationTable,
  OrganisationTables,
  siteTable,
} from './organisation-register.projection.js';
import { entityKey, type LegalEntity } from './registry-number.js';

export type OrganisationRow = RowOf<(typeof organisationTable)['columns']>;
export type LegalEntityRow = RowOf<(typeof legalEntityTable)['columns']>;
export type SiteRow = RowOf<(typeof siteTable)['columns']>;
export type AllocationRow = RowOf<(typeof allocationTable)['columns']>;

function organisations(source: QuerySource) {
  return source
    .tables<OrganisationTables>()
    .selectFrom('organisation')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'Organisation'));
}

function sites(source: QuerySource) {
  return source
    .tables<OrganisationTables>()
    .selectFrom('site')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'Site'));
}

/** The organisations among `ids` that the caller may know of. */
export const findOrganisations = defineLookUp(
  (source, ids) => organisations(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const findSites = defineLookUp(
  (source, ids) => sites(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const organisationById = defineBatch('organisation', findOrganisations);
export const siteById = defineBatch('site', findSites);

/** In alphabetical order; `nameStartsWith` ignores letter case. */
export function listOrganisations(
  session: Session,
  page: ConnectionArguments,
  nameStartsWith: string | null | undefined,
): Promise<Connection<OrganisationRow>> {
  let query = organisations(session);
  if (nameStartsWith) {
    const prefix = nameStartsWith.toLowerCase();
    query = query.where('sortName', '>=', prefix).where('sortName', '<', `${prefix}\u{10FFFF}`);
  }
  return connectionOf(query, { by: ['sortName', 'id'], direction: 'asc' }, page);
}

/** The organisation to which a registry number belongs. */
export function findOrganisationByNumber(
  session: Session,
  registry: LegalEntityRow['registry'],
  number: string,
): Promise<OrganisationRow | undefined> {
  const owners = session
    .tables<OrganisationTables>()
    .selectFrom('legal_entity')
    .select('organisationId')
    .where('registry', '=', registry)
    .where('number', '=', number);
  return organisations(session).where('id', 'in', owners).orderBy('id').executeTakeFirst();
}

/** The organisations other than `own` that have a legal entity among these, by `entityKey`. */
export async function findOtherOwners(
  session: Session,
  entities: readonly Pick<LegalEntity, 'registry' | 'number'>[],
  own: string,
): Promise<ReadonlyMap<string, OrganisationRow>> {
  if (entities.length === 0) return new Map();
  const owned = await session
    .tables<OrganisationTables>()
    .selectFrom('legal_entity')
    .select(['registry', 'number', 'organisationId'])
    .where((row) =>
      row.or(
        entities.map(({ registry, number }) => row.and([row('registry', '=', registry), row('number', '=', number)])),
      ),
    )
    .where('organisationId', '!=', own)
    .execute();
  const ids = owned.map(({ organisationId }) => organisationId);
  const owners = await findOrganisations(session, ids);
  return new Map(
    owned.flatMap((entity) => {
      const owner = owners.get(entity.organisationId);
      return owner ? [[entityKey(entity), owner] as const] : [];
    }),
  );
}

/** The open sites of an organisation at a property. */
export function findOpenSitesByUprn(session: Session, organisationId: string, uprn: string): Promise<SiteRow[]> {
  return sites(session)
    .where('uprn', '=', uprn)
    .where('organisationId', '=', organisationId)
    .where('closedOn', 'is', null)
    .orderBy('id')
    .limit(2)
    .execute();
}

/** The sites of an organisation in alphabetical order; `true`: the open ones only. */
export const sitesOf = defineConnectionBatch(
  (session: Session, organisationId: string, openOnly: boolean) => {
    const all = sites(session).where('organisationId', '=', organisationId);
    return openOnly ? all.where('closedOn', 'is', null) : all;
  },
  { by: ['sortName', 'id'], direction: 'asc' },
);

export const legalEntitiesOf = defineBatch(
  'legal-entities',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<OrganisationTables>()
        .selectFrom('legal_entity')
        .selectAll()
        .where('organisationId', 'in', ids)
        .orderBy('name')
        .orderBy('registry')
        .orderBy('number'),
    ({ organisationId }) => organisationId,
  ),
);

/** The sites at a property, of whatever organisation, in alphabetical order. */
export function listSitesByUprn(
  session: Session,
  page: ConnectionArguments,
  uprn: string,
): Promise<Connection<SiteRow>> {
  return connectionOf(sites(session).where('uprn', '=', uprn), { by: ['sortName', 'id'], direction: 'asc' }, page);
}

/** Where an authority enforces now: one allocation per scope of each open site. */
export const allocationsTo = defineConnectionBatch(
  (session: Session, authorityId: string) =>
    session
      .tables<OrganisationTables>()
      .selectFrom('allocation')
      .selectAll()
      .where(visibleRows(session.ability, 'read', 'Allocation'))
      .where('authorityId', '=', authorityId)
      .where('siteIsOpen', '=', 1)
      .where('validUntil', 'is', null),
  { by: ['siteId', 'scopeKey'], direction: 'asc' },
);

/** Every allocation of a site, the latest first. */
export const allocationsOf = defineBatch(
  'allocations',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<OrganisationTables>()
        .selectFrom('allocation')
        .selectAll()
        .where('siteId', 'in', ids)
        .orderBy('scopeKey')
        .orderBy('validFrom', 'desc'),
    ({ siteId }) => siteId,
  ),
);
