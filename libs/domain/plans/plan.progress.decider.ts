import { samePerson, signatoryOf } from '#platform/agreements';
import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import { comparePlainDates, dateInWords, type PlainDate } from '#platform/working-days';
import type { CommandOf, DataOf, ProgressCommand } from './plan.commands.js';
import type { Milestone, Priority } from './plan.content.js';
import { inFuture, priorityUnknown } from './plan.rejections.js';
import { inForceOn, type KnownPlan, type PlanDecision, type Reading } from './plan.state.js';

export function decideProgress(command: ProgressCommand, state: KnownPlan, context: DecisionContext): PlanDecision {
  switch (command.type) {
    case 'RestateReading':
      return restate(command.data, state);
    case 'AcknowledgeReading':
      return acknowledge(command.data, state, context);
    case 'RecordReading':
    case 'ReachMilestone':
    case 'MissMilestone':
    case 'MoveMilestone':
      return inPublished(command, state, context.today);
  }
}

/** Progress is measured on the version that is in force. */
function inPublished(
  command: CommandOf<'RecordReading' | 'ReachMilestone' | 'MissMilestone' | 'MoveMilestone'>,
  state: KnownPlan,
  today: PlainDate,
): PlanDecision {
  const current = inForceOn(state, today);
  if (!current) {
    return reject('PLAN_NOT_PUBLISHED', 'No version of the plan is in force: there is nothing to measure progress on.');
  }
  const { priority: number } = command.data;
  const priority = current.content.priorities.find((each) => each.number === number);
  if (!priority) return priorityUnknown(number);
  if (command.type === 'RecordReading') return record(command.data, priority, state, today);
  const milestone = priority.milestones.find((each) => each.number === command.data.milestone);
  if (!milestone) {
    const message = `Priority ${number} has no milestone ${command.data.milestone} in the version in force.`;
    return reject('MILESTONE_UNKNOWN', message, ['milestone']);
  }
  return decideMilestone(command, milestone, state, today);
}

function record(data: DataOf<'RecordReading'>, priority: Priority, state: KnownPlan, today: PlainDate): PlanDecision {
  const measure = priority.measures.find(({ number }) => number === data.measure);
  if (!measure) {
    const message = `Priority ${priority.number} has no measure ${data.measure} in the version in force.`;
    return reject('MEASURE_UNKNOWN', message, ['measure']);
  }
  if (comparePlainDates(data.on, today) > 0) return inFuture(data.on, ['on']);
  const readings = readingsOf(state, priority.number);
  const known = readings.find(
    (each) => each.measure === data.measure && each.on === data.on && each.restatedBy === undefined,
  );
  if (!known) {
    const { name, unit } = measure;
    return accept({ type: 'ReadingRecorded', data: { ...data, name, unit, reading: readings.length + 1 } });
  }
  if (sameFigure(known, data)) return accept();
  const message = `Reading ${known.reading} holds ${known.value} for this day. Restate it, with the reason.`;
  return reject('READING_EXISTS', message, ['on']);
}

/** Also a figure of a measure that the plan no longer has: what it says of its time can still turn out better. */
function restate({ reading, ...data }: DataOf<'RestateReading'>, state: KnownPlan): PlanDecision {
  const readings = readingsOf(state, data.priority);
  const known = readings.find((each) => each.reading === reading);
  if (!known) return readingUnknown(data.priority, reading);
  if (known.restatedBy !== undefined) return restated(known);
  if (sameFigure(known, data)) return accept();
  const { measure, name, unit, on } = known;
  return accept({
    type: 'ReadingRestated',
    data: { ...data, measure, name, unit, on, reading: readings.length + 1, restates: reading },
  });
}

function acknowledge(
  { priority, reading }: DataOf<'AcknowledgeReading'>,
  state: KnownPlan,
  { actor }: DecisionContext,
): PlanDecision {
  const known = readingsOf(state, priority).find((each) => each.reading === reading);
  if (!known) return readingUnknown(priority, reading);
  const by = signatoryOf(actor);
  if (known.acknowledgedBy.some((each) => samePerson(each, by))) return accept();
  if (known.restatedBy !== undefined) return restated(known);
  return accept({ type: 'ReadingAcknowledged', data: { priority, reading, by } });
}

/** What was said of a milestone last counts; once it is reached, there is nothing more to say. */
function decideMilestone(
  command: CommandOf<'ReachMilestone' | 'MissMilestone' | 'MoveMilestone'>,
  milestone: Milestone,
  state: KnownPlan,
  today: PlainDate,
): PlanDecision {
  const { priority, milestone: number } = command.data;
  const last = state.milestones.findLast(({ data }) => data.priority === priority && data.milestone === number);
  if (last?.type === 'MilestoneReached') {
    const { on, evidence } = last.data;
    const again = command.type === 'ReachMilestone' && command.data.on === on && command.data.evidence === evidence;
    const message = `Milestone ${number} was reached on ${dateInWords(on)}.`;
    return again ? accept() : reject('MILESTONE_REACHED', message, ['milestone']);
  }
  const { due } = milestone;
  switch (command.type) {
    case 'ReachMilestone':
      if (comparePlainDates(command.data.on, today) > 0) return inFuture(command.data.on, ['on']);
      return accept({ type: 'MilestoneReached', data: command.data });
    case 'MissMilestone':
      if (last?.type === 'MilestoneMissed' && last.data.due === due) return accept();
      if (comparePlainDates(due, today) >= 0) {
        const message = `Milestone ${number} is due on ${dateInWords(due)}: it cannot be missed yet.`;
        return reject('MILESTONE_NOT_DUE', message, ['milestone']);
      }
      return accept({ type: 'MilestoneMissed', data: { ...command.data, due } });
    case 'MoveMilestone':
      if (
        last?.type === 'MilestoneMoved' &&
        last.data.expectedOn === command.data.expectedOn &&
        last.data.due === due
      ) {
        return accept();
      }
      return accept({ type: 'MilestoneMoved', data: { ...command.data, due } });
  }
}

function readingsOf({ readings }: KnownPlan, priority: number): readonly Reading[] {
  return readings.filter((each) => each.priority === priority);
}

type Figure = Pick<Reading, 'value' | 'evidence' | 'source'>;

function sameFigure(a: Figure, b: Figure): boolean {
  return a.value === b.value && a.evidence === b.evidence && a.source === b.source;
}

function readingUnknown(priority: number, reading: number) {
  return reject('READING_UNKNOWN', `Priority ${priority} has no reading ${reading}.`, ['reading']);
}

function restated({ reading, restatedBy }: Reading) {
  const message = `Reading ${reading} was restated by reading ${restatedBy}. Use that one.`;
  return reject('READING_RESTATED', message, ['reading']);
}
