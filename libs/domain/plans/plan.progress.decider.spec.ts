import { describe, expect, it } from '@jest/globals';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import {
  agreed,
  agreeing,
  drafted,
  manager,
  organisationId,
  played,
  priorityInput,
  proposing,
  published,
  publishing,
  representative,
  step,
  today,
  WHY,
  workers,
} from './plan-history.fixture.js';
import { planDecider } from './plan.decider.js';
import { day } from './plan.fixture.js';

const { given } = specificationOf(planDecider);
const figure = { value: 280, evidence: 'Return', source: 'RIDDOR returns' };
const read = { ...figure, priority: 1, measure: 1, on: day('2006-03-01') };
const record = (change: Partial<typeof read> = {}) =>
  ({ type: 'RecordReading', data: { ...read, ...change } }) as const;
const definition = { name: 'Injuries', unit: 'per 100,000 workers' };
const measured = played([step(record())], published);
const restatement = { ...figure, priority: 1, reading: 1, value: 290, reason: WHY };
const restated = played([step({ type: 'RestateReading', data: restatement })], measured);

describe('A reading', () => {
  it('is for a measure of the version in force, with the definition of that time', () => {
    given(...published)
      .when(record(), manager)
      .then({ type: 'ReadingRecorded', data: { ...read, ...definition, reading: 1 } });
    given(...published)
      .when(record({ measure: 2 }), manager)
      .thenRejected('MEASURE_UNKNOWN', 'no measure 2');
    given(...published)
      .when(record({ priority: 2 }), manager)
      .thenRejected('PRIORITY_UNKNOWN');
  });

  it('waits for a version in force', () => {
    given(...drafted)
      .when(record(), manager)
      .thenRejected('PLAN_NOT_PUBLISHED');
    given(...agreed)
      .when(record(), manager)
      .thenRejected('PLAN_NOT_PUBLISHED');
    const later = played([step(publishing(1, day('2006-04-01')))], agreed);
    given(...later)
      .when(record(), manager)
      .thenRejected('PLAN_NOT_PUBLISHED');
  });

  it('is one for each day, and not of a day to come', () => {
    given(...measured)
      .when(record(), manager)
      .then();
    given(...measured)
      .when(record({ value: 1 }), manager)
      .thenRejected('READING_EXISTS', 'Reading 1');
    given(...published)
      .when(record({ on: day('2006-03-22') }), manager)
      .thenRejected('DATE_IN_FUTURE');
  });

  it('is restated with a reason, and stays', () => {
    const { reading: restates, ...better } = restatement;
    given(...measured)
      .when({ type: 'RestateReading', data: restatement }, representative)
      .then({
        type: 'ReadingRestated',
        data: { ...better, ...definition, measure: 1, on: read.on, reading: 2, restates },
      });
    given(...restated)
      .when({ type: 'RestateReading', data: { ...restatement, value: 5 } }, manager)
      .thenRejected('READING_RESTATED', 'reading 2');
    given(...measured)
      .when({ type: 'RestateReading', data: { ...restatement, reading: 9 } }, manager)
      .thenRejected('READING_UNKNOWN');
  });

  it('is acknowledged by worker representatives, once by each', () => {
    const by = { partyKind: 'ORGANISATION' as const, partyId: organisationId, subject: 'workers' };
    const acknowledge = { type: 'AcknowledgeReading', data: { priority: 1, reading: 1 } } as const;
    given(...measured)
      .when(acknowledge, workers)
      .then({ type: 'ReadingAcknowledged', data: { priority: 1, reading: 1, by } });
    given(...restated)
      .when(acknowledge, workers)
      .thenRejected('READING_RESTATED');
    given(...published)
      .when(acknowledge, workers)
      .thenRejected('READING_UNKNOWN');
  });

  it('stays under the old definition when the measure becomes another one', () => {
    const measures = priorityInput.measures.map((each) => ({ ...each, unit: 'per million hours' }));
    const amend = { type: 'AmendPriority', data: { ...priorityInput, measures, priority: 1, reason: WHY } } as const;
    const put = played([step(amend, representative), step(proposing())], measured);
    const second = played([agreeing(put, manager), agreeing(put, representative), step(publishing(2))], put);
    given(...second)
      .when(record({ on: today }), manager)
      .thenRejected('MEASURE_UNKNOWN');
    given(...second)
      .when(record({ measure: 2 }), manager)
      .then({
        type: 'ReadingRecorded',
        data: { ...read, measure: 2, name: 'Injuries', unit: 'per million hours', reading: 2 },
      });
    given(...second)
      .when({ type: 'RestateReading', data: restatement }, manager)
      .then({
        type: 'ReadingRestated',
        data: {
          ...figure,
          value: 290,
          reason: WHY,
          priority: 1,
          ...definition,
          measure: 1,
          on: read.on,
          reading: 2,
          restates: 1,
        },
      });
  });
});

describe('A milestone', () => {
  const place = { priority: 1, milestone: 1 };
  const due = day('2006-03-01');
  const reach = { type: 'ReachMilestone', data: { ...place, on: day('2006-03-10'), evidence: 'Minutes' } } as const;
  const miss = { type: 'MissMilestone', data: { ...place, reason: WHY } } as const;
  const move = { type: 'MoveMilestone', data: { ...place, expectedOn: day('2006-05-01'), reason: WHY } } as const;

  it('is reached, missed or moved, and the day that was agreed stays', () => {
    given(...published)
      .when(reach, manager)
      .then({ type: 'MilestoneReached', data: reach.data });
    given(...published)
      .when(miss, manager)
      .then({ type: 'MilestoneMissed', data: { ...miss.data, due } });
    given(...published)
      .when(move, manager)
      .then({ type: 'MilestoneMoved', data: { ...move.data, due } });
  });

  it('can be reached after it was missed, and not missed after it was reached', () => {
    expect(played([step(miss), step(reach)], published).at(-1)?.type).toBe('MilestoneReached');
    given(...played([step(reach)], published))
      .when(miss, manager)
      .thenRejected('MILESTONE_REACHED', '10 March 2006');
  });

  it('is there, and due', () => {
    given(...published)
      .when({ ...reach, data: { ...reach.data, milestone: 2 } }, manager)
      .thenRejected('MILESTONE_UNKNOWN');
    given(...published)
      .when({ ...reach, data: { ...reach.data, on: day('2006-12-01') } }, manager)
      .thenRejected('DATE_IN_FUTURE');
    const milestones = [{ title: 'Loads assessed', due: today }];
    const amend = { type: 'AmendPriority', data: { ...priorityInput, milestones, priority: 1 } } as const;
    const put = played([step(amend, representative), step(proposing())], drafted);
    const soon = played([agreeing(put, manager), agreeing(put, representative), step(publishing(1))], put);
    given(...soon)
      .when(miss, manager)
      .thenRejected('MILESTONE_NOT_DUE', '21 March 2006');
  });
});
