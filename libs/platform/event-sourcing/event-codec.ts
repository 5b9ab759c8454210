import type { EventId, EventToAppend, RecordedEvent, Revision, StreamName } from '#platform/event-store';
import { FORGOTTEN } from '#platform/values';
import { isPlainDate, type PlainDate } from '#platform/working-days';
import type { EventShape } from './decider.js';
import {
  currentTypes,
  EventCatalogueError,
  type EventCatalogue,
  type EventDefinition,
  type Upcaster,
} from './event-definitions.js';
import {
  isSealedValue,
  SealingSuspendedError,
  withoutKeys,
  type FieldPlace,
  type FieldSealing,
  type OpenedValue,
  type SealedValue,
} from './field-sealing.js';
import { isSubjectId, type PersonalField, type SubjectId } from './personal-fields.js';
import { placesOf, type PersonalPlace } from './personal-places.js';
import type { EventHead, EventMetadata, StoredEvent } from './stored-event.js';

/** The log holds something this code cannot read: a newer version wrote it, or it is damaged. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
  constructor(
    readonly event: RecordedEvent,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`Event ${event.type} at position ${event.position} cannot be read: ${reason}.`, options);
  }
}

/** The log holds types of events that this version does not know: it must not start on it. */
export class UnknownEventTypesError extends Error {
  override readonly name = 'UnknownEventTypesError';
  constructor(readonly types: readonly string[]) {
    super(
      `The event log holds events that this version of Concordat does not know: ${types.join(', ')}. ` +
        'Start the version of Concordat that wrote them, or a later one.',
    );
  }
}

/** An event that does not meet its own schema: a fault in a decider, never bad input. */
export class MalformedEventError extends Error {
  override readonly name = 'MalformedEventError';
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

interface KnownEvent {
  readonly type: string;
  readonly context: string;
  readonly name: string;
  readonly definition: EventDefinition;
}

/** Where an event is to stand; what is sealed in it opens nowhere else. */
export interface EventPlace {
  readonly id: EventId;
  readonly stream: StreamName;
  readonly revision: Revision;
}

/** A value about a person that an event is to record. */
export interface PersonalValue {
  readonly subject: SubjectId;
  /** Within the event's data, with the places of array elements. */
  readonly path: string;
}

/** Writes and reads the events of all contexts; personal fields are sealed between here and the log. */
export class EventCodec {
  readonly #current = new Map<string, KnownEvent>();
  readonly #byName = new Map<string, KnownEvent>();
  readonly #upcasters = new Map<string, Upcaster>();
  /** By stored type, current and older. */
  readonly #personal = new Map<string, readonly PersonalField[]>();

  /** @throws EventCatalogueError when catalogues contradict one another, naming every fault at once */
  constructor(
    catalogues: readonly EventCatalogue[],
    private readonly sealing: FieldSealing = withoutKeys,
  ) {
    const faults: string[] = [];
    for (const catalogue of catalogues) {
      for (const [type, { name, definition }] of currentTypes(catalogue)) {
        const event = { type, context: catalogue.context, name, definition };
        const key = qualifiedName(event);
        if (this.#byName.has(key)) faults.push(`the event ${key} is defined twice`);
        this.#byName.set(key, event);
        this.#current.set(type, event);
        if (definition.personal) this.#personal.set(type, definition.personal);
      }
      for (const upcaster of catalogue.upcasters) {
        if (this.#upcasters.has(upcaster.from)) faults.push(`two upcasters start at ${upcaster.from}`);
        this.#upcasters.set(upcaster.from, upcaster);
        if (upcaster.personal) this.#personal.set(upcaster.from, upcaster.personal);
      }
    }
    for (const from of this.#upcasters.keys()) {
      if (this.#current.has(from)) faults.push(`an upcaster starts at ${from}, which is a current type`);
    }
    if (faults.length > 0) throw new EventCatalogueError(`The events of all contexts: ${faults.join('; ')}.`);
  }

  /** The date on which the event says that it took effect; undefined when it says none. */
  effectiveDateOf(context: string, event: EventShape): PlainDate | undefined {
    const field = this.#byName.get(`${context}.${event.type}`)?.definition.effective;
    if (field === undefined) return undefined;
    const date: unknown = Reflect.get(Object(event.data), field);
    return typeof date === 'string' && isPlainDate(date) ? date : undefined;
  }

  /** What events say about persons. */
  personalValuesOf(context: string, stream: StreamName, events: readonly EventShape[]): PersonalValue[] {
    return events.flatMap((event) => {
      const known = this.#byName.get(`${context}.${event.type}`);
      return (known?.definition.personal ?? []).flatMap((field) =>
        placesOf(field, stream, event.data).map((place) => ({
          subject: subjectOf(event.type, place),
          path: place.path,
        })),
      );
    });
  }

  /** Whose values stand in a recorded event in clear text: it was written before sealing began. One for each value. */
  inClearText(event: RecordedEvent): readonly SubjectId[] {
    const fields = this.#personal.get(event.type) ?? [];
    if (fields.length === 0) return [];
    const data = fromBytes(event, event.data);
    return fields
      .flatMap((field) => placesOf(field, event.stream, data))
      .flatMap(({ subject, value }) => (subject === undefined || isSealedValue(value) ? [] : [subject]));
  }

  /**
   * A digest over these values, keyed with the keys of those whom they are about; they must have been prepared.
   * @throws SubjectErasedError
   */
  bind(digest: string, values: readonly PersonalValue[]): string {
    return this.sealing.bind(digest, [...new Set(values.map(({ subject }) => subject))]);
  }

  /** The same for values that stand in recorded events; undefined when one of the keys is gone. */
  bindAgain(digest: string, events: readonly RecordedEvent[]): string | undefined {
    return this.sealing.bindAgain(digest, [...new Set(events.flatMap((event) => this.keysIn(event)))]);
  }

  /** The ids of the keys that values of a recorded event are sealed with. */
  keysIn(event: RecordedEvent): readonly string[] {
    const fields = this.#personal.get(event.type) ?? [];
    return fields.length === 0 ? [] : sealingKeys(fields, event.stream, fromBytes(event, event.data));
  }

  /** The same of an event that is yet to be recorded. */
  keysInEncoded(stream: StreamName, { type, data }: EventToAppend): readonly string[] {
    const fields = this.#personal.get(type) ?? [];
    return fields.length === 0 ? [] : sealingKeys(fields, stream, JSON.parse(decoder.decode(data)));
  }

  /** @throws SubjectErasedError */
  prepare(values: readonly PersonalValue[]): Promise<void> {
    return this.sealing.prepare([...new Set(values.map(({ subject }) => subject))]);
  }

  /**
   * The subjects of what the event says about persons must have been prepared.
   * @throws MalformedEventError, SubjectErasedError
   */
  encode(context: string, event: EventShape, place: EventPlace, metadata: EventMetadata): EventToAppend {
    const type = this.#typeOf(context, event);
    const personal = this.#personal.get(type);
    const data = personal ? this.#seal(personal, type, place, event.data) : event.data;
    return { id: place.id, type, data: toBytes(data), metadata: toBytes(metadata) };
  }

  /**
   * The name, `<context>.<EventName>`, under which the event is handled now, without reading its data. A type that
   * this version does not know keeps its own name.
   */
  nameOf(type: string): string {
    const current = this.#currentTypeOf(type);
    const known = this.#current.get(current);
    return known ? qualifiedName(known) : current.replace(/\.v\d+$/, '');
  }

  /** The types that are written now. */
  get currentTypes(): readonly string[] {
    return [...this.#current.keys()];
  }

  /** @throws UnknownEventTypesError naming every type that can neither be read nor brought up to the current version */
  assertKnows(types: readonly string[]): void {
    const unknown = types.filter((type) => !this.#current.has(this.#currentTypeOf(type)));
    if (unknown.length > 0) throw new UnknownEventTypesError(unknown.toSorted());
  }

  /** @throws UnreadableEventError, SealingSuspendedError */
  decode(event: RecordedEvent): StoredEvent {
    const { known, data } = this.#upToDate(event);
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

  /**
   * Everything but the data, of an event of any type.
   * @param metadata when it has been read already
   * @throws UnreadableEventError
   */
  headOf(event: RecordedEvent, metadata?: EventMetadata): EventHead {
    return {
      id: event.id,
      storedType: event.type,
      metadata: metadata ?? (fromBytes(event, event.metadata) as EventMetadata),
      stream: event.stream,
      revision: event.revision,
      position: event.position,
      recordedAt: event.recordedAt,
    };
  }

  #currentTypeOf(type: string): string {
    let current = type;
    for (let next = this.#upcasters.get(current); next; next = this.#upcasters.get(current)) current = next.to;
    return current;
  }

  /**
   * Data of the current version was checked when it was written; what upcasters make of older data is checked here,
   * unless something in it was forgotten: that need not have the shape that was written.
   */
  #upToDate(event: RecordedEvent): { known: KnownEvent; data: unknown } {
    let type = event.type;
    let data = fromBytes(event, event.data);
    const personal = this.#personal.get(type);
    const hasForgotten = personal !== undefined && this.#open(personal, event, data);
    for (let upcaster = this.#upcasters.get(type); upcaster; upcaster = this.#upcasters.get(type)) {
      data = upcast(event, upcaster, data);
      type = upcaster.to;
    }
    const known = this.#current.get(type);
    if (!known) throw new UnreadableEventError(event, `this version does not know the type ${type}`);
    if (type === event.type || hasForgotten) return { known, data };
    const checked = known.definition.schema.safeParse(data);
    if (checked.success) return { known, data };
    throw new UnreadableEventError(
      event,
      `its upcasters did not lead to the shape of ${type}: ${checked.error.message}`,
    );
  }

  /** In a copy: the decider's own events stay as they are. */
  #seal(fields: readonly PersonalField[], type: string, place: EventPlace, original: unknown): unknown {
    const data: unknown = structuredClone(original);
    const { id: eventId, stream, revision } = place;
    // The subjects first: sealing one field must not hide whose the next one is.
    for (const each of fields.flatMap((field) => placesOf(field, stream, data))) {
      const at = { eventId, stream, revision, type, path: each.path };
      each.replace(this.sealing.seal(each.value, subjectOf(type, each), at));
    }
    return data;
  }

  /** @returns whether anything was forgotten */
  #open(fields: readonly PersonalField[], event: RecordedEvent, data: unknown): boolean {
    const { id: eventId, stream, revision, type } = event;
    let hasForgotten = false;
    for (const field of fields) {
      for (const { path, value, replace } of placesOf(field, stream, data)) {
        // What was recorded before the field was declared is in clear text.
        if (!isSealedValue(value)) continue;
        const opened = this.#openOne(event, value, { eventId, stream, revision, type, path });
        hasForgotten ||= opened.outcome === 'forgotten';
        replace(
          opened.outcome === 'opened'
            ? opened.value
            : field.whenForgotten === undefined
              ? FORGOTTEN
              : field.whenForgotten,
        );
      }
    }
    return hasForgotten;
  }

  #openOne(event: RecordedEvent, value: SealedValue, place: FieldPlace): OpenedValue {
    try {
      return this.sealing.open(value, place);
    } catch (cause) {
      if (cause instanceof SealingSuspendedError) throw cause;
      throw new UnreadableEventError(event, `${place.path} cannot be opened: ${messageOf(cause)}`, { cause });
    }
  }

  #typeOf(context: string, event: EventShape): string {
    const known = this.#byName.get(`${context}.${event.type}`);
    if (!known) throw new MalformedEventError(`The context ${context} has no event ${event.type}.`);
    const checked = known.definition.schema.safeParse(event.data);
    if (!checked.success) throw new MalformedEventError(`${known.type}: ${checked.error.message}`);
    return known.type;
  }
}

function sealingKeys(fields: readonly PersonalField[], stream: StreamName, data: unknown): readonly string[] {
  return fields
    .flatMap((field) => placesOf(field, stream, data))
    .flatMap(({ value }) => (isSealedValue(value) ? [value.sealed.key] : []));
}

function qualifiedName({ context, name }: Pick<KnownEvent, 'context' | 'name'>): string {
  return `${context}.${name}`;
}

/** @throws MalformedEventError */
function subjectOf(type: string, { subject, path }: PersonalPlace): SubjectId {
  if (isSubjectId(subject)) return subject;
  throw new MalformedEventError(`${type}: ${path} is personal, but the data does not say whose it is.`);
}

function upcast(event: RecordedEvent, upcaster: Upcaster, data: unknown): unknown {
  try {
    return upcaster.upcast(data);
  } catch (cause) {
    throw new UnreadableEventError(event, `its upcaster from ${upcaster.from} failed: ${messageOf(cause)}`, { cause });
  }
}

function toBytes(value: unknown): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}

function fromBytes(event: RecordedEvent, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new UnreadableEventError(event, messageOf(cause), { cause });
  }
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
