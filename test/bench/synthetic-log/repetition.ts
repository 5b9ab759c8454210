import type { EventToAppend, RecordedEvent, StreamName } from '#platform/event-store';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Multiplied by an odd number, different repetitions stay different (modulo 2^32) and are scattered. */
const SCATTER = 2_654_435_761;

/** Kinds of objects that stay the same however often the rest is repeated: there is one register of authorities. */
const SHARED_KINDS = ['authority', 'officer'];

export interface TemplateEvent {
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

export interface StreamAppend {
  readonly stream: StreamName;
  readonly events: readonly EventToAppend[];
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function templateEvent({ stream, id, type, data, metadata }: RecordedEvent): TemplateEvent {
  return { stream, id, type, data: decoder.decode(data), metadata: decoder.decode(metadata) };
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
  appends(number: number): StreamAppend[] {
    const appends: { stream: StreamName; events: EventToAppend[] }[] = [];
    const rename = (text: string): string =>
      text.replace(UUID, (uuid) => (this.#shared.has(uuid) ? uuid : renamed(uuid, number)));
    for (const { stream, id, type, data, metadata } of this.#repeated) {
      const name = rename(stream) as StreamName;
      let append = appends.at(-1);
      if (append?.stream !== name) appends.push((append = { stream: name, events: [] }));
      append.events.push({
        id: renamed(id, number) as EventToAppend['id'],
        type,
        data: encoder.encode(rename(data)),
        metadata: encoder.encode(rename(metadata)),
      });
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
