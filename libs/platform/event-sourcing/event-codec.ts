import type { EventId, EventToAppend, RecordedEvent } from '#platform/event-store';
import type { EventShape } from './decider.js';
import { currentTypes, type EventCatalogue, type EventDefinition, type Upcaster } from './event-definitions.js';
import type { EventMetadata, StoredEvent } from './stored-event.js';

/** The log holds something this code cannot read: a newer version wrote it, or it is damaged. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
  constructor(
    readonly event: RecordedEvent,
    reason: string,
  ) {
    super(`Event ${event.type} at position ${event.position} cannot be read: ${reason}.`);
  }
}

/** An event that does not meet its own schema: a fault in a decider, never bad input. */
export class MalformedEventError extends Error {
  override readonly name = 'MalformedEventError';
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Writes and reads the events of all contexts. */
export class EventCodec {
  readonly #current = new Map<string, { context: string; name: string; definition: EventDefinition }>();
  readonly #byName = new Map<string, { type: string; definition: EventDefinition }>();
  readonly #upcasters = new Map<string, Upcaster>();

  constructor(catalogues: readonly EventCatalogue[]) {
    for (const catalogue of catalogues) {
      for (const [type, entry] of currentTypes(catalogue)) {
        if (this.#current.has(type)) throw new Error(`Two contexts define the event type ${type}.`);
        this.#current.set(type, { context: catalogue.context, ...entry });
        this.#byName.set(`${catalogue.context}.${entry.name}`, { type, definition: entry.definition });
      }
      for (const upcaster of catalogue.upcasters) this.#upcasters.set(upcaster.from, upcaster);
    }
  }

  encode(context: string, event: EventShape, id: EventId, metadata: EventMetadata): EventToAppend {
    const type = this.#typeOf(context, event);
    return { id, type, data: toBytes(event.data), metadata: toBytes(metadata) };
  }

  decode(event: RecordedEvent): StoredEvent {
    let type = event.type;
    let data = fromBytes(event, event.data);
    for (let upcaster = this.#upcasters.get(type); upcaster; upcaster = this.#upcasters.get(type)) {
      data = upcaster.upcast(data);
      type = upcaster.to;
    }
    const known = this.#current.get(type);
    if (!known) throw new UnreadableEventError(event, `this version does not know the type ${type}`);
    return {
      id: event.id,
      context: known.context,
      type: known.name,
      data,
      metadata: fromBytes(event, event.metadata) as EventMetadata,
      stream: event.stream,
      revision: event.revision,
      position: event.position,
      recordedAt: event.recordedAt,
    };
  }

  #typeOf(context: string, event: EventShape): string {
    const known = this.#byName.get(`${context}.${event.type}`);
    if (!known) throw new MalformedEventError(`The context ${context} has no event ${event.type}.`);
    const checked = known.definition.schema.safeParse(event.data);
    if (!checked.success) throw new MalformedEventError(`${known.type}: ${checked.error.message}`);
    return known.type;
  }
}

function toBytes(value: unknown): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}

function fromBytes(event: RecordedEvent, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new UnreadableEventError(event, cause instanceof Error ? cause.message : String(cause));
  }
}
