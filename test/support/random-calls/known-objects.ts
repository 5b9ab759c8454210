import { ROLES_OF_PARTIES } from '#platform/access';
import type { Engine } from '#platform/engine';
import type { TestCaller } from '../service.js';
import { LogMemory } from './log-memory.js';
import type { Random } from './random.js';

/** The objects that are in the log, and the callers who put them there. */
export class KnownObjects {
  readonly #log: LogMemory;
  /** Mutation to command. */
  readonly #commands: ReadonlyMap<string, string>;

  private constructor(engine: Engine, except: readonly string[]) {
    this.#log = new LogMemory(engine, new Set(except));
    const sets = engine.contexts.flatMap(({ mutations }) => mutations);
    this.#commands = new Map(sets.flatMap(({ mutations }) => Object.entries(mutations)));
  }

  /** @param except objects that no call is to be about */
  static async of(
    engine: Engine,
    { except = [] }: { readonly except?: readonly string[] } = {},
  ): Promise<KnownObjects> {
    const known = new KnownObjects(engine, except);
    await known.readOn();
    return known;
  }

  readOn(): Promise<void> {
    return this.#log.readOn();
  }

  /**
   * Mostly somebody who acted on the objects named before, or gave this command; now and then anybody, of any kind of
   * party alike. Mostly with all the roles that the party can have, or most calls would be forbidden.
   */
  caller(random: Random, mutation: string, named: readonly string[]): TestCaller {
    const byKind = Map.groupBy(this.#log.callers, ({ party }) => party.kind);
    const acted = this.#log.callersWhoActedOn(named);
    const gave = this.#log.callersWhoGave(this.#commands.get(mutation));
    const both = gave.filter((each) => acted.includes(each));
    const fitting = random.pick([both, both, acted, gave, []]);
    const caller = random.pick(fitting.length > 0 ? fitting : random.pick([...byKind.values()]));
    if (random.percent(25)) return caller;
    return { ...caller, name: `${caller.name} with all roles`, roles: ROLES_OF_PARTIES[caller.party.kind] };
  }

  /**
   * An id for a field: mostly of the kind wanted and mostly of an object that has to do with those named already; now and
   * then of another kind, or none at all.
   */
  id(random: Random, wanted: string, named: readonly string[]): string {
    const { kinds } = this.#log;
    const fitting = kinds.filter((kind) => camelCase(wanted).endsWith(camelCase(kind)));
    if (random.percent(2)) return 'nonsense';
    const kind = fitting.length > 0 && random.percent(97) ? longest(fitting) : random.pick(kinds);
    const { all, related } = this.#log.idsOf(kind, named);
    return random.pick(related.length > 0 && random.percent(75) ? related : all);
  }

  /** What an object named holds, or held of late, in a field of this name. */
  held(random: Random, field: string, named: readonly string[]): string | number | undefined {
    const values = this.#log.valuesOf(field, named);
    return values.length > 0 ? random.pick(values) : undefined;
  }
}

function camelCase(name: string): string {
  return name.replaceAll('-', '').toLowerCase();
}

function longest(names: readonly string[]): string {
  return names.toSorted((a, b) => b.length - a.length)[0] ?? '';
}
