import type { AggregateDefinition, EventCodec, StoredEvent } from '#platform/event-sourcing';
import type { EventStore, Revision, StreamName } from '#platform/event-store';
import { differencesOf, type Difference } from './differences.js';
import { PersonalValues } from './personal-values.js';

/** Events that are folded to tell what one of them changed; of a longer stream only the events' own data is told. */
const MOST_FOLDED = 5_000;

export interface FoldedLog {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly aggregates: readonly AggregateDefinition[];
}

/** What each of these events changed, by event. Each stream is read once. */
export async function differencesOfEvents(
  log: FoldedLog,
  events: readonly StoredEvent[],
  reader: 'auditor' | 'party',
): Promise<ReadonlyMap<StoredEvent, readonly Difference[]>> {
  const found = new Map<StoredEvent, readonly Difference[]>();
  for (const [stream, wanted] of Map.groupBy(events, (event) => event.stream)) {
    for (const [event, differences] of await ofStream(log, stream, wanted, reader)) found.set(event, differences);
  }
  return found;
}

async function ofStream(
  { store, codec, aggregates }: FoldedLog,
  stream: StreamName,
  wanted: readonly StoredEvent[],
  reader: 'auditor' | 'party',
): Promise<ReadonlyMap<StoredEvent, readonly Difference[]>> {
  const definition = aggregates.find(({ name }) => stream.slice(0, -UUID_LENGTH) === `${name}-`);
  const last = Math.max(...wanted.map(({ revision }) => revision));
  const values = new PersonalValues(reader);
  const found = new Map<StoredEvent, readonly Difference[]>();
  if (!definition || last >= MOST_FOLDED) {
    for (const event of wanted) {
      if (definition) values.add(definition.events, event);
      found.set(event, differencesOf({ before: null, after: null, data: event.data }, values.isWithheld));
    }
    return found;
  }
  const byRevision = new Map(wanted.map((event) => [event.revision, event]));
  let state = definition.decider.initialState;
  for await (const recorded of store.readStream(stream, { to: last as Revision })) {
    const event = codec.decode(recorded);
    values.add(definition.events, event);
    const before = state;
    state = definition.decider.evolve(state, { type: event.type, data: event.data });
    const asked = byRevision.get(event.revision);
    if (asked) found.set(asked, differencesOf({ before, after: state, data: event.data }, values.isWithheld));
  }
  return found;
}

const UUID_LENGTH = 36;
