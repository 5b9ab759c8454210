import { accept, reject, personOf, type DecisionContext } from '#platform/event-sourcing';
import { comparePlainDates } from '#platform/working-days';
import { isSame } from '#platform/values';
import type { DataOf, ObjectiveCommand } from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';
import { inFuture, outOfOrder, refuseForBothSides } from './partnership.rejections.js';
import {
  otherSide,
  sideOf,
  type KnownPartnership,
  type Objective,
  type PartnershipDecision,
} from './partnership.state.js';
import { hasEnded } from './partnership.vocabulary.js';
import { decideReading } from './readings.decider.js';

type TermsInput = DataOf<'ProposeObjective'>;
type MeasureInput = TermsInput['measures'][number];

export function decideObjective(
  command: ObjectiveCommand,
  state: KnownPartnership,
  context: DecisionContext,
): PartnershipDecision {
  if (hasEnded(state.status)) return outOfOrder(state.status);
  if (command.type === 'ProposeObjective') return propose(command.data, state, context);
  const objective = state.objectives[command.data.objective - 1];
  if (!objective) {
    const message = `The partnership has no objective ${command.data.objective}.`;
    return reject('OBJECTIVE_UNKNOWN', message, ['objective']);
  }
  switch (command.type) {
    case 'AmendObjective':
      return amend(command.data, objective, state, context);
    case 'AgreeObjective':
      return agree(command.data, objective, context);
    case 'WithdrawObjective':
      return withdraw(command.data, objective, context);
    case 'AchieveObjective':
      return achieve(command.data, objective, context);
    case 'RecordReading':
    case 'RestateReading':
    case 'AcknowledgeReading':
      return decideReading(command, objective, context);
  }
}

function propose(data: TermsInput, state: KnownPartnership, { actor }: DecisionContext): PartnershipDecision {
  const taken = refuseTitle(data.title, state.objectives);
  if (taken) return taken;
  const twice = repeatedMeasure(data.measures);
  if (twice) return twice;
  const measures = data.measures.map((measure, index) => ({ ...measure, number: index + 1 }));
  const objective = state.objectives.length + 1;
  return accept({ type: 'ObjectiveProposed', data: { ...data, measures, objective, side: sideOf(actor) } });
}

function amend(
  { objective: _, reason, ...input }: DataOf<'AmendObjective'>,
  objective: Objective,
  state: KnownPartnership,
  { actor }: DecisionContext,
): PartnershipDecision {
  if (!isOpen(objective.status)) return closed(objective);
  const others = state.objectives.filter(({ number }) => number !== objective.number);
  const taken = refuseTitle(input.title, others);
  if (taken) return taken;
  const twice = repeatedMeasure(input.measures);
  if (twice) return twice;
  const terms = { ...input, measures: renumbered(input.measures, objective) };
  if (isSame(terms, objective.terms)) return accept();
  return accept({
    type: 'ObjectiveAmended',
    data: {
      ...terms,
      objective: objective.number,
      version: objective.version + 1,
      side: sideOf(actor),
      reason,
    },
  });
}

/** A measure of the same name and unit keeps its number, and with it its readings; any other is a new one. */
function renumbered(measures: readonly MeasureInput[], { terms, measuresNumbered }: Objective) {
  let last = measuresNumbered;
  return measures.map((measure) => {
    const known = terms.measures.find((each) => measureKey(each) === measureKey(measure));
    return { ...measure, number: known?.number ?? ++last };
  });
}

function agree(
  { version }: DataOf<'AgreeObjective'>,
  objective: Objective,
  { actor }: DecisionContext,
): PartnershipDecision {
  if (!isOpen(objective.status)) return closed(objective);
  if (version !== objective.version) {
    return reject(
      'TERMS_CHANGED',
      `The objective is at version ${objective.version}, not ${version}. Read its terms and agree to those.`,
      ['version'],
    );
  }
  const side = sideOf(actor);
  if (objective.agreements[side]) return accept();
  const by = personOf(actor);
  const agreedByOther = objective.agreements[otherSide(side)];
  const refused = refuseForBothSides(by, agreedByOther, otherSide(side));
  if (refused) return refused;
  const { number } = objective;
  return accept<PartnershipEvent>(
    { type: 'ObjectiveAgreedBySide', data: { objective: number, version, side, by } },
    ...(agreedByOther ? [{ type: 'ObjectiveAgreed' as const, data: { objective: number, version } }] : []),
  );
}

function withdraw(
  data: DataOf<'WithdrawObjective'>,
  objective: Objective,
  { actor }: DecisionContext,
): PartnershipDecision {
  if (!isOpen(objective.status)) return isSame(data, objective.withdrawn) ? accept() : closed(objective);
  return accept({ type: 'ObjectiveWithdrawn', data: { ...data, side: sideOf(actor) } });
}

function achieve(
  data: DataOf<'AchieveObjective'>,
  objective: Objective,
  { today }: DecisionContext,
): PartnershipDecision {
  if (!isOpen(objective.status)) return closed(objective);
  if (objective.status !== 'AGREED') {
    return reject('OBJECTIVE_NOT_AGREED', 'Only an objective that both sides have agreed can be achieved.', [
      'objective',
    ]);
  }
  if (comparePlainDates(data.on, today) > 0) return inFuture(data.on, ['on']);
  return accept({ type: 'ObjectiveAchieved', data });
}

function isOpen(status: Objective['status']): boolean {
  return status === 'PROPOSED' || status === 'AGREED';
}

function closed({ number, status }: Objective) {
  const what = status === 'ACHIEVED' ? 'has been achieved' : 'was withdrawn';
  return reject('OBJECTIVE_CLOSED', `Objective ${number} ${what}; it can no longer change.`, ['objective']);
}

/** People speak of an objective by its title. */
function refuseTitle(title: string, others: readonly Objective[]) {
  const same = others.find(({ status, terms }) => isOpen(status) && terms.title.toLowerCase() === title.toLowerCase());
  if (!same) return undefined;
  return reject('ALREADY_EXISTS', `Objective ${same.number} has this title and is open. Amend it instead.`, ['title']);
}

function repeatedMeasure(measures: readonly MeasureInput[]) {
  const keys = measures.map(measureKey);
  const twice = keys.findIndex((key, index) => keys.indexOf(key) < index);
  if (twice < 0) return undefined;
  return reject('DUPLICATE_IN_LIST', 'Two measures have the same name and unit.', ['measures', String(twice)]);
}

function measureKey({ name, unit }: Pick<MeasureInput, 'name' | 'unit'>): string {
  return JSON.stringify([name.toLowerCase(), unit.toLowerCase()]);
}
