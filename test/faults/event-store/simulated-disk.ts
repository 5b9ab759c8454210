import type { TracedCall } from './disk-trace.js';

type Change = Extract<TracedCall, { readonly kind: 'written' | 'truncated' }>;
type DiskCall = Change | Extract<TracedCall, { readonly kind: 'synchronised' }>;

/**
 * A disk that keeps for certain only what was synchronised, and may have any part of the rest when the power fails:
 * the worst that a real one may do.
 */
export class SimulatedDisk {
  readonly #durable: Map<string, Buffer>;
  readonly #uncertain = new Map<string, Change[]>();

  constructor(initial: ReadonlyMap<string, Buffer>) {
    this.#durable = new Map(initial);
  }

  apply(call: DiskCall): void {
    const uncertain = this.#uncertain.get(call.file) ?? [];
    if (call.kind === 'synchronised') {
      this.#uncertain.delete(call.file);
      this.#durable.set(call.file, changed(this.#contentOf(call.file), uncertain));
    } else {
      this.#uncertain.set(call.file, [...uncertain, call]);
    }
  }

  /** @param survives decides for each change that was not synchronised whether it reached the disk all the same */
  afterPowerLoss(survives: () => boolean): Map<string, Buffer> {
    const files = new Map(this.#durable);
    for (const [file, changes] of this.#uncertain) {
      files.set(file, changed(this.#contentOf(file), changes.filter(survives)));
    }
    return files;
  }

  #contentOf(file: string): Buffer {
    return this.#durable.get(file) ?? Buffer.alloc(0);
  }
}

function changed(content: Buffer, changes: readonly Change[]): Buffer {
  const ends = changes.map((change) => (change.kind === 'written' ? change.offset + change.bytes.length : 0));
  const result = Buffer.alloc(Math.max(content.length, ...ends));
  content.copy(result);
  let length = content.length;
  for (const change of changes) {
    if (change.kind === 'written') {
      change.bytes.copy(result, change.offset);
      length = Math.max(length, change.offset + change.bytes.length);
    } else {
      // What a file grows by later is zeros, not what was there before it was cut.
      result.fill(0, change.length);
      length = change.length;
    }
  }
  return result.subarray(0, length);
}
