import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  Kind,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;
type Composite = GraphQLObjectType | GraphQLInterfaceType;

/** A root field that stays within the organisation of the object that an argument names. */
export interface BoundedField {
  readonly name: string;
  /** Path of the argument: `filter.organisationId`. */
  readonly by: string;
  /** They hold together every field that can be reached without leaving the organisation, the nearest first. */
  readonly selections: readonly BoundedSelection[];
}

export interface BoundedSelection {
  /** Of the id that the argument takes. */
  readonly kind: string;
  readonly text: string;
}

/** Items of lists: enough to find more than one of a kind. */
const PAGE = 3;
const DEEPEST = 9;
const LIST_TYPE = /^(?:PageInfo|\w+(?:Connection|Edge))$/;

/** Every field of `Query` that is declared to stay within an organisation, with all that it leads to. */
export function boundedFields(schema: GraphQLSchema): readonly BoundedField[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
    const by = boundOf(field);
    if (by === undefined) return [];
    return [{ name: field.name, by, selections: selectionsOf(schema, field, by) }];
  });
}

/** The field with its argument filled. */
export function callOf({ name, by }: BoundedField, id: string): string {
  const [first = '', second] = by.split('.');
  const value = first === 'ids' ? `["${id}"]` : `"${id}"`;
  return `${name}(${first}: ${second === undefined ? value : `{ ${second}: ${value} }`})`;
}

function selectionsOf(schema: GraphQLSchema, field: Field, by: string): readonly BoundedSelection[] {
  const type = getNamedType(field.type);
  const reach = new Reach(schema);
  if (!isInterfaceType(type)) return reach.selectionsOf(type).map((text) => ({ kind: kindOf(by, type), text }));
  return reach
    .objectsOf(type)
    .flatMap((object) =>
      reach
        .selectionsOf(object)
        .map((text) => ({ kind: kebab(object.name), text: `{ ... on ${object.name} ${text} }` })),
    );
}

/** An object that a selection leads to, by the shortest way. */
interface Reached {
  readonly type: GraphQLObjectType;
  readonly depth: number;
  /** The selection from the root field on, around one of the object. */
  readonly around: (part: string) => string;
}

/** Goes on from a type over all fields, each of them once, those near by first. */
class Reach {
  readonly #followed = new Set<Field>();

  constructor(private readonly schema: GraphQLSchema) {}

  selectionsOf(type: GraphQLNamedType): readonly string[] {
    if (!isComposite(type)) return [''];
    const selections: string[] = [];
    const queue: Reached[] = this.#objects(type, 1, (part) => part);
    for (let next = queue.shift(); next; next = queue.shift()) {
      const fields = Object.values(next.type.getFields()).filter(staysWithin);
      const values = fields.filter(isValue).map(({ name }) => name);
      selections.push(next.around(`{ ${['__typename', ...values].join(' ')} }`));
      for (const field of fields) queue.push(...this.#follow(next, field));
    }
    return selections;
  }

  #follow({ depth, around }: Reached, field: Field): readonly Reached[] {
    const type = getNamedType(field.type);
    if (!isComposite(type) || depth >= DEEPEST || this.#followed.has(field)) return [];
    this.#followed.add(field);
    const page = field.args.some(({ name }) => name === 'first') ? `(first: ${PAGE})` : '';
    return this.#objects(type, depth + 1, (part) => around(`{ ${field.name}${page} ${part} }`));
  }

  /** The types that something of a type can be without leaving the organisation. */
  objectsOf(type: Composite): readonly GraphQLObjectType[] {
    const objects = isObjectType(type) ? [type] : this.schema.getPossibleTypes(type);
    return objects.filter((object) => LIST_TYPE.test(object.name) || isMarked(object, 'withinOrganisation'));
  }

  #objects(type: Composite, depth: number, around: Reached['around']): Reached[] {
    return this.objectsOf(type).map((object) => ({
      type: object,
      depth,
      around: (part) => around(isInterfaceType(type) ? `{ ... on ${object.name} ${part} }` : part),
    }));
  }
}

function staysWithin(field: Field): boolean {
  return !field.args.some(isRequiredArgument) && !isMarked(field, 'beyondOrganisation') && field.name !== 'edges';
}

function isValue({ type }: Field): boolean {
  return isLeafType(getNamedType(type));
}

function isComposite(type: GraphQLNamedType): type is Composite {
  return isObjectType(type) || isInterfaceType(type);
}

function isMarked({ astNode }: GraphQLNamedType | Field, directive: string): boolean {
  return astNode?.directives?.some(({ name }) => name.value === directive) ?? false;
}

function boundOf({ astNode }: Field): string | undefined {
  const directive = astNode?.directives?.find(({ name }) => name.value === 'withinOrganisation');
  const value = directive?.arguments?.find(({ name }) => name.value === 'by')?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function kindOf(by: string, type: GraphQLNamedType): string {
  const last = by.split('.').at(-1) ?? '';
  if (last.endsWith('Id')) return kebab(last.slice(0, -2));
  return kebab(type.name);
}

function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
