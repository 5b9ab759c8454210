import { UnsupportedRuleError } from './access.errors.js';

/** A value that a column can hold and that compares alike in JavaScript and in SQL. */
export type Scalar = string | number | boolean | null;

/** One comparison of an attribute; the comparisons of a rule must all hold. */
export type Comparison =
  | { readonly attribute: string; readonly operator: 'eq' | 'ne'; readonly value: Scalar }
  | { readonly attribute: string; readonly operator: 'in'; readonly values: readonly Scalar[] };

/**
 * The comparisons in a rule's conditions. Only what a policy here needs is understood: equality (`attribute: value`
 * or `$eq`), `$ne` and `$in` on attributes that are columns.
 * @throws {UnsupportedRuleError} for any other operator, a nested attribute, or a value that is not a scalar.
 */
export function comparisonsOf(conditions: object): readonly Comparison[] {
  return Object.entries(conditions).flatMap(([attribute, condition]: [string, unknown]) => {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(attribute)) {
      throw new UnsupportedRuleError(
        `The condition on ${attribute} is not supported: name one attribute of the object.`,
      );
    }
    if (!isLiteral(condition)) return [{ attribute, operator: 'eq', value: scalar(attribute, condition) } as const];
    const operators = Object.entries(condition);
    if (operators.length === 0) throw new UnsupportedRuleError(`The condition on ${attribute} is empty.`);
    return operators.map(([operator, operand]) => comparison(attribute, operator, operand));
  });
}

function comparison(attribute: string, operator: string, operand: unknown): Comparison {
  if (operator === '$eq') return { attribute, operator: 'eq', value: scalar(attribute, operand) };
  if (operator === '$ne') return { attribute, operator: 'ne', value: scalar(attribute, operand) };
  if (operator === '$in' && Array.isArray(operand)) {
    return { attribute, operator: 'in', values: operand.map((value: unknown) => scalar(attribute, value)) };
  }
  throw new UnsupportedRuleError(`The condition on ${attribute} uses ${operator}: use equality, $eq, $ne or $in.`);
}

function scalar(attribute: string, value: unknown): Scalar {
  // SQLite ends a JSON text at U+0000, so that such a string would match another one.
  if (typeof value === 'string' && !value.includes('\0')) return value;
  if (typeof value === 'boolean' || value === null || (typeof value === 'number' && Number.isFinite(value)))
    return value;
  throw new UnsupportedRuleError(
    `The condition on ${attribute} must compare with text, a finite number, true, false or null.`,
  );
}

/** As CASL reads conditions: an object literal holds operators, anything else is a value. */
function isLiteral(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
