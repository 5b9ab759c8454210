import type { Random } from './random.js';

export type Input = Readonly<Record<string, unknown>>;

/**
 * What the inputs of a context mostly hold, so that random calls get past the checks of form and try the rules. Each
 * context has a file of its own, `<context>.apt.ts`; what it leaves out is filled by type alone.
 */
export interface AptValues {
  /** Text fields, by name. */
  readonly texts?: Readonly<Record<string, readonly string[] | ((random: Random) => string)>>;
  /** Whole numbers, by name: the least and the greatest. */
  readonly numbers?: Readonly<Record<string, readonly [least: number, greatest: number]>>;
  /** Days that are mostly before today, or after. */
  readonly days?: Readonly<Record<string, 'PAST' | 'FUTURE'>>;
  /** The kind of object that a field names, where the field's name does not end with it. */
  readonly kinds?: Readonly<Record<string, string>>;
  /**
   * By input type whose fields depend on one another: all fields are filled, and those taken out that do not go with the
   * rest.
   */
  readonly fitted?: Readonly<Record<string, (input: Input) => Input>>;
}

/** What several contexts say together. */
export function together(contexts: readonly AptValues[]): Required<AptValues> {
  const all = <Part extends keyof AptValues>(part: Part): Required<AptValues>[Part] =>
    Object.assign({}, ...contexts.map((context) => context[part] ?? {}));
  return {
    texts: all('texts'),
    numbers: all('numbers'),
    days: all('days'),
    kinds: all('kinds'),
    fitted: all('fitted'),
  };
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
