import type { Caller } from '#platform/access';
import type { DomainContext } from '#platform/contexts';
import type { EventCodec } from '#platform/event-sourcing';
import type { EventStore } from '#platform/event-store';
import type { Projection } from '#platform/projections';
import { RightsRegister, Session, type SessionSource } from '#platform/sessions';
import { LRUCache } from 'lru-cache';
import { AskerGoneError, ReplayOutOfTimeError } from './as-at.errors.js';
import { findMoment } from './find-moment.js';
import { momentOfRights, type AskedMoment, type Moment } from './moment.js';
import type { PastEvents, Scope } from './past-events.js';
import { PastStores } from './past-stores.js';
import type { Question } from './question.js';
import { Turns } from './turns.js';

/** What questions as at a moment may cost. */
export interface AsAtLimits {
  /** Events that one filling of tables may replay. */
  readonly mostEvents: number;
  /** How long one question may take to replay, in milliseconds. */
  readonly withinMs: number;
  /** Moments that are kept in memory. */
  readonly mostStores: number;
  /** Bytes of rows that are kept in memory, of all moments together. */
  readonly mostBytes: number;
  /** Replays at the same time. */
  readonly atOnce: number;
  /** Replays that wait for their turn. */
  readonly mostWaiting: number;
}

export const AS_AT_DEFAULTS: AsAtLimits = {
  mostEvents: 200_000,
  withinMs: 20_000,
  mostStores: 64,
  mostBytes: 256 * 1024 * 1024,
  atOnce: 2,
  mostWaiting: 64,
};

export interface PastSessionsParts {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly contexts: readonly DomainContext[];
  readonly events: PastEvents;
  readonly clock: () => Date;
  readonly limits: AsAtLimits;
}

/** Who asks, what kind of question, and for how long somebody waits for the answer. */
export interface Asked {
  /** The same for questions that ask for the same tables. */
  readonly kind: string;
  /** Aborted when the client has gone. */
  readonly gone: AbortSignal;
  readonly scope: Scope;
}

/** What an answer says of the moment that it shows. */
export interface PastReport {
  readonly moment: Moment;
  readonly scope: Scope;
  /** Events that were replayed for its tables, by this question or an earlier one. */
  readonly replayed: number;
  /** Of those, how many a projection could not take: what they changed does not show. */
  readonly leftOut: number;
}

/** Sessions as at one moment, for one request. */
export interface PastSource extends SessionSource {
  report(): PastReport;
}

const REMEMBERED_KINDS = 500;

/** Opens sessions as at earlier moments: the same projections, rights and queries, on rows replayed from the log. */
export class PastSessions {
  readonly #rights: RightsRegister;
  readonly #stores: PastStores;
  readonly #touched = new LRUCache<string, Set<Projection>>({ max: REMEMBERED_KINDS });

  constructor(private readonly parts: PastSessionsParts) {
    const { contexts, limits, codec, events } = parts;
    const policy = contexts.map((context) => context.policy);
    this.#rights = new RightsRegister(
      policy,
      contexts.flatMap(({ standings }) => standings),
    );
    this.#stores = new PastStores({
      events,
      codec,
      projections: contexts.flatMap(({ projections }) => projections),
      turns: new Turns(limits.atOnce, limits.mostWaiting),
      mostEvents: limits.mostEvents,
      mostStores: limits.mostStores,
      mostBytes: limits.mostBytes,
    });
  }

  /** @throws UnknownMomentError */
  findMoment(asked: AskedMoment): Promise<Moment> {
    return findMoment(this.parts.store, this.parts.clock, asked);
  }

  /** Sessions as at a moment. What waits for a replay ends with an AsAtError when the client goes or time is up. */
  at(moment: Moment, { kind, gone, scope }: Asked): PastSource {
    const question = this.#question(kind, endOf(gone, this.parts.limits.withinMs));
    const rows = this.#stores.at(moment, scope);
    return {
      open: (caller) => this.#open(moment, scope, question, caller),
      report: () => ({ moment, scope, replayed: rows.replayed, leftOut: rows.leftOut }),
    };
  }

  /** Forgets every row that was replayed: something was erased. */
  clear(): void {
    this.#stores.clear();
  }

  /** Moments that are in memory. */
  get count(): number {
    return this.#stores.count;
  }

  async #open(moment: Moment, scope: Scope, question: Question, caller: Caller): Promise<Session> {
    // Rights rest on the rows of all organisations, since some count whether there are any at all, and on all that was
    // recorded by then, whatever it is asked about: nobody gains rights by asking for another moment.
    const ofRights = this.#question(`rights of ${caller.party.kind}`, question.signal);
    const then = momentOfRights(moment);
    using all = this.#stores.at(then, 'all').snapshot(ofRights);
    const { ability, standing } = await this.#rights.rightsOf(caller, all, then.now);
    const rows = this.#stores.at(moment, scope).snapshot(question);
    return new Session(caller, ability, standing, rows, moment.now);
  }

  #question(kind: string, signal: AbortSignal): Question {
    const touched = this.#touched.get(kind) ?? new Set();
    this.#touched.set(kind, touched);
    return { signal, touched, expected: touched };
  }
}

/** When nobody waits any more, or the time is up, whichever comes first; with a reason that says so. */
function endOf(gone: AbortSignal, withinMs: number): AbortSignal {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(new ReplayOutOfTimeError(withinMs)), withinMs);
  timer.unref();
  const leave = () => {
    clearTimeout(timer);
    end.abort(new AskerGoneError());
  };
  if (gone.aborted) leave();
  else gone.addEventListener('abort', leave, { once: true });
  return end.signal;
}
