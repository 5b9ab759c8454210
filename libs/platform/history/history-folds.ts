import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AggregateDefinition, EventCodec, StoredEvent } from '#platform/event-sourcing';
import type { EventStore, Revision, StreamName } from '#platform/event-store';
import { differencesOf, type Difference, type Words } from './differences.js';
import { vocabularyOf } from './event-vocabulary.js';
import { PersonalValues, type Reader } from './personal-values.js';

/** Events that are folded to tell what one of them changed; of a longer stream only the events' own data is told. */
const MOST_FOLDED = 5_000;
/** Events folded before others get their turn. */
const FOLDED_AT_ONCE = 500;

export interface FoldedLog {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly aggregates: readonly AggregateDefinition[];
}

/** What each of these events changed, by event. Each stream is read once. */
export async function differencesOfEvents(
  log: FoldedLog,
  events: readonly StoredEvent[],
  reader: Reader,
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
  reader: Reader,
): Promise<ReadonlyMap<StoredEvent, readonly Difference[]>> {
  const definition = definitionOf(aggregates, stream);
  const vocabulary = definition && vocabularyOf(definition.events);
  const last = Math.max(...wanted.map(({ revision }) => revision));
  const values = new PersonalValues(reader);
  const wordsFor = ({ type }: StoredEvent): Words => ({
    isWithheld: values.isWithheld,
    isEnumerated: vocabulary?.isEnumerated ?? (() => false),
    fields: vocabulary?.fieldsOf(type) ?? new Set(),
  });
  const found = new Map<StoredEvent, readonly Difference[]>();
  if (!definition || last >= MOST_FOLDED) {
    for (const event of wanted) {
      if (definition) values.add(definition.events, event);
      found.set(event, differencesOf({ before: null, after: null, data: event.data }, wordsFor(event)));
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
    const compared = { before, after: state, data: event.data };
    if (asked) found.set(asked, differencesOf(compared, wordsFor(event)));
    if (event.revision % FOLDED_AT_ONCE === FOLDED_AT_ONCE - 1) await nextTurn();
  }
  return found;
}

const UUID_LENGTH = 36;

/** Of the aggregate whose stream it is. */
export function definitionOf(
  aggregates: readonly AggregateDefinition[],
  stream: StreamName,
): AggregateDefinition | undefined {
  return aggregates.find(({ name }) => stream.slice(0, -UUID_LENGTH) === `${name}-`);
}
