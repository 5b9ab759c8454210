import type { Random } from './random.js';

export type Input = Readonly<Record<string, unknown>>;

/**
 * By the name of a field, or of a field of one input type: `reason`, `MessageWordingInput.body`.
 */
type ByField<Value> = Readonly<Record<string, Value>>;

/**
 * What the inputs of a context mostly hold, so that random calls get past the checks of form and try the rules. Each
 * context has a file of its own, `<context>.apt.ts`; what it leaves out is filled by type alone.
 */
export interface AptValues {
  readonly texts?: ByField<readonly string[] | ((random: Random) => string)>;
  /** Whole numbers: the least and the greatest. */
  readonly numbers?: ByField<readonly [least: number, greatest: number]>;
  /** Days that are mostly before today, or after. */
  readonly days?: ByField<'PAST' | 'FUTURE'>;
  /** The kind of object that a field names, where the field's name does not end with it. */
  readonly kinds?: ByField<string>;
  /** Fields that say again what the object says: a version, its digest. */
  readonly held?: readonly string[];
  /**
   * By input type whose fields depend on one another: all fields are filled, and those taken out that do not go with the
   * rest.
   */
  readonly fitted?: Readonly<Record<string, (input: Input) => Input>>;
}

/** What several contexts say together. */
export class AptTogether {
  constructor(private readonly contexts: readonly AptValues[]) {}

  /** @param within the input type that the field is of */
  of<Part extends 'texts' | 'numbers' | 'days' | 'kinds'>(part: Part, { within, name }: FieldOf) {
    type Value = NonNullable<AptValues[Part]>[string];
    const all: Readonly<Record<string, Value>> = Object.assign({}, ...this.contexts.map((context) => context[part]));
    return all[`${within}.${name}`] ?? all[name];
  }

  isHeld({ name }: FieldOf): boolean {
    return this.contexts.some(({ held }) => held?.includes(name));
  }

  fit(type: string): ((input: Input) => Input) | undefined {
    return this.contexts.map(({ fitted }) => fitted?.[type]).find((fit) => fit !== undefined);
  }
}

/** A field of an input type. */
export interface FieldOf {
  readonly within: string;
  readonly name: string;
}

/** An input of a kind with the fields that go with it. */
export function ofKind(fields: Readonly<Record<string, readonly string[]>>, kindField = 'kind') {
  const dependent = new Set(Object.values(fields).flat());
  return (input: Input): Input => {
    const fitting = fields[String(input[kindField])] ?? [];
    return Object.fromEntries(Object.entries(input).filter(([name]) => !dependent.has(name) || fitting.includes(name)));
  };
}

const ORDINARY = [
  'Retail',
  'Workplace transport',
  'Café',
  'As agreed by both sides.',
  'Übung macht den Meister',
  '5 & 6',
];
const UNUSUAL = [
  '',
  ' ',
  'a\0b',
  'right\u202Eto left',
  '\uD800',
  'x'.repeat(5_000),
  "'; DROP TABLE site; --",
  '\u0958'.repeat(150),
];

export const unusualText = (random: Random): string => random.pick(UNUSUAL);
export const ordinaryText = (random: Random): string => `${random.pick(ORDINARY)} ${random.below(5)}`;
