import { describe, expect, it } from '@jest/globals';
import type { MilestoneReportRow, PlanReadingRow } from './plan-progress.queries.js';
import { day, measureOne, priorityOne } from './plan.fixture.js';
import { progressOf, shareOfWay } from './plan.progress.js';

const today = day('2006-07-01');

function reading(change: Partial<PlanReadingRow>): PlanReadingRow {
  return {
    planId: 'plan',
    priority: 1,
    number: 1,
    measure: 1,
    name: measureOne.name,
    unit: measureOne.unit,
    value: 250,
    onDate: '2006-03-01',
    evidence: 'Return',
    source: 'RIDDOR',
    recordedAt: '2006-03-01T00:00:00.000Z',
    restates: null,
    restatementReason: null,
    restatedBy: null,
    ...change,
  };
}

function report(change: Partial<MilestoneReportRow>): MilestoneReportRow {
  return {
    planId: 'plan',
    priority: 1,
    milestone: 1,
    revision: 1,
    kind: 'MOVED',
    due: '2006-06-01',
    onDate: '2006-08-01',
    remark: 'Late.',
    recordedAt: '2006-05-01T00:00:00.000Z',
    ...change,
  };
}

describe('The progress of a priority', () => {
  it('is the share of the way from baseline to target, whichever is higher', () => {
    expect(shareOfWay({ baseline: 300, target: 200 }, 250)).toBe(0.5);
    expect(shareOfWay({ baseline: 20, target: 120 }, 45)).toBe(0.25);
    expect(shareOfWay({ baseline: 300, target: 200 }, 320)).toBeCloseTo(-0.2);
    expect(shareOfWay({ baseline: 300, target: 200 }, 150)).toBe(1.5);
    expect(shareOfWay({ target: 200 }, 150)).toBeUndefined();
    expect(shareOfWay({ baseline: 200, target: 200 }, 150)).toBeUndefined();
  });

  it('takes the latest reading of the measure and the priority, and of no other', () => {
    const readings = [reading({ measure: 2, number: 3 }), reading({ priority: 2, number: 2 }), reading({})];
    const { measures } = progressOf('plan', priorityOne, { readings, reports: [] }, today);
    expect(measures).toEqual([{ measure: measureOne, latest: reading({}), share: 0.5 }]);
  });

  const milestoneAfter = (...reports: readonly MilestoneReportRow[]) =>
    progressOf('plan', priorityOne, { readings: [], reports }, today).milestones[0];

  it('shows milestones that are overdue', () => {
    expect(milestoneAfter()).toMatchObject({ status: 'OPEN', expectedOn: '2006-06-01', overdue: true });
    expect(milestoneAfter(report({ kind: 'MISSED', onDate: null }))).toMatchObject({ status: 'MISSED', overdue: true });
  });

  it('expects a milestone on the day to which it was moved, until another day is agreed', () => {
    expect(milestoneAfter(report({}))).toMatchObject({ status: 'MOVED', expectedOn: '2006-08-01', overdue: false });
    const underAnotherDay = report({ due: '2006-05-01', onDate: '2006-05-15' });
    expect(milestoneAfter(underAnotherDay)).toMatchObject({ status: 'OPEN', expectedOn: '2006-06-01', overdue: true });
  });

  it('knows a milestone that was reached, however late', () => {
    const reached = report({ kind: 'REACHED', due: null, onDate: '2006-06-20', revision: 2 });
    expect(milestoneAfter(report({}), reached)).toMatchObject({
      status: 'REACHED',
      reachedOn: '2006-06-20',
      overdue: false,
    });
  });
});
