import { Kind, type GraphQLField } from 'graphql';

type Field = GraphQLField<unknown, unknown>;

const WEIGHTS = new WeakMap<Field, number>();
const LIST_SIZES = new WeakMap<Field, number>();

/** What the field itself costs: `@cost(weight:)`, else 1. The names are those of the GraphQL cost specification. */
export function costWeight(field: Field): number {
  return remembered(WEIGHTS, field, () => directiveNumber(field, 'cost', 'weight') ?? 1);
}

/** How long the field's list is thought to be: `@listSize(assumedSize:)`. */
export function listSize(field: Field): number | undefined {
  const size = remembered(LIST_SIZES, field, () => directiveNumber(field, 'listSize', 'assumedSize') ?? Number.NaN);
  return Number.isNaN(size) ? undefined : size;
}

function remembered(values: WeakMap<Field, number>, field: Field, read: () => number): number {
  const known = values.get(field);
  if (known !== undefined) return known;
  const value = read();
  values.set(field, value);
  return value;
}

function directiveNumber(field: Field, directive: string, argument: string): number | undefined {
  const found = field.astNode?.directives?.find(({ name }) => name.value === directive);
  const value = found?.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}
