import type { EventMetadata, EventPlace, EventShape, StoredEvent } from '#platform/event-sourcing';
import type { EventId, Revision, StreamName } from '#platform/event-store';

export const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Multiplied by an odd number, different repetitions stay different (modulo 2^32) and are scattered. */
const SCATTER = 2_654_435_761;

/** Kinds of objects that stay the same however often the rest is repeated: there is one register of authorities. */
const SHARED_KINDS = ['authority', 'officer'];

export interface TemplateEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: Revision;
  readonly id: string;
  readonly context: string;
  readonly type: string;
  /** JSON. */
  readonly data: string;
  /** JSON. */
  readonly metadata: string;
}

/** An event that is still to be sealed and written. */
export interface RepeatedEvent {
  readonly context: string;
  readonly event: EventShape;
  readonly place: EventPlace;
  readonly metadata: EventMetadata;
}

export function templateEvent(event: StoredEvent): TemplateEvent {
  const { position, stream, revision, id, context, type, data, metadata } = event;
  const texts = { data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
  return { position, stream, revision, id, context, type, ...texts };
}

/** Writes a template's events over and over, each time about other objects. */
export class Repetition {
  /** What the events speak of that every repetition has anew. */
  readonly ids: ReadonlySet<string>;
  readonly #shared: ReadonlySet<string>;
  readonly #repeated: readonly TemplateEvent[];
  /** By the position of an event in the template, which how many-th it is of those that are repeated. */
  readonly #places: ReadonlyMap<number, number>;

  constructor(private readonly template: readonly TemplateEvent[]) {
    this.#repeated = template.filter(({ stream }) => !isShared(stream));
    this.#shared = new Set(template.flatMap((event) => sharedIds(textOf(event))));
    const all = this.#repeated.flatMap((event) => [event.id, ...(textOf(event).match(UUID) ?? [])]);
    this.ids = new Set(all.filter((id) => !this.#shared.has(id)));
    this.#places = new Map(this.#repeated.map(({ position }, index) => [position, index]));
  }

  /** Events in one repetition. */
  get length(): number {
    return this.#repeated.length;
  }

  /** A text that speaks of the template's objects, about those of a repetition. */
  rename(text: string, number: number): string {
    return text.replace(UUID, (uuid) => (this.isShared(uuid) ? uuid : renamed(uuid, number)));
  }

  /** Whether it is the same in every repetition. */
  isShared(id: string): boolean {
    return this.#shared.has(id);
  }

  /**
   * Where a repetition has the event that the template has at a position, when each follows the one before.
   * @returns undefined for what is not repeated
   */
  positionIn(number: number, position: number): number | undefined {
    const place = this.#places.get(position);
    return place === undefined ? undefined : this.template.length + (number - 1) * this.length + place + 1;
  }

  /** How many events a log holds after so many repetitions. */
  lengthOfLog(repetitions: number): number {
    return this.template.length + repetitions * this.length;
  }

  /** The template's events, with ids that no other repetition has. Neighbouring events of a stream go together. */
  appends(number: number): (readonly RepeatedEvent[])[] {
    const appends: RepeatedEvent[][] = [];
    const rename = (text: string): string => this.rename(text, number);
    for (const { stream, revision, id, context, type, data, metadata } of this.#repeated) {
      const place = { stream: rename(stream) as StreamName, revision, id: renamed(id, number) as EventId };
      const event: EventShape = { type, data: JSON.parse(rename(data)) };
      const repeated = { context, event, place, metadata: JSON.parse(rename(metadata)) as EventMetadata };
      const append = appends.at(-1);
      if (append?.[0]?.place.stream === place.stream) append.push(repeated);
      else appends.push([repeated]);
    }
    return appends;
  }
}

function textOf({ stream, data, metadata }: TemplateEvent): string {
  return `${stream} ${data} ${metadata}`;
}

function isShared(stream: string): boolean {
  return SHARED_KINDS.some((kind) => stream.startsWith(`${kind}-`));
}

function sharedIds(text: string): string[] {
  return SHARED_KINDS.flatMap((kind) => {
    const ids = text.match(new RegExp(`${kind}-${UUID.source}`, 'g')) ?? [];
    return ids.map((id) => id.slice(kind.length + 1));
  });
}

/** Both ends change: the index of events tells ids apart by their last digits. */
export function renamed(uuid: string, number: number): string {
  return scattered(uuid.slice(0, 8), number) + uuid.slice(8, -8) + scattered(uuid.slice(-8), number);
}

function scattered(digits: string, number: number): string {
  const changed = (Number.parseInt(digits, 16) ^ Math.imul(number, SCATTER)) >>> 0;
  return changed.toString(16).padStart(8, '0');
}
