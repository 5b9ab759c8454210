import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { addDays, londonDate, instantOf } from '#platform/working-days';
import type { TestCaller } from '../service.js';
import type { KnownObjects } from './known-objects.js';
import { organisationsTexts } from './organisations.texts.js';
import { Random } from './random.js';
import { textFor, type FieldTexts } from './texts.js';

/** What contexts say of their text fields. */
const TEXTS: FieldTexts = { ...organisationsTexts };

export interface Call {
  readonly mutation: string;
  readonly caller: TestCaller;
  readonly query: string;
  readonly variables: { readonly input: object };
}

/**
 * Random calls of every mutation in the schema: inputs of the right types, about objects that are there, by people who
 * have acted before. A context that comes later is covered without a word; it may say what its text fields hold.
 */
export class RandomCalls {
  readonly #mutations: readonly string[];
  readonly #keys: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly known: KnownObjects,
    private readonly now: () => Date,
    without: readonly string[] = [],
  ) {
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
    this.#mutations = mutations.filter((name) => !without.includes(name));
  }

  /** @param seed decides everything about the call */
  next(seed: number): Call {
    const random = new Random(seed);
    const mutation = random.pick(this.#mutations);
    const field = this.schema.getMutationType()?.getFields()[mutation];
    const type = field?.args[0]?.type;
    if (!field || !type) throw new Error(`The mutation ${mutation} has no input.`);
    const payload = isNonNullType(field.type) ? field.type.ofType : field.type;
    const selection = isObjectType(payload) ? payloadSelection(payload) : '';
    return {
      mutation,
      caller: this.known.caller(random),
      query: `mutation ($input: ${String(type)}) { payload: ${mutation}(input: $input) { ${selection} } }`,
      variables: { input: this.#value(random, type, 'input', mutation) as object },
    };
  }

  #value(random: Random, type: GraphQLInputType, field: string, mutation: string): unknown {
    if (isNonNullType(type)) return this.#value(random, type.ofType, field, mutation);
    if (isListType(type)) {
      const items = Array.from({ length: random.below(4) }, () => this.#value(random, type.ofType, field, mutation));
      return items;
    }
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const given = Object.values(type.getFields()).filter(
        (each) => isNonNullType(each.type) || random.percent(chanceOf(each.name)),
      );
      return Object.fromEntries(given.map((each) => [each.name, this.#value(random, each.type, each.name, mutation)]));
    }
    return this.#scalar(random, type.name, field, mutation);
  }

  #scalar(random: Random, type: string, field: string, mutation: string): unknown {
    switch (type) {
      case 'ID':
        return this.known.id(random, field, mutation);
      case 'String':
        return textFor(random, field, TEXTS);
      case 'Boolean':
        return random.percent(50);
      case 'Date':
        return this.#day(random);
      case 'DateTime':
        return `${this.#day(random)}T${String(random.below(24)).padStart(2, '0')}:00:00Z`;
      case 'UUID':
        return this.#key(random);
      case 'Float':
        return random.below(1_000) / 4;
      default:
        return field === 'expectedRevision' ? random.below(4) : random.below(random.percent(80) ? 20 : 100_000);
    }
  }

  /** Mostly new; now and then one that was used before. */
  #key(random: Random): string {
    if (this.#keys.length > 0 && random.percent(5)) return random.pick(this.#keys);
    const key = random.uuid();
    this.#keys.push(key);
    return key;
  }

  #day(random: Random): string {
    const today = londonDate(instantOf(this.now()));
    return addDays(today, random.percent(50) ? random.below(30) - 15 : random.below(2_000) - 1_000);
  }
}

/** The answer's common part, and the id of the object. */
function payloadSelection(payload: GraphQLObjectType): string {
  const fields = Object.values(payload.getFields());
  const objects = fields.filter(({ type }) => isObjectType(type) && 'id' in type.getFields());
  const common = fields.some(({ name }) => name === 'userErrors')
    ? ['userErrors { code message field }']
    : ['__typename'];
  return [...common, ...objects.map(({ name }) => `${name} { id }`)].join(' ');
}

/** How often of a hundred times an optional field is given. */
function chanceOf(field: string): number {
  return field === 'expectedRevision' ? 5 : 50;
}
