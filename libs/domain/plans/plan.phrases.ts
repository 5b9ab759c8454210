import { dateInWords, datesInWords, isPlainDate, type PlainDate } from '#platform/working-days';
import type { PlanChange } from './plan.difference.js';

/** How one kind of value is told: all of it, or only that it changed. */
export type Form = 'LINE' | 'PROSE' | 'DAY' | 'FIGURE' | 'WORD' | 'LIST';

/** A field by the word for it, and how what it holds is told. */
export interface FieldPhrase {
  readonly label: string;
  readonly form: Form;
}

const WORDS: Readonly<Record<string, string>> = {
  ORGANISATION: 'the organisation',
  ORGANISATIONS: 'organisations',
  REGULATOR: 'a regulator',
  REGULATORS: 'the regulators',
  BOTH: 'both',
  AUTHORITY: 'the authority',
  ELECTED_MEMBER: 'an elected member',
};

const FIGURES = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 12 });

/** As GOV.UK writes figures: "1,200", "0.5". */
export function figureInWords(figure: number): string {
  return FIGURES.format(figure);
}

export function quoted(text: string): string {
  return `‘${text}’`;
}

/** "the organisation", "an elected member" */
export function wordFor(value: string): string {
  return WORDS[value] ?? value;
}

export function listInWords(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** "target moved from 30 June to 30 September 2006", "title changed from ‘One’ to ‘Two’", "summary removed" */
export function fieldPhrase({ label, form }: FieldPhrase, { kind, from, to }: PlanChange, nameOf: NameOf): string {
  if (form === 'LIST') return listPhrase(label, textsOf(from), textsOf(to), nameOf);
  const told = (value: unknown) => tell(value, form, nameOf);
  if (kind === 'REMOVED') return form === 'PROSE' ? `${label} removed` : `${label} removed, formerly ${told(from)}`;
  if (kind === 'ADDED') return form === 'PROSE' ? `${label} added` : `${label} set to ${told(to)}`;
  if (form === 'PROSE') return `${label} changed`;
  if (form === 'DAY' && isDay(from) && isDay(to)) return `${label} moved from ${datesInWords(from, to)}`;
  return `${label} changed from ${told(from)} to ${told(to)}`;
}

/** The name of what an id stands for; the id itself where the reader may not know more. */
export type NameOf = (id: string) => string;

function listPhrase(label: string, before: readonly string[], after: readonly string[], nameOf: NameOf): string {
  const added = after.filter((each) => !before.includes(each)).map(nameOf);
  const gone = before.filter((each) => !after.includes(each)).map(nameOf);
  const parts = [
    ...(added.length > 0 ? [`${listInWords(added)} added`] : []),
    ...(gone.length > 0 ? [`${listInWords(gone)} no longer named`] : []),
  ];
  return `${label} changed: ${parts.length > 0 ? parts.join('; ') : 'their order'}`;
}

function tell(value: unknown, form: Form, nameOf: NameOf): string {
  if (typeof value === 'number') return figureInWords(value);
  if (typeof value !== 'string') return 'nothing';
  if (form === 'DAY' && isPlainDate(value)) return dateInWords(value);
  if (form === 'WORD') return wordFor(value);
  const name = nameOf(value);
  return name === value ? quoted(value) : name;
}

function isDay(value: unknown): value is PlainDate {
  return typeof value === 'string' && isPlainDate(value);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
