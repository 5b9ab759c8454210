import {
  getArgumentValues,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  typeFromAST,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Fragments, type Variables } from '#platform/graphql';

type Field = GraphQLField<unknown, unknown>;

/** A selection can spread so much that looking at all of it would take longer than a replay. */
const MOST_STEPS = 20_000;

/** The wrapping of lists, which shows nothing but what it holds. */
const LIST_TYPE = /^(?:PageInfo|\w+(?:Connection|Edge))$/;

/**
 * The ids of the objects whose organisations a query stays within, as the schema declares it; `undefined` when it may
 * lead anywhere. Conservative: whatever is not declared may lead anywhere, and what `@skip` leaves out counts.
 */
export function idsThatBound(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  variables: Variables,
): readonly string[] | undefined {
  const root = schema.getQueryType();
  if (!root) return undefined;
  const walk = new Walk(schema, fragments, variables);
  return walk.root(operation.selectionSet, root) ? [...walk.ids] : undefined;
}

class Walk {
  readonly ids = new Set<string>();
  #steps = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Fragments,
    private readonly variables: Variables,
  ) {}

  root(selection: SelectionSetNode, query: GraphQLNamedType): boolean {
    return this.#every(selection, query, (node, field) => {
      const by = pathOf(field);
      const ids = by && idsAt(getArgumentValues(field, node, this.variables), by.split('.'));
      if (!ids) return false;
      for (const id of ids) this.ids.add(id);
      return this.#below(node, field);
    });
  }

  #below(node: FieldNode, field: Field): boolean {
    const type = getNamedType(field.type);
    if (isLeafType(type) || !node.selectionSet) return true;
    return this.#every(node.selectionSet, type, (inner, innerField) => {
      return !isMarked(innerField, 'beyondOrganisation') && this.#below(inner, innerField);
    });
  }

  #every(
    { selections }: SelectionSetNode,
    type: GraphQLNamedType,
    check: (node: FieldNode, field: Field) => boolean,
  ): boolean {
    if (++this.#steps > MOST_STEPS) return false;
    const isRoot = type === this.schema.getQueryType();
    if (!isRoot && !isWithin(type)) return false;
    return selections.every((selection) => {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value === '__typename') return true;
        const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
        return field !== undefined && check(selection, field);
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
      if (!fragment) return false;
      const on = fragment.typeCondition ? typeFromAST(this.schema, fragment.typeCondition) : type;
      return on !== undefined && this.#every(fragment.selectionSet, on, check);
    });
  }
}

/** An interface shows nothing by itself: the types that it is narrowed to are looked at. */
function isWithin(type: GraphQLNamedType): boolean {
  return isInterfaceType(type) || LIST_TYPE.test(type.name) || isMarked(type, 'withinOrganisation');
}

function isMarked({ astNode }: GraphQLNamedType | Field, directive: string): boolean {
  return astNode?.directives?.some(({ name }) => name.value === directive) ?? false;
}

function pathOf({ astNode }: Field): string | undefined {
  const directive = astNode?.directives?.find(({ name }) => name.value === 'withinOrganisation');
  const value = directive?.arguments?.find(({ name }) => name.value === 'by')?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** `undefined` when the argument is not given. */
function idsAt(value: unknown, [first, ...rest]: readonly string[]): readonly string[] | undefined {
  if (first === undefined) {
    if (typeof value === 'string') return [value];
    return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return idsAt((value as Readonly<Record<string, unknown>>)[first], rest);
}
