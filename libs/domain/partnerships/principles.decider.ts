import { accept, reject, type DecisionContext, personOf } from '#platform/event-sourcing';
import { CURRENT_PRINCIPLES, findPrinciples } from './core-principles.js';
import type { DataOf } from './partnership.commands.js';
import { outOfOrder, refuseForBothSides } from './partnership.rejections.js';
import { otherSide, sideOf, type KnownPartnership, type PartnershipDecision } from './partnership.state.js';
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
  const own = state.affirmed[side];
  if (own?.version === data.version) {
    if (own.note === data.note) return accept();
    return reject('ALREADY_EXISTS', 'Your side has affirmed this version already, with another remark.', ['note']);
  }
  if (data.version !== CURRENT_PRINCIPLES.version) {
    return reject(
      'PRINCIPLES_OUT_OF_DATE',
      `Version ${data.version} of the core principles was replaced by version ${CURRENT_PRINCIPLES.version}. Affirm that one.`,
      ['version'],
    );
  }
  const by = personOf(actor);
  const other = state.affirmed[otherSide(side)];
  const affirmedByOther = other?.version === data.version ? other.by : null;
  const refused = refuseForBothSides(by, affirmedByOther ?? undefined, otherSide(side));
  if (refused) return refused;
  return accept({ type: 'PrinciplesAffirmed', data: { ...data, side, by } });
}

export function evolvePrinciples(state: KnownPartnership, { data }: PrincipleEvent): KnownPartnership {
  const { side, version, note, by } = data;
  return { ...state, affirmed: { ...state.affirmed, [side]: { version, note, by } } };
}
