import { visibleRows } from '#platform/access';
import { connectionOf, defineBatch, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineGroupedLookUp, defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type {
  concernSettlementTable,
  localConcernMemberTable,
  localConcernTable,
  LocalConcernTables,
  localVariationTable,
} from './local-concern-register.projection.js';

export type LocalConcernRow = RowOf<(typeof localConcernTable)['columns']>;
export type LocalVariationRow = RowOf<(typeof localVariationTable)['columns']>;
export type LocalConcernMemberRow = RowOf<(typeof localConcernMemberTable)['columns']>;
export type ConcernSettlementRow = RowOf<(typeof concernSettlementTable)['columns']>;

/** The concerns that the caller may know of. */
export function localConcerns(source: QuerySource) {
  return source
    .tables<LocalConcernTables>()
    .selectFrom('local_concern')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'LocalConcern'));
}

function localVariations(source: QuerySource) {
  return source
    .tables<LocalConcernTables>()
    .selectFrom('local_variation')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'LocalVariation'));
}

export const findLocalConcerns = defineLookUp(
  (source, ids) => localConcerns(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const localConcernById = defineBatch('local-concern', findLocalConcerns);

/** By concern: the local variation as which it was accepted. */
export const findLocalVariations = defineLookUp(
  (source, ids) => localVariations(source).where('concernId', 'in', ids),
  ({ concernId }) => concernId,
);

export const variationOfConcern = defineBatch('local-variation', findLocalVariations);

/** By concern: the elected member whose concern it is, for those who may know the name. */
export const memberOfConcern = defineBatch(
  'local-concern-member',
  defineLookUp(
    (source, ids) =>
      source
        .tables<LocalConcernTables>()
        .selectFrom('local_concern_member')
        .selectAll()
        .where(visibleRows(source.ability, 'read', 'LocalConcernMember'))
        .where('concernId', 'in', ids),
    ({ concernId }) => concernId,
  ),
);

/** By concern that the caller was shown: what the leads proposed to one another, the latest first. */
export const settlementsOf = defineBatch(
  'local-concern-settlements',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<LocalConcernTables>()
        .selectFrom('local_concern_settlement')
        .selectAll()
        .where('concernId', 'in', ids)
        .orderBy('number', 'desc'),
    ({ concernId }) => concernId,
  ),
);

/** The local variations from a partnership's precedence with an organisation, the latest to begin first. */
export function listLocalVariations(
  session: Session,
  organisationId: string,
  page: ConnectionArguments,
): Promise<Connection<LocalVariationRow>> {
  const query = localVariations(session).where('organisationId', '=', organisationId);
  return connectionOf(query, { by: ['validFrom', 'concernId'], direction: 'desc' }, page);
}
