import type { Kysely } from 'kysely';
import {
  buildAbility,
  permits,
  type Ability,
  type Caller,
  type PolicyContribution,
  type Standing,
} from '#platform/access';
import type { Position } from '#platform/event-store';
import type { ReadModelDatabase, ReadSnapshot } from '#platform/projections';
import { instantOf, londonDate, type Instant, type PlainDate } from '#platform/working-days';

/** A list of ids that a caller stands in relation to, read at a snapshot: `ledOrganisations`, `ownAuthorities`. */
export interface StandingContribution {
  readonly name: string;
  /** @param now the session's moment, for what counts only from or until a day */
  readonly ids: (snapshot: ReadSnapshot, caller: Caller, now: Instant) => Promise<readonly string[]>;
}

/**
 * One caller's view at one position of the log: the read models, and the caller's rights as they were there.
 */
export class Session {
  constructor(
    readonly caller: Caller,
    readonly ability: Ability,
    readonly standing: Standing,
    private readonly snapshot: ReadSnapshot,
    /** When the session was opened: what is in force, it is in force at this moment. */
    readonly now: Instant,
  ) {}

  /** The calendar date in the United Kingdom at `now`. */
  get today(): PlainDate {
    return londonDate(this.now);
  }

  get position(): Position {
    return this.snapshot.position;
  }

  tables<Tables>(): Kysely<Tables> {
    return this.snapshot.tables<Tables>();
  }

  may(action: string, subject: string, attributes: Readonly<Record<string, unknown>>): boolean {
    return permits(this.ability, action, subject, attributes);
  }

  [Symbol.dispose](): void {
    this.snapshot[Symbol.dispose]();
  }
}

export class SessionFactory {
  constructor(
    private readonly database: ReadModelDatabase,
    private readonly policy: readonly PolicyContribution[],
    private readonly standings: readonly StandingContribution[],
    private readonly clock: () => Date,
  ) {}

  async open(caller: Caller): Promise<Session> {
    const snapshot = await this.database.snapshot();
    try {
      const now = instantOf(this.clock());
      const standing = await this.#standing(snapshot, caller, now);
      return new Session(caller, buildAbility(this.policy, caller, standing), standing, snapshot, now);
    } catch (error) {
      snapshot[Symbol.dispose]();
      throw error;
    }
  }

  async #standing(snapshot: ReadSnapshot, caller: Caller, now: Instant): Promise<Standing> {
    const lists = new Map<string, readonly string[]>();
    for (const { name, ids } of this.standings) lists.set(name, await ids(snapshot, caller, now));
    return {
      ids: (name) => {
        const list = lists.get(name);
        if (!list) throw new Error(`No context contributes the standing ${name}.`);
        return list;
      },
    };
  }
}
