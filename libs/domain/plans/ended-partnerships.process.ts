import type { ProcessDefinition } from '#platform/contexts';
import type { StreamName } from '#platform/event-store';
import { deriveUuid } from '#platform/values';
import { ENDED_STATUSES, type PartnershipTables } from '#domain/partnerships';
import { planAggregate } from './plan.aggregate.js';
import type { PlanTables } from './plan-register.tables.js';

const REASON = 'The partnership has ended.';

/** Calls back what is put forward in partnerships that have ended: nobody is to be asked for it any more. */
export const endedPartnershipsPlans: ProcessDefinition = {
  name: 'plans-of-ended-partnerships',

  due: async (session, _now, limit) => {
    const rows = await session
      .tables<PlanTables & PartnershipTables>()
      .selectFrom('plan')
      .innerJoin('partnership', 'partnership.id', 'plan.partnershipId')
      .select(['plan.id as id', 'plan.proposedVersion as version'])
      .where('plan.proposedVersion', 'is not', null)
      .$narrowType<{ version: number }>()
      .where('partnership.status', 'in', ENDED_STATUSES)
      .orderBy('plan.id')
      .limit(limit)
      .execute();
    return rows.map(({ id, version }) => ({
      aggregate: planAggregate,
      stream: id as StreamName,
      type: 'CallBackVersion',
      input: { version, reason: REASON },
      commandId: deriveUuid('partnership-ended', id, String(version)),
    }));
  },

  nextDue: async () => undefined,
};
