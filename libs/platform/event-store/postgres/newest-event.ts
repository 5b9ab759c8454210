import type { EventId, Position } from '../event-store.port.js';

export interface SeenEvent {
  readonly position: Position;
  readonly id: EventId;
}

/**
 * The newest event that this process has written or read. A log that lacks it, or holds another one in its place, is not the
 * one that it was: the database was put back to an earlier moment, and others may have written to it since.
 */
export class NewestEvent {
  #seen: SeenEvent | undefined;

  get seen(): SeenEvent | undefined {
    return this.#seen;
  }

  note(event: SeenEvent | undefined): void {
    if (event !== undefined && event.position > (this.#seen?.position ?? 0)) this.#seen = event;
  }
}
