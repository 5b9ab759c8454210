import { Readable } from 'node:stream';

/**
 * A message that knows how much of it was taken: it decides whether a lost connection leaves a delivery undone or
 * uncertain. The library reads it only after the server has said that it wants it (354).
 */
export class HandedOverMessage {
  #begun = false;
  #complete = false;

  constructor(private readonly message: Buffer) {}

  /** All of it was handed to the connection: the server may have it whole. */
  get complete(): boolean {
    return this.#complete;
  }

  /** A stream for one attempt. Once one was begun there is no other: the library must not send it again by itself. */
  stream(): Readable {
    const parts = this.#parts();
    return Readable.from(parts, { objectMode: false });
  }

  *#parts(): Generator<Buffer> {
    if (this.#begun) throw new Error('The message was begun already.');
    this.#begun = true;
    yield this.message;
    this.#complete = true;
  }
}
