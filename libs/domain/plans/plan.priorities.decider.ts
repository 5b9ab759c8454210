import { signatoryOf } from '#platform/agreements';
import { reject, type DecisionContext } from '#platform/event-sourcing';
import { comparePlainDates } from '#platform/working-days';
import type { DataOf, PriorityCommand } from './plan.commands.js';
import { MOST_PRIORITIES, type Priority } from './plan.content.js';
import { refuseUnknown } from './plan.drafting.decider.js';
import { edit } from './plan.editing.js';
import { outOfOrder, priorityUnknown, tooMany } from './plan.rejections.js';
import { lastAgreed, sideOf, type KnownPlan, type Numbering, type PlanDecision } from './plan.state.js';
import type { PlanSide } from './plan.vocabulary.js';

type TermsInput = Omit<DataOf<'AddPriority'>, 'facts'>;

export function decidePriority(command: PriorityCommand, state: KnownPlan, context: DecisionContext): PlanDecision {
  if (command.type === 'AddPriority') return add(command.data, state, context);
  const { priority: number } = command.data;
  const priority = state.draft.priorities.find((each) => each.number === number);
  if (!priority) return priorityUnknown(number);
  const side = sideOf(context.actor);
  if (side !== priority.proposedBy && priority.owner !== 'BOTH') return otherSides(priority);
  return command.type === 'AmendPriority'
    ? amend(command.data, priority, state, context)
    : remove(command.data, priority, state, context);
}

function add({ facts, ...terms }: DataOf<'AddPriority'>, state: KnownPlan, context: DecisionContext): PlanDecision {
  const { priorities } = state.draft;
  const refused = refuseUnknown(facts.unknown) ?? refuseTerms(terms, priorities);
  if (refused) return refused;
  if (priorities.length >= MOST_PRIORITIES) return tooMany('priorities', MOST_PRIORITIES);
  const number = state.prioritiesNumbered + 1;
  const priority = { ...terms, ...numbered(terms, undefined), number, proposedBy: sideOf(context.actor) };
  return edit(
    { type: 'PriorityAdded', data: { priority, by: signatoryOf(context.actor) } },
    touched(number, state),
    state,
    context,
  );
}

function amend(
  { facts, priority: number, reason, ...terms }: DataOf<'AmendPriority'>,
  known: Priority,
  state: KnownPlan,
  context: DecisionContext,
): PlanDecision {
  const others = state.draft.priorities.filter((each) => each !== known);
  const refused = refuseUnknown(facts.unknown) ?? refuseTerms(terms, others);
  if (refused) return refused;
  const { proposedBy } = known;
  if (terms.owner !== known.owner && sideOf(context.actor) !== proposedBy) return otherSides(known, 'owner');
  const priority = { ...terms, ...numbered(terms, state.numbering.get(number)), number, proposedBy };
  const data = { priority, reason, by: signatoryOf(context.actor) };
  return edit({ type: 'PriorityAmended', data }, touched(number, state), state, context);
}

/** A priority that both own can be amended by either side; it is taken out by the side that brought it in. */
function remove(
  data: DataOf<'RemovePriority'>,
  known: Priority,
  state: KnownPlan,
  context: DecisionContext,
): PlanDecision {
  if (sideOf(context.actor) !== known.proposedBy) return otherSides(known);
  const event = { type: 'PriorityRemoved' as const, data: { ...data, by: signatoryOf(context.actor) } };
  return edit(event, touched(known.number, state), state, context);
}

const SIDE: Readonly<Record<PlanSide, string>> = { ORGANISATION: 'the organisation', REGULATORS: 'the regulators' };

function otherSides({ number, proposedBy }: Priority, field = 'priority') {
  const message = `Priority ${number} is a proposal of ${SIDE[proposedBy]}: what you ask for is theirs to decide. You can object to it when the version is put forward.`;
  return reject('OTHER_SIDES_PRIORITY', message, [field]);
}

function refuseTerms({ title, from, until, measures, milestones }: TermsInput, others: readonly Priority[]) {
  const same = others.find((each) => each.title.toLowerCase() === title.toLowerCase());
  if (same) {
    return reject('ALREADY_EXISTS', `Priority ${same.number} has this title. Amend it instead.`, ['title']);
  }
  if (from && until && comparePlainDates(from, until) > 0) return outOfOrder('The priority', from, until, ['until']);
  return (
    refuseTwice(measures.map(measureKey), 'measures', 'Two measures have the same name and unit.') ??
    refuseTwice(milestones.map(milestoneKey), 'milestones', 'Two milestones have the same title.')
  );
}

function refuseTwice(keys: readonly string[], list: string, message: string) {
  const twice = keys.findIndex((key, index) => keys.indexOf(key) < index);
  return twice < 0 ? undefined : reject('DUPLICATE_IN_LIST', message, [list, String(twice)]);
}

/**
 * A measure of the same name and unit keeps its number, and with it its readings; what is measured otherwise is another
 * measure. A milestone is known by its title.
 */
function numbered({ measures, milestones }: TermsInput, known: Numbering | undefined) {
  return {
    measures: withNumbers(measures, known?.measures ?? [], measureKey),
    milestones: withNumbers(milestones, known?.milestones ?? [], milestoneKey),
  };
}

function withNumbers<Known extends { readonly number: number }, Thing>(
  things: readonly Thing[],
  known: readonly Known[],
  key: (thing: Known | Thing) => string,
): (Thing & { number: number })[] {
  let last = Math.max(0, ...known.map(({ number }) => number));
  return things.map((thing) => ({
    ...thing,
    number: known.find((each) => key(each) === key(thing))?.number ?? ++last,
  }));
}

function measureKey({ name, unit }: { readonly name: string; readonly unit: string }): string {
  return JSON.stringify([name.toLowerCase(), unit.toLowerCase()]);
}

function milestoneKey({ title }: { readonly title: string }): string {
  return title.toLowerCase();
}

function touched(number: number, state: KnownPlan) {
  const agreed = lastAgreed(state)?.content.priorities.some((each) => each.number === number) ?? false;
  return { what: `Priority ${number}`, agreed };
}
