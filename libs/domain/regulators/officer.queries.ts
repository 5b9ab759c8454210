import { visibleRows } from '#platform/access';
import { connectionOf, defineBatch, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineGroupedLookUp, defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type {
  officerContactTable,
  officerRoleTable,
  officerServiceTable,
  officerTable,
  OfficerTables,
} from './officer-register.projection.js';

export type OfficerRow = RowOf<(typeof officerTable)['columns']>;
export type OfficerContactRow = RowOf<(typeof officerContactTable)['columns']>;
export type OfficerServiceRow = RowOf<(typeof officerServiceTable)['columns']>;
export type OfficerRoleRow = RowOf<(typeof officerRoleTable)['columns']>;

function officers(source: QuerySource) {
  return source
    .tables<OfficerTables>()
    .selectFrom('officer')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'Officer'));
}

/** The officers among `ids` that the caller may know of. */
export const findOfficers = defineLookUp(
  (source, ids) => officers(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const officerById = defineBatch('officer', findOfficers);

/** The officers who serve an authority, in alphabetical order. */
export function listOfficers(
  session: Session,
  authorityId: string,
  page: ConnectionArguments,
  includeFormer: boolean,
): Promise<Connection<OfficerRow>> {
  let query = officers(session).where('authorityId', '=', authorityId);
  if (!includeFormer) query = query.where('leftOn', 'is', null);
  return connectionOf(query, { by: ['sortName', 'id'], direction: 'asc' }, page);
}

/** How officers are reached at work, where the caller may know. */
export const contactDetailsOf = defineBatch(
  'officer-contact-details',
  defineLookUp(
    (source, ids) =>
      source
        .tables<OfficerTables>()
        .selectFrom('officer_contact')
        .selectAll()
        .where('officerId', 'in', ids)
        .where(visibleRows(source.ability, 'read', 'OfficerContactDetails')),
    ({ officerId }) => officerId,
  ),
);

/** An officer's service with one authority after the other, the latest first. */
export const servicesOf = defineBatch(
  'officer-services',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<OfficerTables>()
        .selectFrom('officer_service')
        .selectAll()
        .where('officerId', 'in', ids)
        .where(visibleRows(source.ability, 'read', 'OfficerCareer'))
        .orderBy('since', 'desc'),
    ({ officerId }) => officerId,
  ),
);

/** Every role that an officer held, holds or will hold, the latest first. */
export const rolesOf = defineBatch(
  'officer-roles',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<OfficerTables>()
        .selectFrom('officer_role')
        .selectAll()
        .where('officerId', 'in', ids)
        .where(visibleRows(source.ability, 'read', 'OfficerCareer'))
        .orderBy('since', 'desc')
        .orderBy('roleKey'),
    ({ officerId }) => officerId,
  ),
);
