import { defineBatch, defineConnectionBatch } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineGroupedLookUp, type Session } from '#platform/sessions';
import type { milestoneReportTable, planReadingTable, ProgressTables } from './plan-register.tables.js';

export type PlanReadingRow = RowOf<(typeof planReadingTable)['columns']>;
export type MilestoneReportRow = RowOf<(typeof milestoneReportTable)['columns']>;

/*
 * Progress is reached through its plan only, and seen by whoever sees it.
 */

/** By plan: the readings that count, the latest day first. */
export const countingReadingsOf = defineBatch(
  'plan-counting-readings',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<ProgressTables>()
        .selectFrom('plan_reading')
        .selectAll()
        .where('planId', 'in', ids)
        .where('restatedBy', 'is', null)
        .orderBy('onDate', 'desc')
        .orderBy('priority')
        .orderBy('number', 'desc'),
    ({ planId }) => planId,
  ),
);

/** Every reading of a priority, also those restated and those of measures that it no longer has. */
export const readingsOf = defineConnectionBatch(
  (session: Session, planId: string, priority: number) =>
    session
      .tables<ProgressTables>()
      .selectFrom('plan_reading')
      .selectAll()
      .where('planId', '=', planId)
      .where('priority', '=', priority),
  { by: ['onDate', 'number'], direction: 'desc' },
);

export function readingKey({
  planId,
  priority,
  number,
}: Pick<PlanReadingRow, 'planId' | 'priority' | 'number'>): string {
  return `${planId} ${priority} ${number}`;
}

/** When worker representatives acknowledged readings, by `readingKey`. */
export const acknowledgementsOf = defineBatch('plan-acknowledgements', async (session, keys: readonly string[]) => {
  const rows = await session
    .tables<ProgressTables>()
    .selectFrom('plan_reading_acknowledgement')
    .selectAll()
    .where('planId', 'in', [...new Set(keys.map((key) => key.split(' ')[0] ?? ''))])
    .where('reading', 'in', [...new Set(keys.map((key) => Number(key.split(' ')[2])))])
    .orderBy('revision')
    .execute();
  return Map.groupBy(rows, ({ planId, priority, reading: number }) => readingKey({ planId, priority, number }));
});

/** By plan: what was said of its milestones, in order. */
export const milestoneReportsOf = defineBatch(
  'plan-milestone-reports',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<ProgressTables>()
        .selectFrom('plan_milestone_report')
        .selectAll()
        .where('planId', 'in', ids)
        .orderBy('revision')
        .orderBy('priority')
        .orderBy('milestone'),
    ({ planId }) => planId,
  ),
);
