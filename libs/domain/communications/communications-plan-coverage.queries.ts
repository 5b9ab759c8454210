import { defineBatch } from '#platform/graphql';
import type { PlainDate } from '#platform/working-days';
import { audience } from './audience.vocabulary.js';
import { conflictsOf, type ProgrammeConflict } from './communications-plan.conflicts.js';
import { coverageOf, type CoveredNeed, type NeedToCover } from './communications-plan.coverage.js';
import { findLinkedMessages } from './communications-plan-messages.queries.js';
import {
  findCommunicationsPlans,
  findLinksOf,
  findNeedsOf,
  type PlanMessageRow,
  type PlanNeedRow,
} from './communications-plan.queries.js';
import { findLocalPeriods } from './programme-calendar.queries.js';

/** How the needs of plans that count are met today, in the order of their days. */
export const coverageOfPlan = defineBatch('communications-coverage', async (session, planIds: readonly string[]) => {
  const [needs, links] = await Promise.all([findNeedsOf(session, planIds), findLinksOf(session, planIds)]);
  const messageIds = [...links.values()].flat().map(({ messageId }) => messageId);
  const messages = await findLinkedMessages(session, [...new Set(messageIds)]);
  return new Map(
    planIds.map((id): [string, readonly CoveredNeed[]] => {
      const counting = (needs.get(id) ?? []).filter(({ withdrawn }) => withdrawn === 0);
      const linked = links.get(id) ?? [];
      return [id, counting.map((row) => coverageOf(needToCover(row, linked), messages, session.today))];
    }),
  );
});

/** Where the needs of plans do not fit in with authorities' programmes, by the number of the need. */
export const conflictsOfPlan = defineBatch('communications-conflicts', async (session, planIds: readonly string[]) => {
  const [plans, needs] = await Promise.all([findCommunicationsPlans(session, planIds), findNeedsOf(session, planIds)]);
  const window = spanOf([...plans.values()]);
  const periods = window ? await findLocalPeriods(session, window) : [];
  return new Map(
    planIds.map((id): [string, ReadonlyMap<number, readonly ProgrammeConflict[]>] => {
      const rows = (needs.get(id) ?? []).filter(({ withdrawn }) => withdrawn === 0);
      const ofPlan = plans.get(id);
      const during = periods.filter((each) => ofPlan && each.until >= ofPlan.from && each.from <= ofPlan.until);
      return [id, new Map(rows.map((row) => [row.number, conflictsOf(needToCover(row, []), during)]))];
    }),
  );
});

function spanOf(plans: readonly { readonly from: PlainDate; readonly until: PlainDate }[]) {
  const from = plans
    .map((plan) => plan.from)
    .toSorted()
    .at(0);
  const until = plans
    .map((plan) => plan.until)
    .toSorted()
    .at(-1);
  return from !== undefined && until !== undefined ? { from, until } : undefined;
}

export function needToCover(row: PlanNeedRow, links: readonly PlanMessageRow[]): NeedToCover {
  const { number, segment, region, sector, what, by, channel, milestone } = row;
  const scope = { ...(region === null ? {} : { region }), ...(sector === null ? {} : { sector }) };
  const messageIds = links.filter(({ need }) => need === number).map(({ messageId }) => messageId);
  return { number, audience: audience.parse({ segment, ...scope }), what, by, channel, milestone, messageIds };
}
