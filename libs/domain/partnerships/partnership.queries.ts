import { visibleRows } from '#platform/access';
import {
  connectionOf,
  defineBatch,
  defineConnectionBatch,
  type Connection,
  type ConnectionArguments,
} from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type { partnershipTable, regulatorsNoteTable, RegisterTables } from './partnership-register.tables.js';
import type { StepKind, StepTables, stepTable } from './partnership-steps.projection.js';
import { ENDED_STATUSES, type LeadSide, type PartnershipStatus } from './partnership.vocabulary.js';

export type PartnershipRow = RowOf<(typeof partnershipTable)['columns']>;
export type StepRow = RowOf<(typeof stepTable)['columns']>;
export type RegulatorsNoteRow = RowOf<(typeof regulatorsNoteTable)['columns']>;

function partnerships(source: QuerySource) {
  return source
    .tables<RegisterTables>()
    .selectFrom('partnership')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'Partnership'));
}

/** The partnerships among `ids` that the caller may know of. */
export const findPartnerships = defineLookUp(
  (source, ids) => partnerships(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const partnershipById = defineBatch('partnership', findPartnerships);

/**
 * By organisation: the partnership that has not ended. There is at most one, but for two proposals made in the same
 * instant; then the earlier one.
 */
export const currentPartnerships = defineLookUp(
  (source, organisationIds) =>
    partnerships(source)
      .where('organisationId', 'in', organisationIds)
      .where('status', 'not in', ENDED_STATUSES)
      .orderBy('proposedAt', 'desc')
      .orderBy('id', 'desc'),
  ({ organisationId }) => organisationId,
);

export const currentPartnershipOf = defineBatch('current-partnership', currentPartnerships);

export interface PartnershipFilter {
  readonly status?: PartnershipStatus | null;
  readonly leadSide?: LeadSide | null;
  readonly leadAuthorityId?: string | null;
  /** Whatever the letter case. */
  readonly sector?: string | null;
  readonly organisationId?: string | null;
}

const LATEST_FIRST = { by: ['proposedAt', 'id'], direction: 'desc' } as const;

/** The latest proposed first. */
export function listPartnerships(
  session: Session,
  page: ConnectionArguments,
  { status, leadSide, leadAuthorityId, sector, organisationId }: PartnershipFilter,
): Promise<Connection<PartnershipRow>> {
  let query = partnerships(session);
  if (status) query = query.where('status', '=', status);
  if (leadSide) query = query.where('leadSide', '=', leadSide);
  if (leadAuthorityId) query = query.where('leadAuthorityId', '=', leadAuthorityId);
  if (sector) query = query.where('sectorKey', '=', sector.toLowerCase());
  if (organisationId) query = query.where('organisationId', '=', organisationId);
  return connectionOf(query, LATEST_FIRST, page);
}

/** The partnerships that the caller manages now, as account manager or shadow; none for who is no officer. */
export function listManagedPartnerships(
  session: Session,
  page: ConnectionArguments,
): Promise<Connection<PartnershipRow>> {
  const officerId = session.caller.officerId ?? '';
  const query = partnerships(session).where((where) =>
    where.or([where('accountManagerId', '=', officerId), where('shadowId', '=', officerId)]),
  );
  return connectionOf(query, LATEST_FIRST, page);
}

/** What was decided about partnerships that the caller was shown, the latest first. */
export const stepsOf = defineConnectionBatch(
  (session: Session, partnershipId: string, kind: StepKind | null | undefined) => {
    const all = session
      .tables<StepTables>()
      .selectFrom('partnership_step')
      .selectAll()
      .where('partnershipId', '=', partnershipId);
    return kind ? all.where('kind', '=', kind) : all;
  },
  { by: ['revision'], direction: 'desc' },
);

/** What regulators noted for themselves, the latest first; empty for who may not read it. */
export const regulatorsNotesOf = defineConnectionBatch(
  (session: Session, partnershipId: string) =>
    session
      .tables<RegisterTables>()
      .selectFrom('regulators_note')
      .selectAll()
      .where('partnershipId', '=', partnershipId)
      .where(visibleRows(session.ability, 'read', 'PartnershipNote')),
  { by: ['revision'], direction: 'desc' },
);
