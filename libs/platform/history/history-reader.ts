import type { Caller } from '#platform/access';
import { eventId, type AggregateDefinition, type StoredEvent } from '#platform/event-sourcing';
import type { EventId, Position, RecordedEvent } from '#platform/event-store';
import type { Engine } from '#platform/engine';
import type { Connection, NodeRegistry, RequestContext } from '#platform/graphql';
import type { Session } from '#platform/sessions';
import { sql } from 'kysely';
import type { Difference } from './differences.js';
import type { EventIndexTables } from './event-index.tables.js';
import { eventKeyOf } from './event-key.js';
import { candidates, eventAt, meets } from './history-candidates.js';
import { cursorOf, placeOf } from './history-cursor.js';
import { differencesOfEvents } from './history-folds.js';
import { pageSizeOf, type HistoryArguments, type HistorySearch } from './history.search.js';
import { seesEverything, viewOf } from './history.rights.js';

/** An event as a caller sees it. */
export interface HistoryEntry {
  readonly event: StoredEvent;
  readonly storedType: string;
  readonly content: 'SHOWN' | 'WITHHELD';
  /** What it changed; nothing when its content is withheld. */
  readonly differences: () => Promise<readonly Difference[]>;
}

export type ReadingContext = Pick<RequestContext, 'reads'>;

/** Events looked through for one page. */
const MOST_LOOKED_THROUGH = 2_000;
const MOST_CAUSED = 50;
/** Candidates whose objects are looked up together. */
const CHUNK = 50;

/** Reads histories as a caller may see them. */
export class HistoryReader {
  readonly aggregates: readonly AggregateDefinition[];

  constructor(
    private readonly engine: Pick<Engine, 'store' | 'codec' | 'contexts'>,
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
    const session = await context.reads.session();
    const found: RecordedEvent[] = [];
    let looked = 0;
    let place = from;
    let isMore = false;
    let chunk: RecordedEvent[] = [];
    const take = async () => {
      for (const event of await this.#visible(chunk, session.caller, context)) found.push(event);
      chunk = [];
    };
    for await (const event of candidates(session, this.engine, search, from)) {
      looked += 1;
      if (event) {
        place = event;
        if (meets(this.engine.codec.headOf(event), search)) chunk.push(event);
      }
      if (chunk.length >= CHUNK || found.length + chunk.length > size) await take();
      if (found.length > size || looked >= MOST_LOOKED_THROUGH) {
        isMore = true;
        break;
      }
    }
    await take();
    const shown = found.slice(0, size);
    const edges = this.#entries(shown, session.caller).map((node) => ({ node, cursor: cursorOf(node.event) }));
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
    const session = await context.reads.session();
    // A process names the event; an import names the command, whose first event has an id that follows from it.
    const position =
      (await store.positionOf(causationId as EventId)) ?? (await store.positionOf(eventId(causationId, 0)));
    if (position === undefined || position > session.position) return null;
    const visible = await this.#visible([await eventAt(store, position)], session.caller, context);
    const [cause] = this.#entries(visible, session.caller);
    return cause ?? null;
  }

  /** What an event, or its command, made happen. */
  async causedBy({ event }: HistoryEntry, context: ReadingContext): Promise<readonly HistoryEntry[]> {
    const session = await context.reads.session();
    const causes = [event.id as string, event.metadata.commandId];
    const positions = await effectsIn(session, causes);
    const events = await Promise.all(positions.map((position) => eventAt(this.engine.store, position)));
    const caused = events.filter((each) => {
      const { causationId } = this.engine.codec.headOf(each).metadata;
      return causationId !== undefined && causes.includes(causationId);
    });
    return this.#entries(await this.#visible(caused, session.caller, context), session.caller);
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
        differences: async () => (isShown ? ((await fold()).get(event) ?? []) : []),
      };
    });
  }
}

async function effectsIn(session: Session, causes: readonly string[]): Promise<readonly Position[]> {
  const keys = JSON.stringify(causes.map(eventKeyOf));
  const rows = await session
    .tables<EventIndexTables>()
    .selectFrom('event_index')
    .select('position')
    .where('causationKey', 'in', sql<number>`(select value from json_each(${keys}))`)
    .where('position', '<=', session.position)
    .orderBy('position')
    .limit(MOST_CAUSED)
    .execute();
  return rows.map(({ position }) => position as Position);
}
