import { systemCaller } from '#platform/access';
import type { Engine } from '#platform/engine';
import type { Position, RecordedEvent, StreamName } from '#platform/event-store';
import {
  eventCountsByType,
  eventKeyOf,
  streamsConcerning,
  type EventIndexTables,
  type FoundStream,
} from '#platform/history';
import type { Session } from '#platform/sessions';
import type { EventFinder } from './event-finder.js';
import { inBatches, type EventSelection } from './past-events.js';
import { WholeLogFinder } from './whole-log-finder.js';

type IndexedEngine = Pick<Engine, 'store' | 'codec' | 'contexts' | 'sessions'>;

/** Where more than one event in so many is wanted, going through the log is faster than going from stream to stream. */
const FEW = 5;

/** Streams that are read before others get their turn. */
const STREAMS_AT_ONCE = 64;

const READER = systemCaller('as-at');

/** Finds events of the past through the index of events: costs what is found, and hardly more in a longer log. */
export class IndexedFinder implements EventFinder {
  readonly #whole: WholeLogFinder;
  /** Names of the events that may be in a stream, by its kind. */
  readonly #namesOfKind: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(private readonly engine: IndexedEngine) {
    this.#whole = new WholeLogFinder(engine);
    const aggregates = engine.contexts.flatMap((context) => context.aggregates);
    this.#namesOfKind = new Map(
      aggregates.map(({ name, events: { context, definitions } }) => [
        name,
        new Set(Object.keys(definitions).map((event) => `${context}.${event}`)),
      ]),
    );
  }

  async count(selection: EventSelection): Promise<number> {
    using session = await this.engine.sessions.open(READER);
    // Awaited here: the session is given back when this ends.
    if (selection.scope === 'all') return await this.#countAll(session, selection);
    return (await this.#streams(session, selection)).reduce((sum, { events }) => sum + events, 0);
  }

  async *read(selection: EventSelection, signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
    const streams = await this.#found(selection);
    if (!streams) return yield* this.#whole.read(selection, signal);
    const events = await this.#eventsOf(streams, selection, signal);
    yield* inBatches(events.sort((one, other) => one.position - other.position));
  }

  async lastOfOfficer(officerId: string, upTo: Position): Promise<RecordedEvent | undefined> {
    using session = await this.engine.sessions.open(READER);
    let before = upTo + 1;
    for (;;) {
      const row = await session
        .tables<EventIndexTables>()
        .selectFrom('event_index')
        .select('position')
        .where('officerKey', '=', eventKeyOf(officerId))
        .where('position', '<', before)
        .orderBy('position', 'desc')
        .limit(1)
        .executeTakeFirst();
      const event = row && (await this.#eventAt(row.position));
      if (!row || !event) return undefined;
      // Two ids can have one key.
      if (this.engine.codec.headOf(event).metadata.actor.officerId === officerId) return event;
      before = row.position;
    }
  }

  async #eventAt(position: number): Promise<RecordedEvent | undefined> {
    for await (const event of this.engine.store.readAll({ after: (position - 1) as Position, limit: 1 })) return event;
    return undefined;
  }

  /** The streams to read; `undefined` where the whole log is to be read. */
  async #found(selection: EventSelection): Promise<readonly StreamName[] | undefined> {
    using session = await this.engine.sessions.open(READER);
    if (selection.scope !== 'all') return (await this.#streams(session, selection)).map(({ stream }) => stream);
    if (!selection.names || (await this.#countAll(session, selection)) * FEW > selection.upTo) return undefined;
    const types = await this.#storedTypes(selection.names);
    return (await streamsConcerning(session, { upTo: selection.upTo, types })).map(({ stream }) => stream);
  }

  async #countAll(session: Session, { upTo, names }: EventSelection): Promise<number> {
    if (!names) return upTo;
    const counts = await eventCountsByType(session, { upTo, types: await this.#storedTypes(names) });
    return [...counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Those of some organisations and those of nobody, of kinds in which there can be events of these names. */
  async #streams(session: Session, { scope, upTo, names }: EventSelection): Promise<readonly FoundStream[]> {
    if (scope === 'all') return [];
    const scopes = [
      { belongingTo: 'nobody' } as const,
      ...scope.organisations.map((organisationId) => ({ organisationId })),
    ];
    const found = new Map<StreamName, FoundStream>();
    for (const each of scopes) {
      for (const stream of await streamsConcerning(session, { scope: each, upTo })) found.set(stream.stream, stream);
    }
    return [...found.values()].filter(({ stream }) => this.#canHold(stream, names));
  }

  #canHold(stream: string, names: ReadonlySet<string> | undefined): boolean {
    const own = this.#namesOfKind.get(stream.slice(0, -'-00000000-0000-0000-0000-000000000000'.length));
    // Of a kind that is not known, anything can be in it.
    return !own || !names || [...own].some((name) => names.has(name));
  }

  async #eventsOf(
    streams: readonly StreamName[],
    { upTo, names }: EventSelection,
    signal: AbortSignal,
  ): Promise<RecordedEvent[]> {
    const { store, codec } = this.engine;
    const events: RecordedEvent[] = [];
    for (const [number, stream] of streams.entries()) {
      if (number % STREAMS_AT_ONCE === STREAMS_AT_ONCE - 1) await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      for await (const event of store.readStream(stream)) {
        if (event.position > upTo) break;
        if (!names || names.has(codec.nameOf(event.type))) events.push(event);
      }
    }
    return events;
  }

  /** Older versions of an event have other stored types. */
  async #storedTypes(names: ReadonlySet<string>): Promise<readonly string[]> {
    const types = await this.engine.store.eventTypes();
    return types.filter((type) => names.has(this.engine.codec.nameOf(type)));
  }
}
