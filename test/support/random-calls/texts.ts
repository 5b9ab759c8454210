import type { Random } from './random.js';

/**
 * What a text field mostly holds, by its name: texts of the format that its rule wants, so that random calls get past
 * it. A context adds its fields in a file of its own, `<context>.texts.ts`.
 */
export type FieldTexts = Readonly<Record<string, readonly string[] | ((random: Random) => string)>>;

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

export function textFor(random: Random, field: string, texts: FieldTexts): string {
  if (random.percent(2)) return random.pick(UNUSUAL);
  const known = texts[field];
  if (known === undefined) return `${random.pick(ORDINARY)} ${random.below(5)}`;
  return typeof known === 'function' ? known(random) : random.pick(known);
}
