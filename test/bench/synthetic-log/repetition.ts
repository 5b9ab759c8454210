import type { EventMetadata, EventPlace, EventShape, StoredEvent } from '#platform/event-sourcing';
import type { EventId, Revision, StreamName } from '#platform/event-store';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Multiplied by an odd number, different repetitions stay different (modulo 2^32) and are scattered. */
const SCATTER = 2_654_435_761;

/** Kinds of objects that stay the same however often the rest is repeated: there is one register of authorities. */
const SHARED_KINDS = ['authority', 'officer'];

export interface TemplateEvent {
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
  const { stream, revision, id, context, type, data, metadata } = event;
  return { stream, revision, id, context, type, data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
}

/** Writes a template's events over and over, each time about other objects. */
export class Repetition {
  readonly #repeated: readonly TemplateEvent[];
  readonly #shared: ReadonlySet<string>;

  constructor(template: readonly TemplateEvent[]) {
    this.#repeated = template.filter(({ stream }) => !isShared(stream));
    const shared = template.flatMap(({ stream, data, metadata }) => sharedIds(`${stream} ${data} ${metadata}`));
    this.#shared = new Set(shared);
  }

  /** Events in one repetition. */
  get length(): number {
    return this.#repeated.length;
  }

  /** The template's events, with ids that no other repetition has. Neighbouring events of a stream go together. */
  appends(number: number): (readonly RepeatedEvent[])[] {
    const appends: RepeatedEvent[][] = [];
    const rename = (text: string): string =>
      text.replace(UUID, (uuid) => (this.#shared.has(uuid) ? uuid : renamed(uuid, number)));
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
function renamed(uuid: string, number: number): string {
  return scattered(uuid.slice(0, 8), number) + uuid.slice(8, -8) + scattered(uuid.slice(-8), number);
}

function scattered(digits: string, number: number): string {
  const changed = (Number.parseInt(digits, 16) ^ Math.imul(number, SCATTER)) >>> 0;
  return changed.toString(16).padStart(8, '0');
}
