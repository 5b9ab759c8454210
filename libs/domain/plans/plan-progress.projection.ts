import type { StoredEvent } from '#platform/event-sourcing';
import { defineProjection, on, type RowChange } from '#platform/projections';
import { milestoneReportTable, planAcknowledgementTable, planReadingTable } from './plan-register.tables.js';
import { planEvents, type EventOf } from './plan.events.js';

type Report = Pick<
  Parameters<typeof milestoneReportTable.insert>[0],
  'priority' | 'milestone' | 'kind' | 'due' | 'onDate' | 'remark'
>;

function reading(
  event: StoredEvent,
  data: EventOf<'ReadingRecorded'>['data'],
  restatement: { readonly restates: number; readonly reason: string } | undefined,
): RowChange {
  const { priority, measure, name, unit, value, evidence, source } = data;
  return planReadingTable.insert({
    planId: event.stream,
    priority,
    number: data.reading,
    measure,
    name,
    unit,
    value,
    onDate: data.on,
    evidence,
    source,
    recordedAt: event.recordedAt,
    restates: restatement?.restates ?? null,
    restatementReason: restatement?.reason ?? null,
    restatedBy: null,
  });
}

function report(event: StoredEvent, data: Report): RowChange {
  const { stream: planId, revision, recordedAt } = event;
  return milestoneReportTable.insert({ planId, revision, recordedAt, ...data });
}

const handlers = on(planEvents, {
  ReadingRecorded: (event) => [reading(event, event.data, undefined)],
  ReadingRestated: (event) => [
    planReadingTable.update(
      { planId: event.stream, priority: event.data.priority, number: event.data.restates },
      { restatedBy: event.data.reading },
    ),
    reading(event, event.data, event.data),
  ],
  ReadingAcknowledged: (event) => [
    planAcknowledgementTable.insert({
      planId: event.stream,
      revision: event.revision,
      priority: event.data.priority,
      reading: event.data.reading,
      at: event.recordedAt,
    }),
  ],
  MilestoneReached: (event) => {
    const { priority, milestone, on: onDate, evidence: remark } = event.data;
    return [report(event, { priority, milestone, kind: 'REACHED', due: null, onDate, remark })];
  },
  MilestoneMissed: (event) => {
    const { priority, milestone, due, reason: remark } = event.data;
    return [report(event, { priority, milestone, kind: 'MISSED', due, onDate: null, remark })];
  },
  MilestoneMoved: (event) => {
    const { priority, milestone, due, expectedOn: onDate, reason: remark } = event.data;
    return [report(event, { priority, milestone, kind: 'MOVED', due, onDate, remark })];
  },
});

/** What was measured on plans: readings with those they restate, acknowledgements, and what became of milestones. */
export const planProgress = defineProjection({
  name: 'plan-progress',
  version: 1,
  tables: [planReadingTable, planAcknowledgementTable, milestoneReportTable],
  handlers,
});
