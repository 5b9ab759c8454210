import { START } from '../event-store.port.js';
import type { Position } from '../event-store.port.js';

/** How far the log is known to reach: by what was appended here, heard of, or found. */
export class KnownEnd {
  #position = START;

  get position(): Position {
    return this.#position;
  }

  note(position: Position): void {
    if (position > this.#position) this.#position = position;
  }
}
