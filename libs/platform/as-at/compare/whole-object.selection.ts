import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

export interface SelectionSize {
  /** Objects within one another, the object itself being the first. */
  readonly depth: number;
  /** Items of each list that has pages. */
  readonly page: number;
}

/** What another object is told by, where only a reference to it is shown. */
const NAMES = ['name', 'title', 'topic', 'status'];

/**
 * Everything that an object says of itself, as the text of a selection: its values and its parts. Of other objects that
 * it refers to, which objects they are.
 */
export function wholeObject(type: GraphQLObjectType, { depth, page }: SelectionSize): string {
  const fields = Object.values(type.getFields()).flatMap((field) => part(field, depth, page));
  // Where a type has nothing that can be asked without arguments, its name says at least what it is.
  return `{ __typename ${fields.join(' ')} }`;
}

function part(field: Field, depth: number, page: number): string[] {
  if (field.deprecationReason !== undefined && field.deprecationReason !== null) return [];
  if (field.args.some(isRequiredArgument) || isMarked(field, 'beyondOrganisation')) return [];
  const type = getNamedType(field.type);
  if (isLeafType(type)) return [field.name];
  if (depth <= 1) return [];
  if (isInterfaceType(type)) return [`${field.name} { __typename id }`];
  if (!isObjectType(type)) return [];
  if (isNode(type)) return [`${field.name} ${reference(type)}`];
  const { nodes } = type.getFields();
  if (!nodes) return [`${field.name} ${wholeObject(type, { depth: depth - 1, page })}`];
  return list(field, nodes, depth, page);
}

function list(field: Field, nodes: Field, depth: number, page: number): string[] {
  const type = getNamedType(nodes.type);
  if (!isObjectType(type)) return [];
  const items = isNode(type) ? reference(type) : wholeObject(type, { depth: depth - 1, page });
  const pages = field.args.some(({ name }) => name === 'first') ? `(first: ${page})` : '';
  return [`${field.name}${pages} { nodes ${items} pageInfo { hasNextPage } }`];
}

function reference(type: GraphQLObjectType): string {
  const fields = type.getFields();
  const name = NAMES.find((each) => {
    const field = fields[each];
    return field && isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument);
  });
  return name === undefined ? '{ __typename id }' : `{ __typename id ${name} }`;
}

function isNode(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}

function isMarked({ astNode }: Field, directive: string): boolean {
  return astNode?.directives?.some(({ name }) => name.value === directive) ?? false;
}
