import type { PersonalField, PersonalSubject } from './personal-fields.js';

type Container = Record<string | number, unknown>;

/** One value of a personal field within the data of an event. */
export interface PersonalPlace {
  readonly field: PersonalField;
  /** With the places of array elements: `recipients.0.address`. */
  readonly path: string;
  readonly value: unknown;
  /** The id of the person as the data says it; `undefined` when it does not. */
  readonly subject: string | undefined;
  replace(value: unknown): void;
}

/** Every value of the field that is there and not null, in the order of the data. */
export function placesOf(field: PersonalField, stream: string, data: unknown): PersonalPlace[] {
  const places: PersonalPlace[] = [];
  const { path, subject } = field;
  const shared = subject.from === 'stream' ? 0 : sharedLength(path, subject.path);

  const visit = (node: unknown, depth: number, at: string, anchor: unknown, put: (value: unknown) => void): void => {
    if (node === null || node === undefined) return;
    const from = depth <= shared ? node : anchor;
    if (depth === path.length) {
      const value = node;
      places.push({ field, path: at, value, subject: subjectOf(subject, shared, stream, from), replace: put });
    } else if (Array.isArray(node)) {
      for (const [index, element] of node.entries()) {
        visit(element, depth, extended(at, index), from, (value) => void (node[index] = value));
      }
    } else if (typeof node === 'object') {
      const name = path[depth];
      if (name === undefined || !Object.hasOwn(node, name)) return;
      const container = node as Container;
      visit(container[name], depth + 1, extended(at, name), from, (value) => void (container[name] = value));
    }
  };
  visit(data, 0, '', data, () => undefined);
  return places;
}

function extended(at: string, name: string | number): string {
  return at === '' ? String(name) : `${at}.${name}`;
}

function sharedLength(path: readonly string[], subject: readonly string[]): number {
  const differs = path.findIndex((name, index) => subject[index] !== name);
  return differs === -1 ? path.length : differs;
}

function subjectOf(
  subject: PersonalSubject,
  shared: number,
  stream: string,
  anchor: unknown,
): PersonalPlace['subject'] {
  if (subject.from === 'stream') return stream;
  const value = subject.path.slice(shared).reduce<unknown>(within, anchor);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return subject.from === 'data' ? String(value) : `${stream}/${value}`;
}

/** An array on the subject's own way would name several persons: no value has several keys. */
function within(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null && !Array.isArray(node) && Object.hasOwn(node, name)
    ? (node as Container)[name]
    : undefined;
}
