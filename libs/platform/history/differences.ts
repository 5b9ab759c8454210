/**
 * What an event changed, for people: the object's state before and after it, and what the event says besides. Pure;
 * knows nothing of any context.
 */
export interface Difference {
  readonly path: readonly string[];
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly withheld: boolean;
}

export interface Compared {
  readonly before: unknown;
  readonly after: unknown;
  /** The event's own data: what of it is not in the state is told all the same. */
  readonly data: unknown;
}

/** True for a text that somebody must not be shown. */
export type IsWithheld = (value: string) => boolean;

export const MOST_DIFFERENCES = 200;
const MOST_CHARACTERS = 2_000;
/** Names of elements by which those of a list are told apart, the best first. */
const ELEMENT_KEYS = ['id', 'number', 'key', 'name', 'title'] as const;

interface Leaf {
  readonly path: readonly string[];
  readonly value: string;
}
type Leaves = ReadonlyMap<string, Leaf>;

export function differencesOf({ before, after, data }: Compared, isWithheld: IsWithheld): readonly Difference[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const found: Difference[] = [];
  for (const [key, { path, value }] of is) {
    const previous = was.get(key)?.value;
    if (previous !== value && !isBeginning(path, previous)) found.push(difference(path, previous, value, isWithheld));
  }
  for (const [key, { path, value }] of was) {
    if (!is.has(key)) found.push(difference(path, value, undefined, isWithheld));
  }
  const told = new Set([...is.values()].map(asTold));
  for (const { path, value } of leavesOf(data).values()) {
    if (!told.has(asTold({ path, value }))) found.push(difference(path, undefined, value, isWithheld));
  }
  return found.slice(0, MOST_DIFFERENCES);
}

/** `contactPoint.phoneNumber` in words: "Contact point, phone number". */
export function labelOf(path: readonly string[]): string {
  const words = path.map((name) => name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()).join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `ContactRecorded` in words: "Contact recorded". */
export function titleOf(eventName: string): string {
  return labelOf([eventName]);
}

/** The state may hold what the event says in another place, under the same name. */
function asTold({ path, value }: Leaf): string {
  return `${path.at(-1)}=${value}`;
}

/** That an object which was not there is there now says nothing: `kind` is how states are told apart. */
function isBeginning(path: readonly string[], previous: string | undefined): boolean {
  return path.length === 1 && path[0] === 'kind' && (previous === undefined || previous === 'unknown');
}

function difference(
  path: readonly string[],
  before: string | undefined,
  after: string | undefined,
  isWithheld: IsWithheld,
): Difference {
  const withheld = [before, after].some((value) => value !== undefined && isWithheld(value));
  const shown = (value: string | undefined) => (value === undefined || withheld ? null : shortened(value));
  return { path, label: labelOf(path), before: shown(before), after: shown(after), withheld };
}

function shortened(value: string): string {
  return value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS).toWellFormed()}…` : value;
}

function leavesOf(value: unknown): Leaves {
  const leaves = new Map<string, Leaf>();
  const visit = (node: unknown, path: readonly string[]): void => {
    if (node === null || node === undefined || typeof node === 'function') return;
    const children = childrenOf(node);
    if (children === undefined) leaves.set(JSON.stringify(path), { path, value: textOf(node) });
    else for (const [name, child] of children) visit(child, [...path, name]);
  };
  visit(value, []);
  return leaves;
}

function childrenOf(node: unknown): Iterable<readonly [string, unknown]> | undefined {
  if (node instanceof Map) return [...node].map(([key, child]) => [String(key), child] as const);
  if (node instanceof Set) return elements([...node]);
  if (Array.isArray(node)) return elements(node);
  if (typeof node === 'object' && node !== null) return Object.entries(node);
  return undefined;
}

/** Texts and numbers stand for themselves, so that one more does not move all others. */
function elements(list: readonly unknown[]): (readonly [string, unknown])[] {
  return list.map((element, index) => [nameOfElement(element, index), element] as const);
}

function nameOfElement(element: unknown, index: number): string {
  if (typeof element === 'string' && element.length <= 100) return element;
  if (typeof element === 'object' && element !== null) {
    for (const key of ELEMENT_KEYS) {
      const value: unknown = Object.hasOwn(element, key) ? (element as Record<string, unknown>)[key] : undefined;
      if (typeof value === 'string' || typeof value === 'number') return String(value);
    }
  }
  return String(index + 1);
}

function textOf(leaf: unknown): string {
  if (typeof leaf === 'boolean') return leaf ? 'yes' : 'no';
  return String(leaf);
}
