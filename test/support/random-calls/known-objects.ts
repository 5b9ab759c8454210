import { ROLES_OF_PARTIES } from '#platform/access';
import type { Engine } from '#platform/engine';
import { START } from '#platform/event-store';
import type { TestCaller } from '../service.js';
import type { Random } from './random.js';

/** The objects that are in the log, and the callers who put them there. */
export class KnownObjects {
  readonly #ids = new Map<string, string[]>();
  readonly #callers = new Map<string, TestCaller>();

  static async of(engine: Engine): Promise<KnownObjects> {
    const known = new KnownObjects();
    for await (const event of engine.store.readAll({ after: START })) {
      known.add(event.stream);
      const { party, roles, officerId, subject } = engine.codec.decode(event).metadata.actor;
      const name = [subject, ...roles].join(' ');
      const caller = { name, party, roles, ...(officerId === undefined ? {} : { officerId }) };
      if (party.kind !== 'OPERATOR') known.#callers.set(name, caller as TestCaller);
    }
    return known;
  }

  add(id: string): void {
    const kind = kindOf(id);
    const ids = this.#ids.get(kind) ?? [];
    this.#ids.set(kind, ids);
    if (!ids.includes(id)) ids.push(id);
  }

  /** Of any kind of party alike; mostly with all the roles that the party can have, or most calls would be forbidden. */
  caller(random: Random): TestCaller {
    const byKind = Map.groupBy(this.#callers.values(), ({ party }) => party.kind);
    const caller = random.pick(random.pick([...byKind.values()]));
    if (random.percent(25)) return caller;
    return { ...caller, name: `${caller.name} with all roles`, roles: ROLES_OF_PARTIES[caller.party.kind] };
  }

  /**
   * An id for a field: mostly of the kind that the field's name ends with (`leadAuthorityId`), now and then of another
   * kind, or none at all.
   */
  id(random: Random, field: string, ofType: string): string {
    const kinds = [...this.#ids.keys()];
    const wanted = field === 'id' || field === 'ids' ? ofType : field.replace(/Ids?$/, '');
    const fitting = kinds.filter((kind) => camelCase(wanted).endsWith(camelCase(kind)));
    if (random.percent(2)) return 'nonsense';
    const kind = fitting.length > 0 && random.percent(96) ? longest(fitting) : random.pick(kinds);
    return random.pick(this.#ids.get(kind) ?? []);
  }
}

function kindOf(id: string): string {
  return id.slice(0, -'-00000000-0000-0000-0000-000000000000'.length);
}

function camelCase(name: string): string {
  return name.replaceAll('-', '').toLowerCase();
}

function longest(names: readonly string[]): string {
  return names.toSorted((a, b) => b.length - a.length)[0] ?? '';
}
