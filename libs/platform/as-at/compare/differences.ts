/** One difference between what an object was and what it is. */
export interface Difference {
  /** Names of fields, and of the items of lists by what tells them apart. */
  readonly path: readonly string[];
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  readonly before: string | null;
  readonly after: string | null;
}

type Json = unknown;
type JsonObject = Readonly<Record<string, Json>>;

/** What tells the items of a list apart, the first that all of them have, each another. */
const KEYS = ['id', 'number', 'version', 'key', 'code', 'name', 'title', 'date', 'since', 'from'];

/** Fields that say where a list ends, and nothing of the object. */
const PAGING = ['pageInfo', '__typename'];

/** The differences between two answers to one question, in the order of its fields. */
export function differencesBetween(before: Json, after: Json): readonly Difference[] {
  return compare([], before, after);
}

function compare(path: readonly string[], before: Json, after: Json): readonly Difference[] {
  const [was, is] = [unwrapped(before), unwrapped(after)];
  if (isAbsent(was) && isAbsent(is)) return [];
  if (isAbsent(was)) return [{ path, kind: 'ADDED', before: null, after: inWords(is) }];
  if (isAbsent(is)) return [{ path, kind: 'REMOVED', before: inWords(was), after: null }];
  if (Array.isArray(was) && Array.isArray(is)) return compareLists(path, was, is);
  if (isObject(was) && isObject(is)) return compareObjects(path, was, is);
  return was === is ? [] : [{ path, kind: 'CHANGED', before: inWords(was), after: inWords(is) }];
}

function compareObjects(path: readonly string[], before: JsonObject, after: JsonObject): readonly Difference[] {
  // A reference that leads to another object is one change, however many of its fields are shown.
  if (path.length > 0 && 'id' in before && before['id'] !== after['id']) {
    return [{ path, kind: 'CHANGED', before: inWords(before), after: inWords(after) }];
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !PAGING.includes(name));
  return names.flatMap((name) => compare([...path, name], before[name], after[name]));
}

function compareLists(path: readonly string[], before: readonly Json[], after: readonly Json[]): readonly Difference[] {
  const key = KEYS.find((each) => isKeyOf(before, each) && isKeyOf(after, each));
  const [was, is] = [before, after].map(
    (items) => new Map(items.map((item, index) => [nameOf(item, key, index), item])),
  );
  const names = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])];
  return names.flatMap((name) => compare([...path, name], was?.get(name), is?.get(name)));
}

function isKeyOf(items: readonly Json[], key: string): boolean {
  const values = items.map((item) => (isObject(item) ? item[key] : undefined));
  const isTold = values.every((value) => typeof value === 'string' || typeof value === 'number');
  return isTold && new Set(values).size === items.length;
}

/** A text stands for itself, so that one taken from a list is not taken for a change of all that follow it. */
function nameOf(item: Json, key: string | undefined, index: number): string {
  if (key !== undefined && isObject(item)) return String(item[key]);
  return isObject(item) || Array.isArray(item) ? String(index + 1) : String(item);
}

/** The list itself for a list with pages. */
function unwrapped(value: Json): Json {
  return isObject(value) && Array.isArray(value['nodes']) ? value['nodes'] : value;
}

function isAbsent(value: Json): boolean {
  return value === null || value === undefined;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONGEST = 2_000;

/** A value for people: what has parts, by its parts. */
function inWords(value: Json): string {
  const text = worded(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

function worded(value: Json): string {
  const plain = unwrapped(value);
  if (Array.isArray(plain)) return plain.map(worded).join('; ');
  if (!isObject(plain)) return String(plain);
  const parts = Object.entries(plain).filter(([name, part]) => !PAGING.includes(name) && !isAbsent(part));
  return parts
    .map(([name, part]) => (isObject(part) ? `${name} (${worded(part)})` : `${name} ${worded(part)}`))
    .join(', ');
}
