import { textOf } from './plain-words.js';

/** A value that holds no others, and where it stands. */
export interface Leaf {
  readonly path: readonly string[];
  /** Of the field; of a list of texts, that of the list. */
  readonly name: string;
  readonly value: string;
}
export type Leaves = ReadonlyMap<string, Leaf>;

/** Names of elements by which those of a list are told apart, the best first. */
const ELEMENT_KEYS = ['id', 'number', 'key', 'name', 'title'] as const;

/** What anything is made of, by where it stands; nothing and functions are left out. */
export function leavesOf(value: unknown): Leaves {
  const leaves = new Map<string, Leaf>();
  const visit = (node: unknown, path: readonly string[], name: string): void => {
    if (node === null || node === undefined || typeof node === 'function') return;
    const children = childrenOf(node);
    if (children === undefined) leaves.set(JSON.stringify(path), { path, name, value: textOf(node) });
    else for (const [key, child, isField] of children) visit(child, [...path, key], isField ? key : name);
  };
  visit(value, [], '');
  return leaves;
}

type Child = readonly [key: string, child: unknown, isField: boolean];

function childrenOf(node: unknown): readonly Child[] | undefined {
  if (node instanceof Map) return [...node].map(([key, child]) => [String(key), child, false]);
  if (node instanceof Set) return elements([...node]);
  if (Array.isArray(node)) return elements(node);
  if (typeof node === 'object' && node !== null) return Object.entries(node).map(([key, child]) => [key, child, true]);
  return undefined;
}

/** Texts and numbers stand for themselves, so that one more does not move all others. */
function elements(list: readonly unknown[]): readonly Child[] {
  return list.map((element, index) => [nameOfElement(element, index), element, false]);
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
