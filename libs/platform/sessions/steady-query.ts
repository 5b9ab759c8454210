import { sql, type Compilable, type CompiledQuery, type Expression, type RawBuilder } from 'kysely';
import type { Ability } from '#platform/access';
import { engineOf, laterListOf, type QueryEngine } from '#platform/queries';
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
  ) => Expression<Values[Name] extends readonly (infer Item)[] ? Item : never>;
}

class Place {
  constructor(
    private readonly name: string,
    private readonly as: (value: unknown) => unknown = (value) => value,
  ) {}

  fill(values: Readonly<Record<string, unknown>>): unknown {
    return this.as(values[this.name]);
  }
}

/**
 * A query that is asked again and again with other values. Building and compiling it takes several times as long as
 * running it, so it is done once for each set of rights and engine; a caller's rights stay the same object while they do
 * not change.
 * @param build must give the same query for the same rights, whatever else has changed
 */
export function defineQuery<Values extends QueryValues<Values>, Row>(
  build: (source: QuerySource, given: Places<Values>) => Compilable<Row>,
): (session: Session, values: Values) => Promise<readonly Row[]> {
  const compiled: Readonly<Record<QueryEngine, WeakMap<Ability, CompiledQuery<Row>>>> = {
    sqlite: new WeakMap(),
    postgresql: new WeakMap(),
  };
  return async (session, values) => {
    const tables = session.tables();
    const known = compiled[engineOf(tables)];
    let query = known.get(session.ability);
    if (!query) {
      query = build(session, places()).compile();
      known.set(session.ability, query);
    }
    const { rows } = await tables.executeQuery(filled(query, values));
    return rows;
  };
}

function places<Values>(): Places<Values> {
  return {
    value: (name) => sql`${sql.val(new Place(name))}`,
    list: (name) => laterListOf({ asJson: new Place(name, JSON.stringify), asArray: new Place(name) }),
  };
}

function filled<Row>(query: CompiledQuery<Row>, values: Readonly<Record<string, unknown>>): CompiledQuery<Row> {
  const parameters = query.parameters.map((each) => (each instanceof Place ? each.fill(values) : each));
  return { ...query, parameters };
}
