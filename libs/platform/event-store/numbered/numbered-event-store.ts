import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { assertValidAppend } from '../append.validation.js';
import { Arrivals } from '../arrivals.js';
import { StoreClosedError } from '../event-store.errors.js';
import { START } from '../event-store.port.js';
import type {
  AppendResult,
  EventId,
  EventStore,
  EventStoreCapabilities,
  EventToAppend,
  ExpectedRevision,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  StreamName,
  SubscribeOptions,
} from '../event-store.port.js';
import { assertReadLimit } from '../read.validation.js';
import { EventLookUp } from './event-look-up.js';
import { OrdinalsContradictLogError } from './numbered-event-store.errors.js';
import { NumberedAppends } from './numbered-appends.js';
import { OrdinalFollower, type FollowingLog } from './ordinal-follower.js';
import { OrdinalIndex } from './ordinal-index.js';
import { RecentEvents } from './recent-events.js';
import { SharedCall } from './shared-call.js';

export interface NumberedEventStoreOptions {
  /** The store below, whose positions have gaps. It is closed with this one. */
  readonly store: EventStore;
  /** The index of ordinals: disposable, for one process at a time. */
  readonly file: string;
  readonly log?: FollowingLog;
  /** How long nothing may come from the store below while somebody waits, in milliseconds. Default 30,000. */
  readonly patienceMs?: number;
  /** How long it waits after a fault of the store below before it follows again, in milliseconds. Default 1,000. */
  readonly retryMs?: number;
  /** How long closing waits for appends under way before the store below is closed, in milliseconds. Default 3,000. */
  readonly closeWithinMs?: number;
}

const DEFAULT_BATCH_SIZE = 512;
/** Less than a container is given to stop, also with the same again for the store below. */
const CLOSE_WITHIN_MS = 3_000;
/** Events numbered at once when they are read one by one. */
const PAGE = 256;

/**
 * Gives the events of a store the positions 1, 2, 3 … in the order of its log, so that a position means the same on every
 * engine. The index that it keeps for this follows from the log.
 */
export class NumberedEventStore implements EventStore {
  readonly capabilities: EventStoreCapabilities;
  readonly #index: OrdinalIndex;
  readonly #recent: RecentEvents;
  readonly #arrivals = new Arrivals();
  readonly #follower: OrdinalFollower;
  readonly #lookUp: EventLookUp;
  readonly #appends: NumberedAppends;
  readonly #head: SharedCall<Position>;
  readonly #underWay = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  private constructor(private readonly options: NumberedEventStoreOptions) {
    const { store, file, log = { error: () => undefined }, patienceMs, retryMs } = options;
    this.capabilities = { ...store.capabilities, contiguousPositions: true, eventIdsUniqueAcrossStreams: true };
    const index = new OrdinalIndex(file);
    this.#index = index;
    this.#recent = new RecentEvents(index.head);
    const following = { store, index, recent: this.#recent, arrivals: this.#arrivals, log };
    this.#follower = new OrdinalFollower({
      ...following,
      ...(patienceMs !== undefined && { patienceMs }),
      ...(retryMs !== undefined && { retryMs }),
    });
    this.#lookUp = new EventLookUp(store, index);
    this.#appends = new NumberedAppends({ store, index, follower: this.#follower, lookUp: this.#lookUp });
    this.#head = new SharedCall(() => store.head());
  }

  /**
   * Does not wait until the log has been followed to its end; whoever asks for something that is not in the index yet does.
   * @throws OrdinalIndexError, and the faults of the store below
   */
  static async open(options: NumberedEventStoreOptions): Promise<NumberedEventStore> {
    const numbered = new NumberedEventStore(options);
    try {
      await numbered.#forgetAnotherLog();
    } catch (error) {
      numbered.#index.close();
      throw error;
    }
    numbered.#follower.start();
    return numbered;
  }

  append(stream: StreamName, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<AppendResult> {
    return this.#finishing(async () => {
      assertValidAppend(stream, expected, events);
      // The caller may use its buffers again before it is this append's turn.
      const own = events.map((event) => ({
        ...event,
        data: new Uint8Array(event.data),
        metadata: new Uint8Array(event.metadata),
      }));
      return this.#appends.append({ stream, expected, events: own });
    });
  }

  readStream(stream: StreamName, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    this.#assertOpen();
    return this.#readStream(stream, options);
  }

  readAll(options: ReadAllOptions): AsyncIterable<RecordedEvent> {
    this.#assertOpen();
    assertReadLimit('after', options.after, START);
    assertReadLimit('limit', options.limit ?? 0, 0);
    return this.#readAll(options);
  }

  subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    this.#assertOpen();
    const { batchSize = DEFAULT_BATCH_SIZE } = options;
    assertReadLimit('batchSize', batchSize, 1);
    return this.#batches({ ...options, batchSize });
  }

  async positionOf(id: EventId): Promise<Position | undefined> {
    this.#assertOpen();
    const [known] = await this.#lookUp.byIds([id]);
    if (known !== undefined) return known.position;
    await this.head();
    const [found] = await this.#lookUp.byIds([id]);
    return found?.position;
  }

  /** Waits until the index has everything that is in the log now. */
  async head(): Promise<Position> {
    this.#assertOpen();
    await this.#follower.cover(await this.#head.ask());
    this.#assertOpen();
    return this.#index.head;
  }

  async eventTypes(): Promise<readonly string[]> {
    await this.head();
    return this.#index.eventTypes();
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    // Those who follow end now; appends that were begun are finished first, but none is waited for while the server is away.
    this.#arrivals.announce();
    await this.#quiet();
    await this.#follower.stop();
    await this.options.store.close();
    // They have failed by now, and look nothing up any more.
    await Promise.allSettled(this.#underWay);
    this.#index.close();
  }

  /** Resolves when nothing is under way, or after a while. */
  async #quiet(): Promise<void> {
    const waiting = new AbortController();
    const { signal } = waiting;
    const patience = delay(this.options.closeWithinMs ?? CLOSE_WITHIN_MS, undefined, { signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.#underWay), patience]);
    waiting.abort();
  }

  async *#readStream(stream: StreamName, options: ReadStreamOptions): AsyncGenerator<RecordedEvent, void> {
    let page: RecordedEvent[] = [];
    for await (const event of this.options.store.readStream(stream, options)) {
      page.push(event);
      if (page.length < PAGE) continue;
      yield* await this.#numbered(stream, page);
      page = [];
    }
    yield* await this.#numbered(stream, page);
  }

  /** Of one stream, in either direction. */
  async #numbered(stream: StreamName, page: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
    const [first, last] = [page.at(0), page.at(-1)];
    this.#assertOpen();
    if (first === undefined || last === undefined) return [];
    const newest = first.position < last.position ? last : first;
    await this.#follower.cover(newest.position);
    this.#assertOpen();
    this.#appends.noteCovered(stream, newest.revision);
    return page.map((event) => this.#index.numbered(event));
  }

  async *#readAll({ after, limit = Number.MAX_SAFE_INTEGER }: ReadAllOptions): AsyncGenerator<RecordedEvent, void> {
    const head = await this.head();
    const count = Math.min(limit, head - after);
    if (count <= 0) return;
    let reached = after;
    let page: RecordedEvent[] = [];
    const reading = { after: this.#index.nativeOf(after), limit: count };
    for await (const event of this.options.store.readAll(reading)) {
      page.push(event);
      if (page.length < PAGE && reached + page.length < after + count) continue;
      this.#assertOpen();
      yield* this.#index.numberedAfter(reached, page);
      reached = (reached + page.length) as Position;
      page = [];
    }
    if (reached < after + count) throw new OrdinalsContradictLogError(this.options.file, reached + 1);
  }

  async *#batches(options: SubscribeOptions & { readonly batchSize: number }) {
    const { signal, batchSize } = options;
    let reached = options.after;
    while (!signal.aborted) {
      this.#assertOpen();
      const batch = this.#recent.after(reached, batchSize);
      if (batch === undefined) {
        for await (const older of this.#older(reached, options)) {
          reached = older.at(-1)?.position ?? reached;
          yield older;
          if (this.#recent.after(reached, 1) !== undefined) break;
        }
        continue;
      }
      if (batch.length === 0) {
        await this.#arrivals.next(signal);
        continue;
      }
      reached = batch.at(-1)?.position ?? reached;
      yield batch;
      // A consumer that never waits for I/O must not keep the rest of the process from running.
      await nextTurn();
    }
  }

  /** What is not in memory any more, by a subscription of its own: it goes on when the server is away for a while. */
  async *#older(after: Position, { signal, batchSize }: SubscribeOptions & { readonly batchSize: number }) {
    let reached = after;
    const native = this.#index.nativeOf(after);
    for await (const events of this.options.store.subscribe({ after: native, signal, batchSize })) {
      const last = events.at(-1);
      if (last === undefined) continue;
      await this.#follower.cover(last.position);
      this.#assertOpen();
      const numbered = this.#index.numberedAfter(reached, events);
      reached = numbered.at(-1)?.position ?? reached;
      yield numbered;
    }
  }

  /** An index of another log, or of an earlier state of one that was restored since, is of no use. */
  async #forgetAnotherLog(): Promise<void> {
    const { head } = this.#index;
    if (head === START) return;
    for (const ordinal of new Set([1 as Position, head])) {
      const after = this.#index.nativeOf((ordinal - 1) as Position);
      let found: RecordedEvent | undefined;
      for await (const event of this.options.store.readAll({ after, limit: 1 })) found = event;
      if (this.#index.isEventAt(ordinal, found)) continue;
      this.#index.clear();
      this.#recent.restart(START);
      return;
    }
  }

  /** What is begun is finished before the store closes. */
  async #finishing<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#assertOpen();
    const working = work();
    this.#underWay.add(working);
    try {
      return await working;
    } finally {
      this.#underWay.delete(working);
    }
  }

  #assertOpen(): void {
    if (this.#closed !== undefined) throw new StoreClosedError();
  }
}
