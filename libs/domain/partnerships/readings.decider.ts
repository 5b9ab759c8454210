import { accept, reject, type DecisionContext, personOf } from '#platform/event-sourcing';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import type { CommandOf, DataOf } from './partnership.commands.js';
import { inFuture } from './partnership.rejections.js';
import { type Objective, type PartnershipDecision, type Reading } from './partnership.state.js';

export function decideReading(
  command: CommandOf<'RecordReading' | 'RestateReading' | 'AcknowledgeReading'>,
  objective: Objective,
  context: DecisionContext,
): PartnershipDecision {
  switch (command.type) {
    case 'RecordReading':
      return record(command.data, objective, context.today);
    case 'RestateReading':
      return restate(command.data, objective);
    case 'AcknowledgeReading':
      return acknowledge(command.data, objective, context);
  }
}

/** Progress is measured on what both sides agreed; an achieved objective is watched on, to see whether it lasts. */
function record(data: DataOf<'RecordReading'>, objective: Objective, today: PlainDate): PartnershipDecision {
  if (objective.status !== 'AGREED' && objective.status !== 'ACHIEVED') {
    return reject('OBJECTIVE_NOT_AGREED', 'Readings belong to objectives that both sides have agreed.', ['objective']);
  }
  if (!objective.terms.measures.some(({ number }) => number === data.measure)) {
    return reject('MEASURE_UNKNOWN', `The objective has no measure ${data.measure}.`, ['measure']);
  }
  if (comparePlainDates(data.on, today) > 0) return inFuture(data.on, ['on']);
  const known = objective.readings.find(
    ({ measure, on, restatedBy }) => measure === data.measure && on === data.on && restatedBy === undefined,
  );
  if (!known) {
    return accept({ type: 'ReadingRecorded', data: { ...data, reading: objective.readings.length + 1 } });
  }
  if (sameFigure(known, data)) return accept();
  return reject(
    'READING_EXISTS',
    `Reading ${known.number} holds ${known.value} for this day. Restate it, with the reason.`,
    ['on'],
  );
}

function restate({ reading, ...data }: DataOf<'RestateReading'>, objective: Objective): PartnershipDecision {
  const known = objective.readings[reading - 1];
  if (!known) return readingUnknown(reading);
  if (known.restatedBy !== undefined) return restated(known);
  if (sameFigure(known, data)) return accept();
  const { measure, on } = known;
  return accept({
    type: 'ReadingRestated',
    data: { ...data, measure, on, reading: objective.readings.length + 1, restates: reading },
  });
}

function acknowledge(
  { objective: number, reading }: DataOf<'AcknowledgeReading'>,
  objective: Objective,
  { actor }: DecisionContext,
): PartnershipDecision {
  const known = objective.readings[reading - 1];
  if (!known) return readingUnknown(reading);
  if (known.acknowledgedBy.some(({ subject }) => subject === actor.subject)) return accept();
  if (known.restatedBy !== undefined) return restated(known);
  return accept({ type: 'ReadingAcknowledged', data: { objective: number, reading, by: personOf(actor) } });
}

type Figure = Pick<Reading, 'value' | 'evidence' | 'source'>;

function sameFigure(a: Figure, b: Figure): boolean {
  return a.value === b.value && a.evidence === b.evidence && a.source === b.source;
}

function readingUnknown(reading: number) {
  return reject('READING_UNKNOWN', `The objective has no reading ${reading}.`, ['reading']);
}

function restated({ number, restatedBy }: Reading) {
  return reject('READING_RESTATED', `Reading ${number} was restated by reading ${restatedBy}. Use that one.`, [
    'reading',
  ]);
}
