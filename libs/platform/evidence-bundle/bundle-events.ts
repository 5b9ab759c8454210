import { START, type EventStoreCapabilities, type RecordedEvent } from '#platform/event-store';
import { BUNDLE_FILES } from './bundle-layout.js';
import type { BundlePart } from './bundle-part.js';
import { BundleExportError, type BundleSource } from './bundle-source.js';
import { eventLine } from './event-line.js';

const PIECE_BYTES = 256 * 1024;

/**
 * The events of the log up to a size: leaf `i` of the tree is the event at position `i + 1`.
 * @throws BundleExportError when the log is shorter, or its positions have gaps
 */
export async function* eventsUpTo({ store }: BundleSource, size: number): AsyncGenerator<RecordedEvent> {
  assertContiguous(store.capabilities);
  let position: number = START;
  if (size > 0) {
    for await (const event of store.readAll({ after: START, limit: size })) {
      position += 1;
      if (event.position !== position) throw missing(position);
      yield event;
    }
  }
  if (position < size) throw missing(position + 1);
}

/** @throws BundleExportError: proofs and lines name events by their positions */
export function assertContiguous({ contiguousPositions, engine }: EventStoreCapabilities): void {
  if (!contiguousPositions) throw new BundleExportError(`Bundles cannot be written from the engine ${engine} yet.`);
}

function missing(position: number): BundleExportError {
  return new BundleExportError(
    `The checkpoint commits to an event at position ${position} that the log does not hold: the log was cut or altered.`,
  );
}

/** Lines of events in pieces of some size. */
export class EventLines {
  #lines: Uint8Array[] = [];
  #bytes = 0;
  count = 0;

  constructor(private readonly path: string = BUNDLE_FILES.events) {}

  /** @returns the piece that has become large enough */
  *add(event: RecordedEvent): Generator<BundlePart> {
    const line = eventLine(event);
    this.#lines.push(line);
    this.#bytes += line.byteLength;
    this.count += 1;
    if (this.#bytes >= PIECE_BYTES) yield this.rest();
  }

  /** What has been added since the last piece; of a file without events, the file itself. */
  rest(): BundlePart {
    const bytes = Buffer.concat(this.#lines);
    this.#lines = [];
    this.#bytes = 0;
    return { path: this.path, bytes };
  }
}
