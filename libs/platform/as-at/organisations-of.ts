import type { EventCodec } from '#platform/event-sourcing';
import type { EventStore, Position, StreamName } from '#platform/event-store';
import type { Scope } from './past-events.js';

/** Beyond so many organisations, or so many events of one object, it is as quick to look at all of them. */
const MOST_ORGANISATIONS = 10;
const MOST_EVENTS = 2_000;

const ID = /^[a-z]+(?:-[a-z]+)*-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The scope of what belongs to the organisations of some objects, as their events up to a position name them. */
export async function scopeOf(
  store: EventStore,
  codec: EventCodec,
  ids: readonly string[],
  upTo: Position,
): Promise<Scope> {
  const organisations = new Set<string>();
  for (const id of ids) {
    const found = ID.test(id) ? await organisationsOf(store, codec, id as StreamName, upTo) : [];
    if (!found) return 'all';
    for (const organisation of found) organisations.add(organisation);
    if (organisations.size > MOST_ORGANISATIONS) return 'all';
  }
  return { organisations: [...organisations].toSorted() };
}

/** `undefined` when that takes too long to say. */
async function organisationsOf(
  store: EventStore,
  codec: EventCodec,
  stream: StreamName,
  upTo: Position,
): Promise<ReadonlySet<string> | undefined> {
  const organisations = new Set<string>();
  let read = 0;
  for await (const event of store.readStream(stream)) {
    if (event.position > upTo) break;
    if (++read > MOST_EVENTS) return undefined;
    const { organisationId } = codec.headOf(event).metadata;
    if (organisationId !== undefined) organisations.add(organisationId);
  }
  return organisations;
}
