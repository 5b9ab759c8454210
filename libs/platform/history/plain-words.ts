/** Names and constants in plain English, as GOV.UK writes it: "GSS code", "Local authority". */

/** Written in capitals wherever they stand. */
const ABBREVIATIONS: ReadonlySet<string> = new Set([
  'csv',
  'gss',
  'hse',
  'pdf',
  'sic',
  'sms',
  'uk',
  'uprn',
  'url',
  'vat',
]);

const CONSTANT = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
const NAME = /^[a-z][A-Za-z0-9]*$/;
const NUMBER = /^\d+$/;

/** `VERBAL_ADVICE` in words: "Verbal advice". */
export function wordsOfConstant(constant: string): string {
  return sentence(constant.toLowerCase().split('_'));
}

export function isConstant(text: string): boolean {
  return CONSTANT.test(text);
}

/** `ContactRecorded` in words: "Contact recorded". */
export function titleOf(eventName: string): string {
  return sentence(wordsOfName(eventName));
}

/**
 * Where something stands, in words: `['needs', '2', 'dueOn']` is "Need 2, due on". Texts by which elements are named
 * stay as they are.
 */
export function labelOf(path: readonly string[]): string {
  const parts: string[] = [];
  for (const [index, segment] of path.entries()) {
    const last = parts.at(-1);
    if (NUMBER.test(segment) && last !== undefined && NAME.test(path[index - 1] ?? '')) {
      parts[parts.length - 1] = `${singular(last)} ${segment}`;
    } else parts.push(partOf(segment));
  }
  const label = parts.join(', ');
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** A value that is no object, as it is shown. */
export function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

function partOf(segment: string): string {
  if (NAME.test(segment)) return wordsOfName(withoutId(segment)).join(' ');
  if (!isConstant(segment)) return segment;
  const words = segment.toLowerCase().split('_');
  return words.map((word) => (ABBREVIATIONS.has(word) ? word.toUpperCase() : word)).join(' ');
}

/** What an id is of says more than that it is one. */
function withoutId(name: string): string {
  return name.replace(/^(.+)Id(s?)$/, '$1$2');
}

function wordsOfName(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ')
    .map((word) => (ABBREVIATIONS.has(word) ? word.toUpperCase() : word));
}

function sentence(words: readonly string[]): string {
  const text = words.map((word) => (ABBREVIATIONS.has(word.toLowerCase()) ? word.toUpperCase() : word)).join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function singular(plural: string): string {
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  return plural.endsWith('s') && !plural.endsWith('ss') ? plural.slice(0, -1) : plural;
}
