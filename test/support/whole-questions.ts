import {
  getNamedType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { wholeObject } from '../../libs/platform/as-at/compare/whole-object.selection.js';
import type { Random } from './random-calls/index.js';

export interface WholeQuestion {
  readonly field: string;
  /** Without the word `query` and what comes before the selection. */
  readonly selection: string;
}

type Field = GraphQLField<unknown, unknown>;

const SIZE = { depth: 3, page: 4 };

/**
 * Random questions over every field of `Query`, each for everything that it shows: about objects that are there. A field
 * that comes later is covered without a word.
 */
export class WholeQuestions {
  readonly #fields: readonly Field[];

  /** @param ids of objects, which may grow */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly ids: () => readonly string[],
    leftOut: readonly string[],
  ) {
    const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
    this.#fields = fields.filter((field) => !leftOut.includes(field.name) && field.args.every(canBeFilled));
  }

  get fields(): readonly string[] {
    return this.#fields.map(({ name }) => name);
  }

  /** @param among names of fields; all of them when left out */
  next(random: Random, among: readonly string[] = this.fields): WholeQuestion {
    const field = random.pick(this.#fields.filter(({ name }) => among.includes(name)));
    const args = field.args.flatMap((argument) => this.#argument(argument, field, random));
    const type = getNamedType(field.type);
    if (field.name === 'node') return this.#node(random);
    const below = isObjectType(type) ? ` ${this.#below(field)}` : '';
    return {
      field: field.name,
      selection: `{ ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${below} }`,
    };
  }

  #node(random: Random): WholeQuestion {
    const id = random.pick(this.ids());
    const type = this.schema.getType(typeOf(id));
    const selection = isObjectType(type) ? `... on ${type.name} ${wholeObject(type, SIZE)}` : '__typename';
    return { field: 'node', selection: `{ node(id: "${id}") { __typename ${selection} } }` };
  }

  #below({ type, args }: Field): string {
    const named = getNamedType(type);
    if (!isObjectType(named)) return '';
    const { nodes } = named.getFields();
    const items = nodes && getNamedType(nodes.type);
    if (!isObjectType(items) || !args.some(({ name }) => name === 'first')) return wholeObject(named, SIZE);
    return `{ nodes ${wholeObject(items, { ...SIZE, depth: 2 })} pageInfo { hasNextPage endCursor } }`;
  }

  #argument({ name, type }: GraphQLArgument, field: Field, random: Random): string[] {
    if (name === 'first') return [`first: ${1 + random.below(5)}`];
    if (name === 'filter') return this.#filter(field, random);
    const isRequired = String(type).endsWith('!');
    if (!isRequired && random.percent(60)) return [];
    if (name === 'id' || name.endsWith('Id')) return [`${name}: "${this.#id(name, field, random)}"`];
    if (name === 'from') return [`from: "2005-01-01"`];
    if (name === 'to') return [`to: "2030-01-01"`];
    return [];
  }

  #filter({ args }: Field, random: Random): string[] {
    const type = getNamedType(args.find(({ name }) => name === 'filter')?.type ?? null);
    const takes = type && 'getFields' in type && 'organisationId' in type.getFields();
    return takes && random.percent(50) ? [`filter: { organisationId: "${this.#ofKind('organisation', random)}" }`] : [];
  }

  #id(name: string, field: Field, random: Random): string {
    return this.#ofKind(name === 'id' ? kebab(getNamedType(field.type).name) : kebab(name.slice(0, -2)), random);
  }

  #ofKind(kind: string, random: Random): string {
    const fitting = this.ids().filter((id) => id.slice(0, -37) === kind);
    return random.pick(fitting.length > 0 ? fitting : this.ids());
  }
}

function canBeFilled(argument: GraphQLArgument): boolean {
  const { name } = argument;
  return !isRequiredArgument(argument) || name === 'id' || name.endsWith('Id') || name === 'from' || name === 'to';
}

function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

function typeOf(id: string): string {
  return id
    .slice(0, -37)
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
