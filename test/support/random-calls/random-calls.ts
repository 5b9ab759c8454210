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
import { AptTogether, ordinaryText, unusualText, type FieldOf } from './apt-values.js';
import { communicationsApt } from './communications.apt.js';
import { contactsApt } from './contacts.apt.js';
import { dispatchApt } from './dispatch.apt.js';
import { enquiriesApt } from './enquiries.apt.js';
import type { KnownObjects } from './known-objects.js';
import { organisationsApt } from './organisations.apt.js';
import { partnershipsApt } from './partnerships.apt.js';
import { plansApt } from './plans.apt.js';
import { programmesApt } from './programmes.apt.js';
import { Random } from './random.js';
import { regulatorsApt } from './regulators.apt.js';

const APT = new AptTogether([
  ...[organisationsApt, regulatorsApt, partnershipsApt, contactsApt, enquiriesApt, programmesApt],
  ...[plansApt, communicationsApt, dispatchApt],
]);

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
    const making: Making = { random, mutation, named: [] };
    const input = this.#value(making, type, { within: '', name: 'input' }) as object;
    return {
      mutation,
      caller: this.known.caller(random, mutation, making.named),
      query: `mutation ($input: ${String(type)}) { payload: ${mutation}(input: $input) { ${selection} } }`,
      variables: { input },
    };
  }

  #value(making: Making, type: GraphQLInputType, field: FieldOf): unknown {
    const { random } = making;
    if (isNonNullType(type)) return this.#value(making, type.ofType, field);
    if (isListType(type)) {
      const length = random.percent(5) ? 0 : 1 + random.below(3);
      const items = Array.from({ length }, () => this.#value(making, type.ofType, field));
      return random.percent(90) ? distinct(items) : items;
    }
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fit = random.percent(95) ? APT.fit(type.name) : undefined;
      const fields = Object.values(type.getFields());
      const given = fields.filter(
        (each) => isNonNullType(each.type) || random.percent(chanceOf(each.name, fit !== undefined)),
      );
      const input = Object.fromEntries(
        given.map((each) => [each.name, this.#value(making, each.type, { within: type.name, name: each.name })]),
      );
      return fit === undefined ? input : fit(input);
    }
    return this.#scalar(making, type.name, field);
  }

  #scalar({ random, mutation, named }: Making, type: string, field: FieldOf): unknown {
    switch (type) {
      case 'ID': {
        const wanted = field.name === 'id' || field.name === 'ids' ? mutation : field.name.replace(/Ids?$/, '');
        const id = this.known.id(random, APT.of('kinds', field) ?? wanted, named);
        named.push(id);
        return id;
      }
      case 'String':
        return this.#text(random, field, named);
      case 'Boolean':
        return random.percent(50);
      case 'Date':
        return this.#day(random, field);
      case 'DateTime':
        return `${this.#day(random, field)}T${String(random.below(24)).padStart(2, '0')}:00:00Z`;
      case 'UUID':
        return this.#key(random);
      case 'Float':
        return random.below(1_000) / 4;
      default:
        return this.#number(random, field, named);
    }
  }

  #text(random: Random, field: FieldOf, named: readonly string[]): string {
    if (random.percent(2)) return unusualText(random);
    const held = this.#held(random, field, named);
    if (typeof held === 'string') return held;
    const apt = APT.of('texts', field);
    if (apt === undefined) return ordinaryText(random);
    return typeof apt === 'function' ? apt(random) : random.pick(apt);
  }

  #number(random: Random, field: FieldOf, named: readonly string[]): number {
    const held = this.#held(random, field, named);
    if (typeof held === 'number') return held;
    const apt = APT.of('numbers', field);
    if (apt !== undefined && random.percent(95)) return apt[0] + random.below(apt[1] - apt[0] + 1);
    return field.name === 'expectedRevision' ? random.below(4) : random.below(random.percent(80) ? 20 : 100_000);
  }

  /** Now and then what an object named holds already, and mostly where the field is there to say it again. */
  #held(random: Random, field: FieldOf, named: readonly string[]): string | number | undefined {
    return random.percent(APT.isHeld(field) ? 90 : 25) ? this.known.held(random, field.name, named) : undefined;
  }

  /** Mostly new; now and then one that was used before. */
  #key(random: Random): string {
    if (this.#keys.length > 0 && random.percent(5)) return random.pick(this.#keys);
    const key = random.uuid();
    this.#keys.push(key);
    return key;
  }

  /** Mostly about now. */
  #day(random: Random, field: FieldOf): string {
    const apt = APT.of('days', field);
    const today = londonDate(instantOf(this.now()));
    const days = random.percent(50) ? random.below(30) - 15 : random.below(2_000) - 1_000;
    if (apt === undefined || random.percent(10)) return addDays(today, days);
    return addDays(today, apt === 'PAST' ? -Math.abs(days) : Math.abs(days));
  }
}

/** A call that is being made, with the objects that it has named so far. */
interface Making {
  readonly random: Random;
  readonly mutation: string;
  readonly named: string[];
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

function distinct(items: readonly unknown[]): readonly unknown[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** How often of a hundred times an optional field is given. */
function chanceOf(field: string, fitted: boolean): number {
  if (field === 'expectedRevision') return 5;
  return fitted ? 100 : 50;
}
