import { voidAgreement } from '#platform/agreements';
import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import type { DataOf } from './plan.commands.js';
import type { EventOf, PlanEvent } from './plan.events.js';
import { awaitsPublication, priorityUnknown, versionProposed } from './plan.rejections.js';
import { inForceOn, unpublished, type AgreedVersion, type KnownPlan, type PlanDecision } from './plan.state.js';

/** A plan ends with what became of each of its priorities. One that was never published has nothing to evaluate. */
export function decideClosing(
  { evaluation, lessons }: DataOf<'ClosePlan'>,
  state: KnownPlan,
  { today, now }: DecisionContext,
): PlanDecision {
  const waiting = unpublished(state);
  if (waiting) return awaitsPublication(waiting.version);
  const open = state.agreement?.status === 'OPEN' ? state.agreement : undefined;
  const ended = voidAgreement(open, 'The plan was closed.', now);
  if (open && ended[0]?.type !== 'AgreementLapsed') return versionProposed(open.version);
  const evaluated = inForceOn(state, today) ?? state.agreed.at(-1);
  const refused = refuseEvaluation(evaluation, evaluated);
  if (refused) return refused;
  const version = evaluated ? { version: evaluated.version } : {};
  return accept<PlanEvent>(...ended, { type: 'PlanClosed', data: { on: today, ...version, evaluation, lessons } });
}

type Evaluation = EventOf<'PlanClosed'>['data']['evaluation'];

function refuseEvaluation(evaluation: Evaluation, evaluated: AgreedVersion | undefined) {
  const numbers = (evaluated?.content.priorities ?? []).map(({ number }) => number);
  for (const [index, { priority }] of evaluation.entries()) {
    const field = ['evaluation', String(index), 'priority'];
    if (!numbers.includes(priority)) return priorityUnknown(priority, field);
    if (evaluation.findIndex((each) => each.priority === priority) < index) {
      return reject('DUPLICATE_IN_LIST', `Priority ${priority} is evaluated twice.`, field);
    }
  }
  const missing = numbers.filter((number) => !evaluation.some(({ priority }) => priority === number));
  if (missing.length === 0) return undefined;
  const message = `The evaluation does not say what became of ${missing.length === 1 ? 'priority' : 'priorities'} ${missing.join(', ')}.`;
  return reject('EVALUATION_INCOMPLETE', message, ['evaluation']);
}
