import { visibleRows } from '#platform/access';
import { connectionOf, defineBatch, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import type { Session } from '#platform/sessions';
import type { measureTable, objectiveTable, ObjectiveTables, readingTable } from './objectives.tables.js';

export type ObjectiveRow = RowOf<(typeof objectiveTable)['columns']>;
export type MeasureRow = RowOf<(typeof measureTable)['columns']>;
export type ReadingRow = RowOf<(typeof readingTable)['columns']>;

/** The objectives of a partnership in their order. */
export function listObjectives(
  session: Session,
  partnershipId: string,
  page: ConnectionArguments,
  status: ObjectiveRow['status'] | null | undefined,
): Promise<Connection<ObjectiveRow>> {
  let query = session
    .tables<ObjectiveTables>()
    .selectFrom('objective')
    .selectAll()
    .where('partnershipId', '=', partnershipId)
    .where(visibleRows(session.ability, 'read', 'Objective'));
  if (status) query = query.where('status', '=', status);
  return connectionOf(query, { by: ['number'], direction: 'asc' }, page);
}

/** Identifies an objective in a batch. */
export function objectiveKey({ partnershipId, objective }: Pick<MeasureRow, 'partnershipId' | 'objective'>): string {
  return `${partnershipId} ${objective}`;
}

/**
 * Measures of objectives that the caller was shown, those taken out by an amendment last. A page of objectives belongs
 * to few partnerships, so that asking by partnership and by number reads little besides.
 */
export const measuresOf = defineBatch('objective-measures', async (session, keys: readonly string[]) => {
  const rows = await session
    .tables<ObjectiveTables>()
    .selectFrom('objective_measure')
    .selectAll()
    .where('partnershipId', 'in', partnershipsIn(keys))
    .where('objective', 'in', objectivesIn(keys))
    .orderBy('current', 'desc')
    .orderBy('number')
    .execute();
  return Map.groupBy(rows, objectiveKey);
});

/** Identifies a measure, or a reading, of an objective in a batch. */
export function partKey(part: Pick<MeasureRow, 'partnershipId' | 'objective'>, number: number): string {
  return `${objectiveKey(part)} ${number}`;
}

/** The latest figure for each measure that nothing restated. */
export const latestReadingOf = defineBatch('latest-reading', async (session, keys: readonly string[]) => {
  const rows = await session
    .tables<ObjectiveTables>()
    .selectFrom('objective_reading as reading')
    .selectAll()
    .where('partnershipId', 'in', partnershipsIn(keys))
    .where('objective', 'in', objectivesIn(keys))
    .where('restatedBy', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('objective_reading as later')
            .select('later.number')
            .whereRef('later.partnershipId', '=', 'reading.partnershipId')
            .whereRef('later.objective', '=', 'reading.objective')
            .whereRef('later.measure', '=', 'reading.measure')
            .whereRef('later.onDate', '>', 'reading.onDate')
            .where('later.restatedBy', 'is', null),
        ),
      ),
    )
    .execute();
  return new Map(rows.map((row) => [partKey(row, row.measure), row]));
});

/** Every reading of a measure, also those restated, the latest day first. */
export function listReadings(
  session: Session,
  { partnershipId, objective, number }: MeasureRow,
  page: ConnectionArguments,
): Promise<Connection<ReadingRow>> {
  const query = session
    .tables<ObjectiveTables>()
    .selectFrom('objective_reading')
    .selectAll()
    .where('partnershipId', '=', partnershipId)
    .where('objective', '=', objective)
    .where('measure', '=', number);
  return connectionOf(query, { by: ['onDate', 'number'], direction: 'desc' }, page);
}

/** When worker representatives acknowledged a reading. */
export const acknowledgementsOf = defineBatch('reading-acknowledgements', async (session, keys: readonly string[]) => {
  const rows = await session
    .tables<ObjectiveTables>()
    .selectFrom('reading_acknowledgement')
    .selectAll()
    .where('partnershipId', 'in', partnershipsIn(keys))
    .where('objective', 'in', objectivesIn(keys))
    .where('reading', 'in', [...new Set(keys.map((key) => Number(key.split(' ')[2])))])
    .orderBy('revision')
    .execute();
  return Map.groupBy(rows, (row) => partKey(row, row.reading));
});

function partnershipsIn(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.map((key) => key.split(' ')[0] ?? ''))];
}

function objectivesIn(keys: readonly string[]): readonly number[] {
  return [...new Set(keys.map((key) => Number(key.split(' ')[1])))];
}
