import { comparePlainDates, parsePlainDate, type PlainDate } from '#platform/working-days';
import type { MilestoneReportRow, PlanReadingRow } from './plan-progress.queries.js';
import type { Measure, Milestone, Priority } from './plan.content.js';

export interface MeasureProgress {
  readonly measure: Measure;
  readonly latest: PlanReadingRow | undefined;
  readonly share: number | undefined;
}

export interface MilestoneProgress {
  readonly milestone: Milestone;
  readonly status: 'OPEN' | MilestoneReportRow['kind'];
  readonly reachedOn: PlainDate | undefined;
  readonly expectedOn: PlainDate;
  readonly remark: string | undefined;
  readonly overdue: boolean;
}

export interface PriorityProgress {
  readonly planId: string;
  readonly priority: Priority;
  readonly measures: readonly MeasureProgress[];
  readonly milestones: readonly MilestoneProgress[];
}

/** What is known of a plan's progress: readings that count, the latest day first, and reports in their order. */
export interface Recorded {
  readonly readings: readonly PlanReadingRow[];
  readonly reports: readonly MilestoneReportRow[];
}

export function progressOf(planId: string, priority: Priority, recorded: Recorded, today: PlainDate): PriorityProgress {
  const readings = recorded.readings.filter((each) => each.priority === priority.number);
  const reports = recorded.reports.filter((each) => each.priority === priority.number);
  return {
    planId,
    priority,
    measures: priority.measures.map((measure) => measureProgress(measure, readings)),
    milestones: priority.milestones.map((milestone) =>
      milestoneProgress(
        milestone,
        reports.findLast((each) => each.milestone === milestone.number),
        today,
      ),
    ),
  };
}

function measureProgress(measure: Measure, readings: readonly PlanReadingRow[]): MeasureProgress {
  const latest = readings.find((each) => each.measure === measure.number);
  return { measure, latest, share: latest && shareOfWay(measure, latest.value) };
}

/** 0 at the baseline, 1 at the target, whichever lies higher; `undefined` where there is no way to go. */
export function shareOfWay(
  { baseline, target }: Pick<Measure, 'baseline' | 'target'>,
  value: number,
): number | undefined {
  return baseline === undefined || baseline === target ? undefined : (value - baseline) / (target - baseline);
}

/** What was said of a day that is no longer the one agreed no longer counts, unless the milestone was reached. */
function milestoneProgress(
  milestone: Milestone,
  last: MilestoneReportRow | undefined,
  today: PlainDate,
): MilestoneProgress {
  const counts = last && (last.kind === 'REACHED' || last.due === milestone.due) ? last : undefined;
  const day = counts?.onDate ? parsePlainDate(counts.onDate) : undefined;
  const reachedOn = counts?.kind === 'REACHED' ? day : undefined;
  const expectedOn = counts?.kind === 'MOVED' && day ? day : milestone.due;
  const overdue = counts?.kind !== 'REACHED' && comparePlainDates(expectedOn, today) < 0;
  return { milestone, status: counts?.kind ?? 'OPEN', reachedOn, expectedOn, remark: counts?.remark, overdue };
}
