import { signatoryOf } from '#platform/agreements';
import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import type { PartnershipStatus } from '#domain/partnerships';
import type { DataOf, DraftingCommand, UnknownInPlan } from './plan.commands.js';
import type { AddressedPrinciple, ChosenCriteria } from './plan.content.js';
import { edit } from './plan.editing.js';
import { closed, partnershipEnded } from './plan.rejections.js';
import { lastAgreed, type KnownPlan, type PlanDecision, type PlanState } from './plan.state.js';

/** Plans are made in partnerships that both sides agreed to and that have not ended. */
export function worksOnPlans(status: PartnershipStatus): boolean {
  return status === 'AGREED' || status === 'ACTIVE' || status === 'SUSPENDED';
}

export function begin(
  { facts: { partnership }, ...data }: DataOf<'BeginPlan'>,
  state: PlanState,
  { actor }: DecisionContext,
): PlanDecision {
  if (state.kind === 'known') {
    if (state.closed) return closed(state.closed.on);
    const kind = state.planKind === 'ENGAGEMENT' ? 'engagement plan' : 'improvement plan';
    return reject('ALREADY_EXISTS', `The partnership has an ${kind} that is not closed. Work on that one.`, ['kind']);
  }
  if (!partnership) return reject('PARTNERSHIP_UNKNOWN', 'There is no such partnership.', ['partnershipId']);
  if (!worksOnPlans(partnership.status)) return partnershipEnded();
  const { organisationId } = partnership;
  return accept({ type: 'PlanBegun', data: { ...data, organisationId, by: signatoryOf(actor) } });
}

export function decideDrafting(command: DraftingCommand, state: KnownPlan, context: DecisionContext): PlanDecision {
  const by = signatoryOf(context.actor);
  const agreed = lastAgreed(state) !== undefined;
  switch (command.type) {
    case 'DescribePlan':
      return edit(
        { type: 'PlanDescribed', data: { ...command.data, by } },
        { what: 'The title and summary', agreed },
        state,
        context,
      );
    case 'AddressPrinciple':
      return address(command.data, state, context);
    case 'ChooseIncidentCriteria': {
      const { clauses, reason } = command.data;
      const criteria: ChosenCriteria = clauses ? { kind: 'OWN', clauses } : { kind: 'DEFAULT' };
      const what = 'The choice of incident selection criteria';
      return edit({ type: 'IncidentCriteriaChosen', data: { criteria, reason, by } }, { what, agreed }, state, context);
    }
  }
}

function address(
  { principle: key, answer, reason, facts: { principles } }: DataOf<'AddressPrinciple'>,
  state: KnownPlan,
  context: DecisionContext,
): PlanDecision {
  const { version } = principles;
  const listed = principles.principles.find((each) => each.key === key);
  if (!listed) {
    return reject('PRINCIPLES_UNKNOWN', `Version ${version} of the core principles does not hold ${key}.`, [
      'principle',
    ]);
  }
  const principle: AddressedPrinciple =
    answer === undefined ? { key, version, position: 'AFFIRMED' } : { key, version, position: 'ANSWERED', answer };
  const agreed = lastAgreed(state)?.content.principles.some((each) => each.key === key) ?? false;
  const what = `How the plan stands to ‘${listed.title}’`;
  const by = signatoryOf(context.actor);
  return edit({ type: 'PrincipleAddressed', data: { principle, reason, by } }, { what, agreed }, state, context);
}

const UNKNOWN = {
  AUTHORITY: { code: 'AUTHORITY_UNKNOWN', message: 'There is no such authority.' },
  REGION: { code: 'REGION_UNKNOWN', message: 'The register has no authority in this region.' },
  SITE: { code: 'SITE_UNKNOWN', message: 'The organisation has no such site.' },
  LOCAL_CONCERN: { code: 'LOCAL_CONCERN_UNKNOWN', message: 'There is no such local concern about the organisation.' },
} as const;

/** The first of the things named that the registers do not have. */
export function refuseUnknown([first]: readonly UnknownInPlan[]) {
  if (!first) return undefined;
  const { code, message } = UNKNOWN[first.what];
  return reject(code, message, first.field);
}
