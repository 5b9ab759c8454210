import { isDeepStrictEqual } from 'node:util';
import { buildAbility, type Ability, type Caller, type PolicyContribution, type Standing } from '#platform/access';
import type { ReadSnapshot } from '#platform/projections';
import { epochMilliseconds, type Instant } from '#platform/working-days';

/** A list of ids that a caller stands in relation to, read at a snapshot: `ledOrganisations`, `ownAuthorities`. */
export interface StandingContribution {
  readonly name: string;
  /** @param now the session's moment, for what counts only from or until a day */
  readonly ids: (snapshot: ReadSnapshot, caller: Caller, now: Instant) => Promise<readonly string[]>;
}

/** What a caller may do, as the read models had it. The same objects as long as nothing of it changes. */
export interface Rights {
  readonly ability: Ability;
  readonly standing: Standing;
}

type StandingLists = Map<string, readonly string[]>;

interface RememberedRights extends Rights {
  readonly lists: StandingLists;
  readonly version: number;
  readonly establishedAt: number;
}

/**
 * How long rights are remembered while nothing is written, in milliseconds: what begins or ends by the clock alone
 * counts at most so much later. What is written counts at once.
 */
const REMEMBERED_MS = 1_000;

/**
 * Establishes callers' rights. They depend on the read models, on the caller and on the time; establishing them takes
 * several queries, which would be a good part of an ordinary request.
 */
export class RightsRegister {
  readonly #remembered = new WeakMap<Caller, RememberedRights>();

  constructor(
    private readonly policy: readonly PolicyContribution[],
    private readonly standings: readonly StandingContribution[],
  ) {}

  async rightsOf(caller: Caller, snapshot: ReadSnapshot, now: Instant): Promise<Rights> {
    const time = epochMilliseconds(now);
    const known = this.#remembered.get(caller);
    const age = known ? time - known.establishedAt : Number.POSITIVE_INFINITY;
    if (known?.version === snapshot.version && age >= 0 && age < REMEMBERED_MS) return known;
    const lists: StandingLists = new Map();
    for (const { name, ids } of this.standings) lists.set(name, await ids(snapshot, caller, now));
    const { ability, standing } = known && isDeepStrictEqual(known.lists, lists) ? known : this.#rights(caller, lists);
    const rights = { ability, standing, lists, version: snapshot.version, establishedAt: time };
    this.#remembered.set(caller, rights);
    return rights;
  }

  #rights(caller: Caller, lists: StandingLists): Rights {
    const standing: Standing = {
      ids: (name) => {
        const list = lists.get(name);
        if (!list) throw new Error(`No context contributes the standing ${name}.`);
        return list;
      },
    };
    return { standing, ability: buildAbility(this.policy, caller, standing) };
  }
}
