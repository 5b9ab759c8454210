import { sql, type Compilable, type CompiledQuery, type RawBuilder } from 'kysely';
import type { Ability } from '#platform/access';
import type { Session } from './session.js';

/** What a query is built from: the tables, and the rights that narrow them. */
export type QuerySource = Pick<Session, 'tables' | 'ability'>;

type Scalar = string | number | null;

/** What a query is asked with: texts, numbers, and lists of them. */
export type QueryValues<Values> = { readonly [Name in keyof Values]: Scalar | readonly Scalar[] };

/** Places in a query for what is known only when it is asked. */
export interface Places<Values> {
  readonly value: <Name extends keyof Values & string>(name: Name) => RawBuilder<Values[Name]>;
  /** For `in`: a list of any length under one text. */
  readonly list: <Name extends keyof Values & string>(
    name: Name,
  ) => RawBuilder<Values[Name] extends readonly (infer Item)[] ? Item : never>;
}

class Place {
  constructor(
    private readonly name: string,
    private readonly isList: boolean,
  ) {}

  fill(values: Readonly<Record<string, unknown>>): unknown {
    return this.isList ? JSON.stringify(values[this.name]) : values[this.name];
  }
}

/**
 * A query that is asked again and again with other values. Building and compiling it takes several times as long as
 * running it, so it is done once for each set of rights; a caller's rights stay the same object while they do not
 * change.
 * @param build must give the same query for the same rights, whatever else has changed
 */
export function defineQuery<Values extends QueryValues<Values>, Row>(
  build: (source: QuerySource, given: Places<Values>) => Compilable<Row>,
): (session: Session, values: Values) => Promise<readonly Row[]> {
  const compiled = new WeakMap<Ability, CompiledQuery<Row>>();
  return async (session, values) => {
    let query = compiled.get(session.ability);
    if (!query) {
      query = build(session, places()).compile();
      compiled.set(session.ability, query);
    }
    const { rows } = await session.tables().executeQuery(filled(query, values));
    return rows;
  };
}

function places<Values>(): Places<Values> {
  return {
    value: (name) => sql`${sql.val(new Place(name, false))}`,
    list: (name) => sql`(select value from json_each(${sql.val(new Place(name, true))}))`,
  };
}

function filled<Row>(query: CompiledQuery<Row>, values: Readonly<Record<string, unknown>>): CompiledQuery<Row> {
  const parameters = query.parameters.map((each) => (each instanceof Place ? each.fill(values) : each));
  return { ...query, parameters };
}
