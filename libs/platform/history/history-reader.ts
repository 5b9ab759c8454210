import { eventId, type AggregateDefinition, type StoredEvent } from '#platform/event-sourcing';
import type { EventId, RecordedEvent } from '#platform/event-store';
import type { Engine } from '#platform/engine';
import type { Caller } from '#platform/access';
import type { Connection, NodeRegistry, RequestContext } from '#platform/graphql';
import type { Difference } from './differences.js';
import { candidates, eventAt, isEffectiveBy, meets } from './history-candidates.js';
import { effectsOf } from './history-effects.js';
import { cursorOf, placeOf } from './history-cursor.js';
import { definitionOf, differencesOfEvents } from './history-folds.js';
import { pastOf } from './history-past.js';
import { reasonGiven } from './history-reason.js';
import { pageSizeOf, recordedBy, type HistoryArguments, type HistorySearch } from './history.search.js';
import { seesEverything, seesOthers, viewOf } from './history.rights.js';

/** An event as a caller sees it. */
export interface HistoryEntry {
  readonly event: StoredEvent;
  readonly storedType: string;
  readonly content: 'SHOWN' | 'WITHHELD';
  /** `null` when none is given, or when it is for others. */
  readonly reason: string | null;
  /** What it changed; nothing when its content is withheld. */
  readonly differences: () => Promise<readonly Difference[]>;
}

/** Whoever sends a request may ask for the view of another one: what is shown goes by the session's caller. */
export type ReadingContext = Pick<RequestContext, 'reads'>;

/** Events looked through for one page. */
const MOST_LOOKED_THROUGH = 2_000;
/** Candidates whose objects are looked up together. */
const CHUNK = 50;

const NOTHING: Connection<HistoryEntry> = {
  nodes: [],
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
};

/** Reads histories as a caller may see them. */
export class HistoryReader {
  readonly aggregates: readonly AggregateDefinition[];

  constructor(
    private readonly engine: Pick<Engine, 'store' | 'codec' | 'contexts' | 'sessions'>,
    private readonly nodes: NodeRegistry,
  ) {
    this.aggregates = engine.contexts.flatMap(({ aggregates }) => aggregates);
  }

  /** @throws BAD_USER_INPUT */
  async page(
    search: HistorySearch,
    page: Pick<HistoryArguments, 'first' | 'after'>,
    context: ReadingContext,
  ): Promise<Connection<HistoryEntry>> {
    const size = pageSizeOf(page);
    const from = placeOf(page.after);
    const { caller } = await context.reads.session();
    const asked = await this.#askedOf(search, caller, context);
    if (!asked) return NOTHING;
    using past = await pastOf(context.reads, this.engine);
    const found: RecordedEvent[] = [];
    let looked = 0;
    let place = from;
    let isMore = false;
    let chunk: RecordedEvent[] = [];
    const take = async () => {
      for (const event of await this.#visible(chunk, caller, context)) found.push(event);
      chunk = [];
    };
    for await (const event of candidates(past, this.engine, asked, from)) {
      looked += 1;
      if (event) {
        place = event;
        const head = this.engine.codec.headOf(event);
        if (meets(head, asked) && isEffectiveBy(head, past.effectiveBy)) chunk.push(event);
      }
      if (chunk.length >= CHUNK || found.length + chunk.length > size) await take();
      if (found.length > size || looked >= MOST_LOOKED_THROUGH) {
        isMore = true;
        break;
      }
    }
    await take();
    const shown = found.slice(0, size);
    const edges = this.#entries(shown, caller).map((node) => ({ node, cursor: cursorOf(node.event) }));
    const lookedUpTo = isMore && found.length <= size && place ? cursorOf(place) : undefined;
    return {
      nodes: edges.map(({ node }) => node),
      edges,
      pageInfo: {
        hasNextPage: isMore || found.length > size,
        hasPreviousPage: from !== undefined,
        startCursor: edges.at(0)?.cursor ?? null,
        endCursor: lookedUpTo ?? edges.at(-1)?.cursor ?? null,
      },
    };
  }

  /** The event that made this one happen, when it was one and the caller may see it. */
  async causeOf({ event }: HistoryEntry, context: ReadingContext): Promise<HistoryEntry | null> {
    const { causationId } = event.metadata;
    if (causationId === undefined) return null;
    const { store } = this.engine;
    const { caller } = await context.reads.session();
    using past = await pastOf(context.reads, this.engine);
    // A process names the event; an import names the command, whose first event has an id that follows from it.
    const position =
      (await store.positionOf(causationId as EventId)) ?? (await store.positionOf(eventId(causationId, 0)));
    if (position === undefined || position > past.upTo) return null;
    const cause = await eventAt(store, position);
    if (!isEffectiveBy(this.engine.codec.headOf(cause), past.effectiveBy)) return null;
    const [entry] = this.#entries(await this.#visible([cause], caller, context), caller);
    return entry ?? null;
  }

  /** What an event, or its command, made happen. */
  async causedBy({ event }: HistoryEntry, context: ReadingContext): Promise<readonly HistoryEntry[]> {
    const { caller } = await context.reads.session();
    using past = await pastOf(context.reads, this.engine);
    const effects = await effectsOf([event.id, event.metadata.commandId], past, this.engine);
    return this.#entries(await this.#visible(effects, caller, context), caller);
  }

  /**
   * What of a search the caller may be answered; `undefined` when nothing can be in it. Whoever may not know of an object
   * is not told either how much there is to look through, and for whom only the own party's events are, only they are
   * looked through.
   */
  async #askedOf(search: HistorySearch, caller: Caller, context: ReadingContext): Promise<HistorySearch | undefined> {
    if (seesEverything(caller) || search.scope.kind === 'everything') return search;
    if (!(await this.#isReadable(search.scope.id, context))) return undefined;
    return seesOthers(caller) ? search : recordedBy(search, caller.party.id);
  }

  /** Those whose object the caller may read, and of which it may see something at all. */
  async #visible(
    events: readonly RecordedEvent[],
    caller: Caller,
    context: ReadingContext,
  ): Promise<readonly RecordedEvent[]> {
    if (seesEverything(caller)) return events;
    const seen = events.filter((event) => viewOf(caller, this.engine.codec.headOf(event).metadata) !== 'nothing');
    const readable = await Promise.all(seen.map(({ stream }) => this.#isReadable(stream, context)));
    return seen.filter((_event, index) => readable[index] === true);
  }

  async #isReadable(id: string, { reads }: ReadingContext): Promise<boolean> {
    const definition = this.nodes.find(id);
    return definition !== undefined && (await reads.one(definition.batch, id)) !== null;
  }

  #entries(recorded: readonly RecordedEvent[], caller: Caller): readonly HistoryEntry[] {
    const reader = seesEverything(caller) ? 'auditor' : 'party';
    const decoded = recorded.map((each) => ({ event: this.engine.codec.decode(each), storedType: each.type }));
    const shown = decoded.map(({ event }) => event).filter((event) => viewOf(caller, event.metadata) === 'all');
    const { store, codec } = this.engine;
    let folded: Promise<ReadonlyMap<StoredEvent, readonly Difference[]>> | undefined;
    const fold = () => (folded ??= differencesOfEvents({ store, codec, aggregates: this.aggregates }, shown, reader));
    return decoded.map(({ event, storedType }) => {
      const isShown = shown.includes(event);
      return {
        event,
        storedType,
        content: isShown ? 'SHOWN' : 'WITHHELD',
        reason: isShown ? reasonGiven(event, definitionOf(this.aggregates, event.stream)?.events, reader) : null,
        differences: async () => (isShown ? ((await fold()).get(event) ?? []) : []),
      };
    });
  }
}
