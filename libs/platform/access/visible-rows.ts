import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import { isAmong } from '#platform/queries';
import { UnsupportedRuleError } from './access.errors.js';
import { comparisonsOf, type Comparison, type Scalar } from './conditions.js';
import type { Ability } from './policy.js';

export interface VisibleRowsOptions {
  /** The table, or its alias, that holds the attributes, where the query joins several. */
  readonly table?: string;
}

/** Longer lists travel as one parameter: SQLite takes 32,766 parameters at most, and one text stays one plan. */
const LONGEST_PARAMETER_LIST = 50;

/**
 * The rows of a table on which the policy allows the action: `query.where(visibleRows(ability, 'read', 'Contact'))`.
 * The table's columns are named like the attributes that the policy's conditions compare, and hold values of the same
 * type; the result is then the same as asking `permits` for every row. What nobody allows is not visible.
 * @throws {UnsupportedRuleError} for a rule that forbids, that names fields, or whose conditions are more than
 *   equality, `$ne` and `$in`.
 */
export function visibleRows(
  ability: Ability,
  action: string,
  subject: string,
  options: VisibleRowsOptions = {},
): Expression<SqlBool> {
  const alternatives: RawBuilder<SqlBool>[] = [];
  for (const rule of ability.rulesFor(action, subject)) {
    if (rule.inverted)
      throw new UnsupportedRuleError(`A rule forbids ${action} on ${subject}: leave out its permission.`);
    if (rule.fields) throw new UnsupportedRuleError(`A rule for ${action} on ${subject} names fields: shape the view.`);
    const comparisons = comparisonsOf(rule.conditions ?? {});
    if (comparisons.length === 0) return sql<SqlBool>`1 = 1`;
    const conditions = comparisons.map((comparison) => compare(comparison, options));
    alternatives.push(sql<SqlBool>`(${sql.join(conditions, sql` and `)})`);
  }
  if (alternatives.length === 0) return sql<SqlBool>`1 = 0`;
  return sql<SqlBool>`(${sql.join(alternatives, sql` or `)})`;
}

function compare(comparison: Comparison, options: VisibleRowsOptions): RawBuilder<SqlBool> {
  const { attribute } = comparison;
  const column = sql.ref(options.table === undefined ? attribute : `${options.table}.${attribute}`);
  switch (comparison.operator) {
    case 'eq':
      return comparison.value === null ? sql`${column} is null` : sql`${column} = ${operand(comparison.value)}`;
    case 'ne':
      // Unlike `<>`, true for a row that holds null, as in the policy.
      return sql`${column} is distinct from ${operand(comparison.value)}`;
    case 'in':
      return isIn(column, comparison.values);
  }
}

function isIn(column: RawBuilder<unknown>, values: readonly Scalar[]): RawBuilder<SqlBool> {
  const present = values.filter((value) => value !== null);
  const membership = present.length === 0 ? sql<SqlBool>`1 = 0` : isOneOf(column, present);
  return present.length === values.length ? membership : sql<SqlBool>`(${membership} or ${column} is null)`;
}

function isOneOf(column: RawBuilder<unknown>, values: readonly Exclude<Scalar, null>[]): RawBuilder<SqlBool> {
  if (values.length <= LONGEST_PARAMETER_LIST) return sql`${column} in (${sql.join(values.map(operand))})`;
  return isAmong(column, values.map(stored));
}

/** Rows hold 1 and 0 for true and false. As text, because a parameter's type follows from what it is compared with. */
function operand(value: Scalar): RawBuilder<unknown> {
  return typeof value === 'boolean' || value === null ? sql.lit(stored(value)) : sql.val(value);
}

function stored<Value extends Scalar>(value: Value): Exclude<Value, boolean> | number {
  return typeof value === 'boolean' ? Number(value) : (value as Exclude<Value, boolean>);
}
