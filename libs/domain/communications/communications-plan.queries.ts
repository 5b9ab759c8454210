import { visibleRows } from '#platform/access';
import { connectionOf, defineBatch, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineGroupedLookUp, defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type {
  communicationsPlanTable,
  CommunicationsPlanTables,
  planMessageTable,
  planMilestoneTable,
  planNeedTable,
} from './communications-plan-register.projection.js';
import type { PlanStatus } from './communications-plan.events.js';

export type CommunicationsPlanRow = RowOf<(typeof communicationsPlanTable)['columns']>;
export type PlanMilestoneRow = RowOf<(typeof planMilestoneTable)['columns']>;
export type PlanNeedRow = RowOf<(typeof planNeedTable)['columns']>;
export type PlanMessageRow = RowOf<(typeof planMessageTable)['columns']>;

function plans(source: QuerySource) {
  return source
    .tables<CommunicationsPlanTables>()
    .selectFrom('communications_plan')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'CommunicationsPlan'));
}

/** The plans among `ids` that the caller may know of. */
export const findCommunicationsPlans = defineLookUp(
  (source, ids) => plans(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const communicationsPlanById = defineBatch('communications-plan', findCommunicationsPlans);

/** In the order of their first days, the latest first. */
export function listCommunicationsPlans(
  session: Session,
  page: ConnectionArguments,
  status: PlanStatus | null | undefined,
): Promise<Connection<CommunicationsPlanRow>> {
  const query = status ? plans(session).where('status', '=', status) : plans(session);
  return connectionOf(query, { by: ['from', 'id'], direction: 'desc' }, page);
}

/*
 * Milestones, needs and links are reached through their plan only, and seen by whoever sees it. None of them is without
 * bounds: the decider says how many a plan can hold.
 */

export const findMilestonesOf = defineGroupedLookUp(
  (source, ids) =>
    source
      .tables<CommunicationsPlanTables>()
      .selectFrom('communications_milestone')
      .selectAll()
      .where('planId', 'in', ids)
      .orderBy('on')
      .orderBy('number'),
  ({ planId }) => planId,
);

export const findNeedsOf = defineGroupedLookUp(
  (source, ids) =>
    source
      .tables<CommunicationsPlanTables>()
      .selectFrom('communications_need')
      .selectAll()
      .where('planId', 'in', ids)
      .orderBy('by')
      .orderBy('number'),
  ({ planId }) => planId,
);

export const findLinksOf = defineGroupedLookUp(
  (source, ids) =>
    source
      .tables<CommunicationsPlanTables>()
      .selectFrom('communications_need_message')
      .selectAll()
      .where('planId', 'in', ids)
      .orderBy('messageId')
      .orderBy('need'),
  ({ planId }) => planId,
);

export const milestonesOf = defineBatch('communications-milestones', findMilestonesOf);
export const needsOf = defineBatch('communications-needs', findNeedsOf);
export const linksOf = defineBatch('communications-links', findLinksOf);
