import type { Kysely } from 'kysely';
import { permits, type Ability, type Caller, type PolicyContribution, type Standing } from '#platform/access';
import type { Position } from '#platform/event-store';
import type { ReadModelDatabase, ReadSnapshot } from '#platform/projections';
import { instantOf, londonDate, type Instant, type PlainDate } from '#platform/working-days';
import { RightsRegister, type StandingContribution } from './rights.js';

/**
 * One caller's view at one position of the log: the read models, and the caller's rights as they were there.
 */
export class Session {
  #today: PlainDate | undefined;

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
    this.#today ??= londonDate(this.now);
    return this.#today;
  }

  get position(): Position {
    return this.snapshot.position;
  }

  /** Sessions of the same version show the same rows. */
  get version(): number {
    return this.snapshot.version;
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

/** Where a request's sessions come from. */
export interface SessionSource {
  open(caller: Caller): Promise<Session>;
}

export class SessionFactory implements SessionSource {
  readonly #rights: RightsRegister;

  constructor(
    private readonly database: ReadModelDatabase,
    policy: readonly PolicyContribution[],
    standings: readonly StandingContribution[],
    private readonly clock: () => Date,
  ) {
    this.#rights = new RightsRegister(policy, standings);
  }

  async open(caller: Caller): Promise<Session> {
    const snapshot = await this.database.snapshot();
    try {
      const now = instantOf(this.clock());
      const { ability, standing } = await this.#rights.rightsOf(caller, snapshot, now);
      return new Session(caller, ability, standing, snapshot, now);
    } catch (error) {
      snapshot[Symbol.dispose]();
      throw error;
    }
  }
}
