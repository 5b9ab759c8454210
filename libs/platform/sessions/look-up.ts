import type { Compilable, RawBuilder } from 'kysely';
import { LookUpMemory } from './look-up-memory.js';
import type { Session } from './session.js';
import { defineQuery, type QuerySource } from './steady-query.js';

type ByIds = { readonly ids: readonly string[] };

type BuildByIds<Row> = (source: QuerySource, ids: RawBuilder<string>) => Compilable<Row>;

type LookUp<Found> = (session: Session, ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>;

/** Looks objects up by their ids, or by what `keyOf` takes from a row. The last row of a key counts. */
export function defineLookUp<Row extends object>(build: BuildByIds<Row>, keyOf: (row: Row) => string): LookUp<Row> {
  return remembering(build, (rows) => new Map(rows.map((row) => [keyOf(row), row])));
}

/** Looks up what belongs to each of some objects, in the order of the query. */
export function defineGroupedLookUp<Row extends object>(
  build: BuildByIds<Row>,
  keyOf: (row: Row) => string,
): LookUp<readonly Row[]> {
  return remembering(build, (rows) => Map.groupBy(rows, keyOf));
}

/**
 * What was looked up is remembered while nothing is written: the same authorities, officers and partnerships are asked
 * for in nearly every request.
 */
function remembering<Row extends object, Found>(
  build: BuildByIds<Row>,
  arrange: (rows: readonly Row[]) => ReadonlyMap<string, Found>,
): LookUp<Found> {
  const rowsOf = defineQuery<ByIds, Row>((source, given) => build(source, given.list('ids')));
  const memory = new LookUpMemory<Found>();
  return async (session, ids) => {
    const { known, unknown } = memory.recall(session, ids);
    if (unknown.length === 0) return known;
    const found = arrange(await rowsOf(session, { ids: unknown }));
    memory.remember(session, unknown, found);
    return known.size === 0 ? found : new Map([...known, ...found]);
  };
}
