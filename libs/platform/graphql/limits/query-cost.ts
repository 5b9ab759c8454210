import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  typeFromAST,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { applicationError, presentable } from '../errors/index.js';
import { isIntrospection } from './document-limits.js';
import type { GraphqlLimits } from './graphql-limits.js';
import { costWeight, listSize } from './cost-directives.js';
import type { Fragments } from './selected-fields.js';
import type { Variables } from './variables.js';

type Field = GraphQLField<unknown, unknown>;

/**
 * What an operation may cost at most, counted before it runs, with its variables:
 *
 * - a field costs 1, or what `@cost(weight:)` on it says; `__typename` and what `@skip` leaves out cost nothing;
 * - what is selected on the items of a list costs as many times as the list has items: `first` or `last`, else
 *   the length of `@listSize(ofArgument:)`, else `@listSize(assumedSize:)`, else the list size assumed;
 * - `first` and `last` of a connection count for the lists right below it (`edges`, `nodes`), not for `totalCount`;
 * - fragments on several types of one union or interface all count, though an object has one type only.
 */
export class QueryCost {
  readonly #ofFragments = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Fragments,
    private readonly variables: Variables,
    private readonly limits: GraphqlLimits,
  ) {}

  /** @throws {ApplicationError} PAGE_SIZE_OUT_OF_RANGE or BAD_USER_INPUT */
  of(operation: OperationDefinitionNode): number {
    const root = this.schema.getRootType(operation.operation);
    return root ? this.#ofSelection(operation.selectionSet, root, undefined) : 0;
  }

  #ofSelection(selectionSet: SelectionSetNode, parent: GraphQLNamedType, page: number | undefined): number {
    if (page !== undefined || !isPlain(selectionSet)) return this.#count(selectionSet, parent, page);
    let cost = COST_OF_PLAIN.get(selectionSet);
    if (cost === undefined) COST_OF_PLAIN.set(selectionSet, (cost = this.#count(selectionSet, parent, page)));
    return cost;
  }

  #count(selectionSet: SelectionSetNode, parent: GraphQLNamedType, page: number | undefined): number {
    let cost = 0;
    const visited = new Set<string>();
    for (const selection of selectionSet.selections) {
      if (this.#isLeftOut(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        cost += this.#ofField(selection, parent, page);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        cost += this.#ofSelection(selection.selectionSet, this.#typeOf(selection, parent), page);
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        cost += this.#ofFragment(selection.name.value, parent, page);
      }
    }
    return cost;
  }

  /** Counted once for each page size, or fragments that spread one another would take exponential time. */
  #ofFragment(name: string, parent: GraphQLNamedType, page: number | undefined): number {
    const fragment = this.fragments.get(name);
    if (!fragment) return 0;
    const key = `${name} ${page ?? ''}`;
    const known = this.#ofFragments.get(key);
    if (known !== undefined) return known;
    const cost = this.#ofSelection(fragment.selectionSet, this.#typeOf(fragment, parent), page);
    this.#ofFragments.set(key, cost);
    return cost;
  }

  #ofField(node: FieldNode, parent: GraphQLNamedType, inherited: number | undefined): number {
    const name = node.name.value;
    if (isIntrospection(name)) return this.limits.introspectionCost;
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!field) return 0;
    const args = field.args.length === 0 ? {} : argumentValues(field, node, this.variables);
    const page = this.#pageSize(field, args);
    const weight = costWeight(field);
    if (!node.selectionSet) return weight;
    const isList = isListType(getNullableType(field.type));
    const items = isList ? (page ?? listSize(field, args) ?? inherited ?? this.limits.assumedListSize) : 1;
    const below = this.#ofSelection(node.selectionSet, getNamedType(field.type), isList ? undefined : page);
    return weight + items * below;
  }

  /** How many items a page may have; undefined for a field that has no pages. */
  #pageSize(field: Field, args: Variables): number | undefined {
    const paged = field.args.some(({ name }) => name === 'first' || name === 'last');
    if (!paged) return undefined;
    const sizes = (['first', 'last'] as const).flatMap((argument) => {
      const size = args[argument];
      return typeof size === 'number' ? [this.#checkedSize(field, argument, size)] : [];
    });
    return sizes.length > 0 ? Math.max(...sizes) : this.limits.defaultPageSize;
  }

  #checkedSize(field: Field, argument: string, size: number): number {
    const { maxPageSize } = this.limits;
    if (size >= 1 && size <= maxPageSize) return size;
    const message = `The argument "${argument}" of ${field.name} must be from 1 to ${maxPageSize}; it is ${size}.`;
    throw applicationError('PAGE_SIZE_OUT_OF_RANGE', message, { field: field.name, argument, limit: maxPageSize });
  }

  #typeOf(fragment: Pick<InlineFragmentNode, 'typeCondition'>, parent: GraphQLNamedType): GraphQLNamedType {
    return (fragment.typeCondition && typeFromAST(this.schema, fragment.typeCondition)) ?? parent;
  }

  #isLeftOut(selection: SelectionNode): boolean {
    if (!selection.directives?.length) return false;
    const skip = getDirectiveValues(GraphQLSkipDirective, selection, this.variables);
    const include = getDirectiveValues(GraphQLIncludeDirective, selection, this.variables);
    return skip?.['if'] === true || include?.['if'] === false;
  }
}

/**
 * Costs of selections without arguments, directives and fragments, which are the same whatever the variables. A document
 * is parsed once and asked again and again, of one schema and under one set of limits.
 */
const COST_OF_PLAIN = new WeakMap<SelectionSetNode, number>();
const PLAIN = new WeakMap<SelectionSetNode, boolean>();

function isPlain(selectionSet: SelectionSetNode): boolean {
  let plain = PLAIN.get(selectionSet);
  if (plain === undefined) PLAIN.set(selectionSet, (plain = selectionSet.selections.every(isPlainField)));
  return plain;
}

function isPlainField(selection: SelectionNode): boolean {
  return (
    selection.kind === Kind.FIELD &&
    !selection.arguments?.length &&
    !selection.directives?.length &&
    (!selection.selectionSet || isPlain(selection.selectionSet))
  );
}

/** Also finds the arguments that only their variables make wrong, such as null where null is not allowed. */
function argumentValues(field: Field, node: FieldNode, variables: Variables): Variables {
  try {
    return getArgumentValues(field, node, variables);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw applicationError('BAD_USER_INPUT', `${field.name}: ${presentable(error.message)}`, {
      fields: [{ field: field.name, message: presentable(error.message) }],
    });
  }
}
