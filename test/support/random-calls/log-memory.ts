import type { Engine } from '#platform/engine';
import { START, type Position } from '#platform/event-store';
import type { TestCaller } from '../service.js';

/** What the log says of the objects in it, for calls that are about what is there. */
export class LogMemory {
  readonly #objects = new Map<string, ObjectMemory>();
  readonly #callers = new Map<string, TestCaller>();
  /** Who gave a command. */
  readonly #givers = new Map<string, Map<string, TestCaller>>();
  #read: Position = START;

  constructor(
    private readonly engine: Engine,
    private readonly except: ReadonlySet<string>,
  ) {}

  /** Takes in what was appended since it was last called. */
  async readOn(): Promise<void> {
    for await (const stored of this.engine.store.readAll({ after: this.#read })) {
      this.#read = stored.position;
      if (this.except.has(stored.stream)) continue;
      const { data, metadata } = this.engine.codec.decode(stored);
      const object = this.#objectOf(stored.stream);
      for (const [field, value] of leavesOf(data)) {
        const earlier = object.values.get(field) ?? [];
        object.values.set(field, [...earlier.filter((each) => each !== value), value].slice(-VALUES_REMEMBERED));
        const isId = typeof value === 'string' && OBJECT_ID.test(value) && !this.except.has(value);
        if (isId) this.#belongTogether(stored.stream, value);
      }
      const { party, roles, officerId, subject } = metadata.actor;
      if (party.kind === 'OPERATOR') continue;
      const name = [subject, ...roles].join(' ');
      const acting = { name, party, roles, ...(officerId === undefined ? {} : { officerId }) } as TestCaller;
      const caller = this.#callers.get(name) ?? acting;
      this.#callers.set(name, caller);
      object.callers.set(name, caller);
      const givers = this.#givers.get(metadata.commandType) ?? new Map<string, TestCaller>();
      this.#givers.set(metadata.commandType, givers.set(name, caller));
    }
  }

  get kinds(): readonly string[] {
    return [...new Set([...this.#objects.keys()].map(kindOf))];
  }

  /** Those that are in one event with one of the objects named come first: `related`. */
  idsOf(
    kind: string,
    named: readonly string[],
  ): { readonly all: readonly string[]; readonly related: readonly string[] } {
    const all = [...this.#objects.keys()].filter((id) => kindOf(id) === kind);
    const related = named.flatMap((id) => [...(this.#objects.get(id)?.related ?? [])]);
    return { all, related: related.filter((id) => kindOf(id) === kind) };
  }

  /** What the latest events of one of the objects held in a field of this name. */
  valuesOf(field: string, named: readonly string[]): readonly (string | number)[] {
    return named.map((id) => this.#objects.get(id)?.values.get(field) ?? []).find(({ length }) => length > 0) ?? [];
  }

  get callers(): readonly TestCaller[] {
    return [...this.#callers.values()];
  }

  callersWhoActedOn(named: readonly string[]): readonly TestCaller[] {
    return named.flatMap((id) => [...(this.#objects.get(id)?.callers.values() ?? [])]);
  }

  callersWhoGave(command: string | undefined): readonly TestCaller[] {
    return command === undefined ? [] : [...(this.#givers.get(command)?.values() ?? [])];
  }

  #belongTogether(one: string, other: string): void {
    this.#objectOf(one).related.add(other);
    this.#objectOf(other).related.add(one);
  }

  #objectOf(id: string): ObjectMemory {
    const known = this.#objects.get(id) ?? { related: new Set(), callers: new Map(), values: new Map() };
    this.#objects.set(id, known);
    return known;
  }
}

interface ObjectMemory {
  readonly related: Set<string>;
  readonly callers: Map<string, TestCaller>;
  readonly values: Map<string, readonly (string | number)[]>;
}

const VALUES_REMEMBERED = 3;

const OBJECT_ID = /^[a-z]+(?:-[a-z]+)*-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function kindOf(id: string): string {
  return id.slice(0, -'-00000000-0000-0000-0000-000000000000'.length);
}

/** Texts and numbers anywhere in an event's data, with the name of the field that they are in. */
function leavesOf(data: unknown, field = ''): readonly (readonly [field: string, value: string | number])[] {
  if (typeof data === 'string' || typeof data === 'number') return [[field, data]];
  if (Array.isArray(data)) return data.flatMap((item) => leavesOf(item, field));
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, value]) => leavesOf(value, name));
}
