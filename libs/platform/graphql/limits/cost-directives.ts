import { Kind, type GraphQLField, type ValueNode } from 'graphql';
import type { Variables } from './variables.js';

type Field = GraphQLField<unknown, unknown>;

const WEIGHTS = new WeakMap<Field, number>();
const LIST_SIZES = new WeakMap<Field, ListSize>();

interface ListSize {
  readonly assumed: number | undefined;
  readonly argument: string | undefined;
}

/** What the field itself costs: `@cost(weight:)`, else 1. The names are those of the GraphQL cost specification. */
export function costWeight(field: Field): number {
  return remembered(WEIGHTS, field, () => directiveNumber(field, 'cost', 'weight') ?? 1);
}

/** How long the field's list is: as long as the argument of `@listSize(ofArgument:)`, else `@listSize(assumedSize:)`. */
export function listSize(field: Field, args: Variables): number | undefined {
  const { assumed, argument } = remembered(LIST_SIZES, field, () => ({
    assumed: directiveNumber(field, 'listSize', 'assumedSize'),
    argument: directiveText(field, 'listSize', 'ofArgument'),
  }));
  const given = argument === undefined ? undefined : args[argument];
  return Array.isArray(given) ? given.length : assumed;
}

function remembered<Value>(values: WeakMap<Field, Value>, field: Field, read: () => Value): Value {
  const known = values.get(field);
  if (known !== undefined) return known;
  const value = read();
  values.set(field, value);
  return value;
}

function directiveNumber(field: Field, directive: string, argument: string): number | undefined {
  const value = directiveArgument(field, directive, argument);
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}

function directiveText(field: Field, directive: string, argument: string): string | undefined {
  const value = directiveArgument(field, directive, argument);
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function directiveArgument(field: Field, directive: string, argument: string): ValueNode | undefined {
  const found = field.astNode?.directives?.find(({ name }) => name.value === directive);
  return found?.arguments?.find(({ name }) => name.value === argument)?.value;
}
