import type { RecordedEvent } from '#platform/event-store';
import { digestOf } from '#platform/values';
import { faulty } from './evidence-fault.js';
import { jsonOf } from './partnership-checkpoint.js';

/** How many agreements were compared with their content. */
export interface AgreementCount {
  /** The digest was worked out anew from the content that was recorded. */
  readonly recomputed: number;
  /** The content holds sealed fields: only the service, with its keys, can work it out. */
  readonly sealed: number;
}

const DIGEST = Buffer.from('"digest":"sha256:');
const CONTENT = Buffer.from('"content":{');
const SOUGHT = /\.AgreementSought\.v\d+$/;
/** Of agreements, and of what rests on them. */
const NAMES_AGREED =
  /\.(?:AgreementGiven|AgreementReached|AgreementLapsed|AgreementVoided|ObjectionRaised|MessageIssued)\.v\d+$/;

interface AgreedStream {
  /** Digests of the contents that the stream has recorded. */
  readonly contents: Set<string>;
  /** Digests that were put forward for agreement. */
  readonly sought: Set<string>;
  /** Whether one of its contents cannot be worked out. */
  sealed: boolean;
}

/**
 * Agreements bind to the digest of exact content. Works each digest out anew from the content that the same stream
 * recorded, and sees that nobody agreed to anything else.
 */
export class AgreementDigests {
  readonly #streams = new Map<string, AgreedStream>();
  #recomputed = 0;
  #sealed = 0;

  get count(): AgreementCount {
    return { recomputed: this.#recomputed, sealed: this.#sealed };
  }

  /** @throws FaultFound */
  take(event: RecordedEvent, place: () => string): void {
    const bytes = Buffer.from(event.data.buffer, event.data.byteOffset, event.data.byteLength);
    const hasContent = bytes.includes(CONTENT);
    if (!hasContent && !bytes.includes(DIGEST)) return;
    const data = jsonOf(bytes);
    if (typeof data !== 'object' || data === null) return;
    if (hasContent && 'content' in data) this.#takeContent(event, data, place);
    if (!('digest' in data) || typeof data.digest !== 'string') return;
    if (SOUGHT.test(event.type)) this.#takeSought(event, data.digest, place);
    else if (NAMES_AGREED.test(event.type)) this.#takeNamed(event, data.digest, place);
  }

  #takeContent(
    event: RecordedEvent,
    data: { readonly content: unknown; readonly digest?: unknown },
    place: () => string,
  ) {
    const stream = this.#stream(event);
    if (holdsSealed(data.content)) {
      stream.sealed = true;
      return;
    }
    const digest = digestOf(data.content);
    stream.contents.add(digest);
    if (typeof data.digest !== 'string' || data.digest === digest) return;
    throw faulty('AGREEMENT_DIFFERS', place(), `It names the digest ${data.digest}, but its content has ${digest}.`);
  }

  #takeSought(event: RecordedEvent, digest: string, place: () => string): void {
    const stream = this.#stream(event);
    stream.sought.add(digest);
    if (stream.contents.has(digest)) this.#recomputed += 1;
    else if (stream.sealed) this.#sealed += 1;
    else {
      const message = `Agreement was sought to ${digest}, but ${event.stream} has recorded no such content before.`;
      throw faulty('AGREEMENT_DIFFERS', place(), message);
    }
  }

  #takeNamed(event: RecordedEvent, digest: string, place: () => string): void {
    if (this.#streams.get(event.stream)?.sought.has(digest)) return;
    const message = `It names ${digest}, which nobody was asked to agree to in ${event.stream}.`;
    throw faulty('AGREEMENT_DIFFERS', place(), message);
  }

  #stream({ stream }: RecordedEvent): AgreedStream {
    const known = this.#streams.get(stream) ?? { contents: new Set(), sought: new Set(), sealed: false };
    this.#streams.set(stream, known);
    return known;
  }
}

function holdsSealed(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'sealed' in value || Object.values(value).some(holdsSealed);
}
