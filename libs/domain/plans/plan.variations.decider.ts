import { signatoryOf } from '#platform/agreements';
import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import { canonicalText } from '#platform/values';
import { comparePlainDates, dateInWords } from '#platform/working-days';
import type { DataOf, VariationCommand } from './plan.commands.js';
import { MOST_VARIATIONS, type Variation } from './plan.content.js';
import { refuseUnknown } from './plan.drafting.decider.js';
import { edit } from './plan.editing.js';
import { outOfOrder, tooMany } from './plan.rejections.js';
import { lastAgreed, sideOf, type KnownPlan, type PlanDecision } from './plan.state.js';

export function decideVariation(command: VariationCommand, state: KnownPlan, context: DecisionContext): PlanDecision {
  if (command.type === 'AddVariation') return add(command.data, state, context);
  const { variation: number } = command.data;
  const variation = state.draft.variations.find((each) => each.number === number);
  if (!variation) return reject('VARIATION_UNKNOWN', `The plan has no local variation ${number}.`, ['variation']);
  switch (command.type) {
    case 'AmendVariation':
      return amend(command.data, variation, state, context);
    case 'EndVariation':
      return end(command.data, variation, state, context);
    case 'RemoveVariation':
      return remove(command.data, state, context);
  }
}

function add({ facts, ...terms }: DataOf<'AddVariation'>, state: KnownPlan, context: DecisionContext): PlanDecision {
  const refused = refuseUnknown(facts.unknown) ?? refuseDates(terms);
  if (refused) return refused;
  const { variations } = state.draft;
  if (variations.some(({ number: _, ...known }) => canonicalText(known) === canonicalText(terms))) return accept();
  if (variations.length >= MOST_VARIATIONS) return tooMany('local variations', MOST_VARIATIONS);
  const number = state.variationsNumbered + 1;
  const data = { variation: { ...terms, number }, by: signatoryOf(context.actor) };
  return edit({ type: 'VariationAdded', data }, touched(number, state), state, context);
}

/** Which concern it answers is among regulators: an organisation neither reads that nor takes it away. */
function amend(
  { facts, variation: number, reason, ...terms }: DataOf<'AmendVariation'>,
  { localConcernId }: Variation,
  state: KnownPlan,
  context: DecisionContext,
): PlanDecision {
  const refused = refuseUnknown(facts.unknown) ?? refuseDates(terms);
  if (refused) return refused;
  const kept = sideOf(context.actor) === 'ORGANISATION' && localConcernId !== undefined ? { localConcernId } : {};
  const data = { variation: { ...terms, ...kept, number }, reason, by: signatoryOf(context.actor) };
  return edit({ type: 'VariationAmended', data }, touched(number, state), state, context);
}

function end(
  { until: day, reason }: DataOf<'EndVariation'>,
  variation: Variation,
  state: KnownPlan,
  context: DecisionContext,
): PlanDecision {
  const { number, from, until } = variation;
  const refused = refuseDates({ from, until: day });
  if (refused) return refused;
  if (comparePlainDates(day, until) > 0) {
    const message = `Local variation ${number} ends on ${dateInWords(until)} already. To prolong it, amend it.`;
    return reject('DATES_OUT_OF_ORDER', message, ['until']);
  }
  const data = { variation: { ...variation, until: day }, reason, by: signatoryOf(context.actor) };
  return edit({ type: 'VariationEnded', data }, touched(number, state), state, context);
}

/** What was agreed once is told to have ended; only a slip in the draft goes without a trace in the plan. */
function remove(data: DataOf<'RemoveVariation'>, state: KnownPlan, context: DecisionContext): PlanDecision {
  const { variation: number } = data;
  const { agreed } = touched(number, state);
  if (agreed) {
    const message = `Local variation ${number} was agreed. Say when it ends instead.`;
    return reject('VARIATION_AGREED', message, ['variation']);
  }
  const event = { type: 'VariationRemoved' as const, data: { ...data, by: signatoryOf(context.actor) } };
  return edit(event, touched(number, state), state, context);
}

function refuseDates({ from, until }: Pick<Variation, 'from' | 'until'>) {
  return comparePlainDates(from, until) > 0 ? outOfOrder('The variation', from, until, ['until']) : undefined;
}

function touched(number: number, state: KnownPlan) {
  const agreed = lastAgreed(state)?.content.variations.some((each) => each.number === number) ?? false;
  return { what: `Local variation ${number}`, agreed };
}
