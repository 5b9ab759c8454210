import type { Compilable, Expression } from 'kysely';
import { LookUpMemory } from './look-up-memory.js';
import type { Session } from './session.js';
import { defineQuery, type Places, type QuerySource, type QueryValues } from './steady-query.js';

/** At most so many of one kind are remembered: some megabytes. */
const MOST_OBJECTS = 2_000;
const MOST_LISTS = 500;
/** Whole pages, of some 100 KB each at most. */
const MOST_ANSWERS = 200;

type ByIds = { readonly ids: readonly string[] };

type BuildByIds<Row> = (source: QuerySource, ids: Expression<string>) => Compilable<Row>;

type LookUp<Found> = (session: Session, ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>;

/** Looks objects up by their ids, or by what `keyOf` takes from a row. The last row of a key counts. */
export function defineLookUp<Row extends object>(build: BuildByIds<Row>, keyOf: (row: Row) => string): LookUp<Row> {
  const memory = new LookUpMemory<Row>(MOST_OBJECTS);
  return remembering(build, memory, (rows) => new Map(rows.map((row) => [keyOf(row), row])));
}

/** Looks up what belongs to each of some objects, in the order of the query. */
export function defineGroupedLookUp<Row extends object>(
  build: BuildByIds<Row>,
  keyOf: (row: Row) => string,
): LookUp<readonly Row[]> {
  const memory = new LookUpMemory<readonly Row[]>(MOST_LISTS);
  return remembering(build, memory, (rows) => Map.groupBy(rows, keyOf));
}

/** As `defineQuery`, for what many requests ask alike; remembered in the same way. */
export function defineSharedQuery<Values extends QueryValues<Values>, Row>(
  build: (source: QuerySource, places: Places<Values>) => Compilable<Row>,
): (session: Session, values: Values) => Promise<readonly Row[]> {
  const rowsOf = defineQuery(build);
  const memory = new LookUpMemory<readonly Row[]>(MOST_LISTS);
  return async (session, values) => {
    const key = JSON.stringify(values);
    const known = memory.recall(session, [key]).known.get(key);
    if (known) return known;
    const rows = await rowsOf(session, values);
    memory.remember(session, [key], new Map([[key, rows]]));
    return rows;
  };
}

/**
 * What is worked out from many look-ups, remembered in the same way and until the day ends: what is in force depends on
 * the day.
 * @param workOut must depend on nothing but the session's rows, rights and day, and on the values
 */
export function defineSharedAnswer<Values extends object, Answer>(
  workOut: (session: Session, values: Values) => Promise<Answer>,
): (session: Session, values: Values) => Promise<Answer> {
  const memory = new LookUpMemory<{ readonly answer: Answer }>(MOST_ANSWERS);
  return async (session, values) => {
    const key = JSON.stringify([session.today, values]);
    const known = memory.recall(session, [key]).known.get(key);
    if (known) return known.answer;
    const answer = await workOut(session, values);
    memory.remember(session, [key], new Map([[key, { answer }]]));
    return answer;
  };
}

/**
 * What was looked up is remembered while nothing is written: the same authorities, officers and partnerships are asked
 * for in nearly every request.
 */
function remembering<Row extends object, Found>(
  build: BuildByIds<Row>,
  memory: LookUpMemory<Found>,
  arrange: (rows: readonly Row[]) => ReadonlyMap<string, Found>,
): LookUp<Found> {
  const rowsOf = defineQuery<ByIds, Row>((source, given) => build(source, given.list('ids')));
  return async (session, ids) => {
    const { known, unknown } = memory.recall(session, ids);
    if (unknown.length === 0) return known;
    const found = arrange(await rowsOf(session, { ids: unknown }));
    memory.remember(session, unknown, found);
    return known.size === 0 ? found : new Map([...known, ...found]);
  };
}
