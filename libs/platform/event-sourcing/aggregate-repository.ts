import { LRUCache } from 'lru-cache';
import type { EventStore, Position, RecordedEvent, Revision, StreamName } from '#platform/event-store';
import type { AggregateDefinition } from './aggregate.js';
import type { EventCodec } from './event-codec.js';

/** The trace that a command left in its stream. */
export interface HandledCommand {
  readonly fingerprint: string;
  readonly first: Revision;
  readonly last: Revision;
  readonly position: Position;
}

/** An aggregate's state at a revision, with the commands that led there. */
export interface LoadedAggregate<State = unknown> {
  readonly state: State;
  /** `undefined`: the stream does not exist. */
  readonly revision: Revision | undefined;
  /** Of the stream's last event. */
  readonly position: Position | undefined;
  readonly handled: ReadonlyMap<string, HandledCommand>;
}

interface CachedAggregate {
  state: unknown;
  revision: Revision | undefined;
  position: Position | undefined;
  handled: Map<string, HandledCommand>;
}

function unread({ decider }: { readonly decider: { readonly initialState: unknown } }): CachedAggregate {
  return { state: decider.initialState, revision: undefined, position: undefined, handled: new Map() };
}

/**
 * Folds streams, and keeps the folded states of the streams used last. A cached state is only a head start: the
 * append's expected revision decides, so a stale one costs a retry and never a wrong event.
 */
export class AggregateRepository {
  readonly #cache: LRUCache<string, CachedAggregate>;
  #forgotten = 0;

  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
    options: { readonly cachedStreams?: number } = {},
  ) {
    this.#cache = new LRUCache({ max: options.cachedStreams ?? 2_000 });
  }

  /** Where several processes write, the stream is always read on from the cached revision. */
  async load<State>(definition: AggregateDefinition<State>, stream: StreamName): Promise<LoadedAggregate<State>> {
    const cached = this.#cache.get(stream);
    if (!cached || this.store.capabilities.severalWriters) return this.readOn(definition, stream);
    return cached as LoadedAggregate<State>;
  }

  /** Reads what is new in the stream since the cached revision. */
  async readOn<State>(definition: AggregateDefinition<State>, stream: StreamName): Promise<LoadedAggregate<State>> {
    const aggregate: CachedAggregate = this.#cache.get(stream) ?? unread(definition);
    const from = (aggregate.revision === undefined ? 0 : aggregate.revision + 1) as Revision;
    const forgotten = this.#forgotten;
    for await (const event of this.store.readStream(stream, { from })) this.#apply(definition, aggregate, event);
    // What was read before everything was forgotten is not remembered after it.
    const isCurrent = forgotten === this.#forgotten;
    if (aggregate.revision !== undefined && isCurrent) this.#cache.set(stream, aggregate);
    return aggregate as LoadedAggregate<State>;
  }

  /** Takes over events just appended at the end of the stream. */
  advance(definition: AggregateDefinition, stream: StreamName, events: readonly RecordedEvent[]): void {
    const aggregate = this.#cache.get(stream) ?? unread(definition);
    for (const event of events) {
      const next = aggregate.revision === undefined ? 0 : aggregate.revision + 1;
      if (event.revision !== next) return this.forget(stream);
      this.#apply(definition, aggregate, event);
    }
    this.#cache.set(stream, aggregate);
  }

  forget(stream: StreamName): void {
    this.#cache.delete(stream);
  }

  /** Nothing that was read stays in memory. */
  forgetAll(): void {
    this.#forgotten += 1;
    this.#cache.clear();
  }

  #apply<State>(definition: AggregateDefinition<State>, aggregate: CachedAggregate, recorded: RecordedEvent): void {
    const event = this.codec.decode(recorded);
    aggregate.state = definition.decider.evolve(aggregate.state as State, { type: event.type, data: event.data });
    aggregate.revision = event.revision;
    aggregate.position = event.position;
    const { commandId, fingerprint } = event.metadata;
    const first = aggregate.handled.get(commandId)?.first ?? event.revision;
    aggregate.handled.set(commandId, { fingerprint, first, last: event.revision, position: event.position });
  }
}
