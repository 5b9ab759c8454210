import {
  BinaryOperationNode,
  OperatorNode,
  sql,
  ValueNode,
  type Expression,
  type OperationNode,
  type RawBuilder,
  type SqlBool,
} from 'kysely';
import { ListParameter, type ListSource } from './list-parameter.js';
import { EngineChoice, type QueryEngine } from './query-engine.js';

/*
 * What SQLite and PostgreSQL write differently. Whatever is not here, both write alike.
 */

type Item = string | number;

/** An expression that each engine has its own text for. */
export function byEngine<Value>(texts: Readonly<Record<QueryEngine, RawBuilder<Value>>>): RawBuilder<Value> {
  return sql<Value>`${sql.val(new EngineChoice(texts))}`;
}

/** A list of any length behind `in` or `not in`: `where('id', 'in', listOf(ids))`. */
export function listOf<Value extends Item>(values: readonly Value[]): Expression<Value> {
  return new ListExpression<Value>({ asJson: JSON.stringify(values), asArray: values });
}

/** As `listOf`, for a list that is known only when the query is asked. */
export function laterListOf<Value>(source: ListSource): Expression<Value> {
  return new ListExpression<Value>(source);
}

/** True where the expression is one of a list of any length; never for null. */
export function isAmong(expression: Expression<unknown>, values: readonly Item[]): RawBuilder<SqlBool> {
  const node = BinaryOperationNode.create(
    expression.toOperationNode(),
    OperatorNode.create('in'),
    listOf(values).toOperationNode(),
  );
  return sql<SqlBool>`${new NodeExpression<SqlBool>(node)}`;
}

/** Texts as rows, for `from`: they have one column, `value`. */
export function textRows(values: readonly string[], alias: string): RawBuilder<unknown> {
  return byEngine({
    sqlite: sql`json_each(${JSON.stringify(values)}) as ${sql.ref(alias)}`,
    postgresql: sql`unnest(${sql.val(values)}::text[]) as ${sql.ref(alias)}(value)`,
  });
}

/** Pairs of a text and a whole number, for `(a, b) in …`. */
export function pairsOf(pairs: readonly (readonly [text: string, number: number])[]): RawBuilder<unknown> {
  const texts = pairs.map(([text]) => text);
  const numbers = pairs.map(([, number]) => number);
  return byEngine({
    sqlite: sql`(select value ->> 0, value ->> 1 from json_each(${JSON.stringify(pairs)}))`,
    postgresql: sql`(select * from unnest(${sql.val(texts)}::text[], ${sql.val(numbers)}::bigint[]))`,
  });
}

/** What JSON text in a column holds at a path of names, as text; null where there is nothing. */
export function jsonTextAt(column: string, ...path: readonly string[]): RawBuilder<string | null> {
  const steps = path.map((name, place) => sql`${sql.raw(place === path.length - 1 ? '->>' : '->')} ${sql.lit(name)}`);
  const at = sql.join(steps, sql` `);
  return byEngine({
    sqlite: sql`${sql.ref(column)} ${at}`,
    postgresql: sql`${sql.ref(column)}::json ${at}`,
  });
}

class ListExpression<Value> implements Expression<Value> {
  readonly #list: ListParameter;

  constructor(source: ListSource) {
    this.#list = new ListParameter(source);
  }

  get expressionType(): Value | undefined {
    return undefined;
  }

  toOperationNode(): OperationNode {
    return ValueNode.create(this.#list);
  }
}

class NodeExpression<Value> implements Expression<Value> {
  constructor(private readonly node: OperationNode) {}

  get expressionType(): Value | undefined {
    return undefined;
  }

  toOperationNode(): OperationNode {
    return this.node;
  }
}
