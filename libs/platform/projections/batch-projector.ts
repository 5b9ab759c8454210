import { EventStoreError, type Position, type RecordedEvent } from '#platform/event-store';
import { SealingSuspendedError, type EventCodec, type StoredEvent } from '#platform/event-sourcing';
import type { Projection } from './projection.js';
import { ReadModelFaultError, type Generation, type ReadModelWrite } from './read-model-database.js';
import type { RowChange } from './table.js';

/** A projection together with the generation of tables that it writes. */
export interface LiveProjection {
  readonly projection: Projection;
  readonly generation: Generation;
}

/** An event that a projection could not take, with the reason. */
export interface Poison {
  readonly projection: Projection;
  readonly event: RecordedEvent;
  readonly fault: string;
}

/** Called for an event that a projection cannot take. Throwing stops the batch; returning leaves the event out. */
export type OnPoison = (poison: Poison, write: ReadModelWrite) => void | Promise<void>;

/** Applies events to the tables of projections. */
export class BatchProjector {
  constructor(private readonly codec: EventCodec) {}

  /**
   * All events at once, the fast way. Data that concerns none of the projections is not even decoded.
   * @throws whatever a handler, the codec or a table throws
   */
  async apply(
    write: ReadModelWrite,
    targets: readonly LiveProjection[],
    events: readonly RecordedEvent[],
  ): Promise<void> {
    const named = events.map((event) => ({ event, name: this.codec.nameOf(event.type) }));
    const decoded = new Map<RecordedEvent, StoredEvent>();
    for (const { projection, generation } of targets) {
      const changes: RowChange[] = [];
      for (const { event, name } of named) {
        if (projection.everyEvent) {
          changes.push(...projection.everyEvent(this.codec.headOf(event, decoded.get(event)?.metadata)));
        }
        const handler = projection.handlers.get(name);
        if (!handler) continue;
        const stored = decoded.get(event) ?? this.codec.decode(event);
        decoded.set(event, stored);
        changes.push(...handler(stored));
      }
      if (changes.length > 0) await write.apply({ generation, changes });
    }
  }

  /**
   * One event at a time, each projection in a savepoint, so that a poison event spoils nothing but itself.
   * @throws ReadModelFaultError, SealingSuspendedError when not the event but the storage is at fault
   */
  async applyCarefully(
    write: ReadModelWrite,
    targets: readonly LiveProjection[],
    events: readonly RecordedEvent[],
    onPoison: OnPoison,
    isParked: (projection: Projection, event: RecordedEvent) => string | undefined,
  ): Promise<void> {
    for (const event of events) {
      for (const target of targets) {
        if (!concerns(target.projection, this.codec.nameOf(event.type))) continue;
        const parked = isParked(target.projection, event);
        const fault = parked ?? (await this.#tryOne(write, target, event));
        if (fault !== undefined) await onPoison({ projection: target.projection, event, fault }, write);
      }
    }
  }

  async #tryOne(write: ReadModelWrite, target: LiveProjection, event: RecordedEvent): Promise<string | undefined> {
    try {
      await write.attempt(() => this.apply(write, [target], [event]));
      return undefined;
    } catch (error) {
      if (isNotTheEventsFault(error)) throw error;
      return describeFault(error);
    }
  }
}

function concerns({ handlers, everyEvent }: Projection, name: string): boolean {
  return everyEvent !== undefined || handlers.has(name);
}

/** The storage of the read models or of the log is at fault, or keys cannot be reached: the same events may be taken later. */
export function isNotTheEventsFault(error: unknown): boolean {
  return (
    error instanceof ReadModelFaultError || error instanceof EventStoreError || error instanceof SealingSuspendedError
  );
}

export function describeFault(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

export function lastPosition(events: readonly RecordedEvent[], otherwise: Position): Position {
  return events.at(-1)?.position ?? otherwise;
}
