import { visibleRows } from '#platform/access';
import type { Session } from '#platform/sessions';
import { deriveId, type IdOf } from '#platform/values';
import type { PlanTables } from './plan-register.tables.js';
import { PLAN_KINDS } from './plan.vocabulary.js';

/**
 * The id of a partnership's plan of a kind follows from how many of that kind were closed before it, so that two that
 * are begun at once meet in one stream, where the later one is refused (as partnerships do it).
 */
export function planIdAfter(partnershipId: string, kind: string, closed: number): IdOf<'plan'> {
  return deriveId('plan', partnershipId, kind, String(closed));
}

/** The id of the plan that a partnership gets next; of the one that it has, where it is not closed. */
export async function nextPlanId(session: Session, partnershipId: string, kindText: string): Promise<IdOf<'plan'>> {
  const kind = PLAN_KINDS.find((each) => each === kindText);
  if (!kind) return planIdAfter(partnershipId, kindText, 0);
  const { closed } = await session
    .tables<PlanTables>()
    .selectFrom('plan')
    .where(visibleRows(session.ability, 'read', 'Plan'))
    .where('partnershipId', '=', partnershipId)
    .where('kind', '=', kind)
    .where('status', '=', 'CLOSED')
    .select(({ fn }) => fn.countAll<number>().as('closed'))
    .executeTakeFirstOrThrow();
  return planIdAfter(partnershipId, kind, closed);
}
