import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import { CURRENT_PRINCIPLES, findPrinciples } from './core-principles.js';
import type { DataOf } from './partnership.commands.js';
import { outOfOrder } from './partnership.rejections.js';
import { sideOf, type KnownPartnership, type PartnershipDecision } from './partnership.state.js';
import { hasEnded } from './partnership.vocabulary.js';
import type { PrincipleEvent } from './principles.events.js';

export function decidePrinciples(
  data: DataOf<'AffirmPrinciples'>,
  state: KnownPartnership,
  { actor }: DecisionContext,
): PartnershipDecision {
  if (hasEnded(state.status)) return outOfOrder(state.status);
  const side = sideOf(actor);
  if (!findPrinciples(data.version)) {
    return reject('PRINCIPLES_UNKNOWN', `There is no version ${data.version} of the core principles.`, ['version']);
  }
  if (state.affirmed[side] === data.version) return accept();
  if (data.version !== CURRENT_PRINCIPLES.version) {
    return reject(
      'PRINCIPLES_OUT_OF_DATE',
      `Version ${data.version} of the core principles was replaced by version ${CURRENT_PRINCIPLES.version}. Affirm that one.`,
      ['version'],
    );
  }
  return accept({ type: 'PrinciplesAffirmed', data: { ...data, side } });
}

export function evolvePrinciples(state: KnownPartnership, { data }: PrincipleEvent): KnownPartnership {
  return { ...state, affirmed: { ...state.affirmed, [data.side]: data.version } };
}
