import Database from 'better-sqlite3';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventCodec } from '#platform/event-sourcing';
import type { RecordedEvent } from '#platform/event-store';
import { RowReplay, type Projection, type ReadSnapshot } from '#platform/projections';
import { epochMilliseconds, parseInstant } from '#platform/working-days';
import { AskerGoneError, ReplayTooLongError } from './as-at.errors.js';
import type { Moment } from './moment.js';
import type { EventSelection, PastEvents, Scope } from './past-events.js';
import type { Question } from './question.js';
import type { Turns } from './turns.js';

export interface PastStoreParts {
  readonly events: PastEvents;
  readonly codec: EventCodec;
  readonly projections: readonly Projection[];
  /** Replays at the same time, of all stores together. */
  readonly turns: Turns;
  /** Events that one fill may replay. */
  readonly mostEvents: number;
  /** Called when the store has become larger. */
  readonly onGrown: (store: PastStore) => void;
}

/** The filling of some projections' tables, for everybody who waits for one of them. */
interface Fill {
  readonly projections: readonly Projection[];
  readonly done: Promise<void>;
  /** Ends when nobody waits any more. */
  readonly stop: AbortController;
  waiting: number;
}

/** Past stores are never of the same version as one another or as the read models, whose versions are positive. */
let lastVersion = 0;

/**
 * The read models as at a moment, in memory. A projection's tables come to be when a query first asks for one of them:
 * its events up to the moment are replayed through the very handlers that fill the live tables.
 */
export class PastStore {
  readonly version = --lastVersion;
  readonly #rows: RowReplay;
  readonly #byTable: ReadonlyMap<string, Projection>;
  readonly #filled = new Set<Projection>();
  readonly #fills = new Set<Fill>();
  /** One replay at a time writes. */
  #writing: Promise<unknown> = Promise.resolve();
  #users = 0;
  #dropped = false;
  #replayed = 0;
  #leftOut = 0;

  constructor(
    readonly moment: Moment,
    readonly scope: Scope,
    private readonly parts: PastStoreParts,
  ) {
    this.#rows = new RowReplay(new Database(':memory:'), parts.projections, parts.codec);
    this.#byTable = new Map(parts.projections.flatMap((each) => each.tables.map(({ name }) => [name, each] as const)));
  }

  /** In bytes. */
  get size(): number {
    return this.#rows.size;
  }

  /** How many events its tables were filled from. */
  get replayed(): number {
    return this.#replayed;
  }

  /** How many of them a projection could not take. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** @throws AskerGoneError when the store was emptied meanwhile */
  snapshot(question: Question): ReadSnapshot {
    if (this.#dropped) throw new AskerGoneError();
    this.#users += 1;
    let open = true;
    const queries = this.#rows.queries((table) => this.#provide(table, question));
    return {
      position: this.moment.position,
      version: this.version,
      tables: () => {
        if (!open) throw new Error('This snapshot was given back.');
        return queries as ReturnType<ReadSnapshot['tables']> as never;
      },
      [Symbol.dispose]: () => {
        if (!open) return;
        open = false;
        this.#users -= 1;
        this.#closeUnused();
      },
    };
  }

  /** Nobody new gets it; its memory is free when the last one who uses it is done. */
  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    this.#closeUnused();
  }

  #closeUnused(): void {
    if (!this.#dropped || this.#users > 0) return;
    for (const { stop } of this.#fills) stop.abort(new AskerGoneError());
    void Promise.allSettled([this.#writing, ...[...this.#fills].map(({ done }) => done)]).then(() =>
      this.#rows.close(),
    );
  }

  /** @returns false for a table that no projection has, or that is there already */
  async #provide(table: string, question: Question): Promise<boolean> {
    const projection = this.#byTable.get(table);
    if (!projection || this.#filled.has(projection)) return false;
    question.touched.add(projection);
    const underWay = this.#underWay(projection);
    await this.#wait(underWay ?? this.#begin(projection, question), question.signal);
    return true;
  }

  /** Fills the tables that are asked for, and in the same pass those that the same question asked for before. */
  #begin(projection: Projection, { expected }: Question): Fill {
    const others = [...expected].filter((each) => each !== projection && !this.#isFilledOrBegun(each));
    const projections = [projection, ...others];
    const stop = new AbortController();
    const fill: Fill = { projections, stop, waiting: 0, done: this.#fill(projections, stop.signal) };
    this.#fills.add(fill);
    const over = () => void this.#fills.delete(fill);
    fill.done.then(over, over);
    return fill;
  }

  #isFilledOrBegun(projection: Projection): boolean {
    return this.#filled.has(projection) || this.#underWay(projection) !== undefined;
  }

  /** One that has been given up does nobody any good any more. */
  #underWay(projection: Projection): Fill | undefined {
    return [...this.#fills].find(({ projections, stop }) => !stop.signal.aborted && projections.includes(projection));
  }

  async #wait(fill: Fill, signal: AbortSignal): Promise<void> {
    fill.waiting += 1;
    const { promise: gone, reject } = Promise.withResolvers<never>();
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    try {
      await Promise.race([fill.done, gone]);
    } finally {
      signal.removeEventListener('abort', leave);
      fill.waiting -= 1;
      if (fill.waiting === 0) fill.stop.abort(new AskerGoneError());
    }
  }

  async #fill(projections: readonly Projection[], signal: AbortSignal): Promise<void> {
    const { moment, scope } = this;
    const selection: EventSelection = { upTo: moment.position, scope, names: namesOf(projections) };
    const { events, turns, mostEvents, onGrown } = this.parts;
    const count = await events.count(selection);
    if (count > mostEvents) throw new ReplayTooLongError(count, mostEvents);
    await turns.take(signal, async () => {
      const previous = this.#writing;
      const writing = previous.then(() => this.#replay(projections, selection, signal));
      this.#writing = writing.catch(() => undefined);
      await writing;
    });
    for (const projection of projections) this.#filled.add(projection);
    onGrown(this);
  }

  async #replay(projections: readonly Projection[], selection: EventSelection, signal: AbortSignal): Promise<void> {
    const tables = await this.#rows.begin(projections);
    try {
      for await (const batch of this.parts.events.read(selection, signal)) {
        signal.throwIfAborted();
        const counting = batch.filter((event) => this.#counts(event));
        await tables.apply(counting);
        this.#replayed += counting.length;
        // Whoever asks about the present does not wait for those who ask about the past.
        await nextTurn();
      }
      signal.throwIfAborted();
      await tables.show();
      this.#leftOut += tables.leftOut;
    } catch (error) {
      await tables.drop();
      throw error;
    }
  }

  /** Whether what was recorded had taken effect by the moment, where that is asked. */
  #counts(event: RecordedEvent): boolean {
    const { effectiveBy } = this.moment;
    if (effectiveBy === undefined) return true;
    const { effectiveAt } = this.parts.codec.headOf(event).metadata;
    const effective = effectiveAt === undefined ? event.recordedAt : parseInstant(effectiveAt);
    return Date.parse(effective) <= epochMilliseconds(effectiveBy);
  }
}

/** `undefined` when one of the projections takes events of every type. */
function namesOf(projections: readonly Projection[]): ReadonlySet<string> | undefined {
  if (projections.some(({ everyEvent }) => everyEvent !== undefined)) return undefined;
  return new Set(projections.flatMap(({ handlers }) => [...handlers.keys()]));
}
