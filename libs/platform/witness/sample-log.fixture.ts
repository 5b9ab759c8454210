import {
  checkpointText,
  consistencyProof,
  generateSignerKey,
  GrowingTree,
  leafHash,
  NOTE_ALGORITHM,
  noteText,
  rootOf,
  signNote,
  type Hash,
  type NoteSignerKey,
} from '#platform/ledger';
import type { AddCheckpointRequest } from './add-checkpoint.request.js';

export const ORIGIN = 'log.example/concordat';

export function logKey(name = ORIGIN): NoteSignerKey {
  return generateSignerKey(name, NOTE_ALGORITHM.ed25519);
}

/** A log in memory, with its key. `fork` is another past with the same key. */
export class SampleLog {
  readonly #nodes = new Map<string, Hash>();
  readonly #entries: string[] = [];
  readonly #tree = new GrowingTree();

  constructor(readonly key: NoteSignerKey = logKey()) {}

  get size(): number {
    return this.#entries.length;
  }

  grow(count: number, label = 'entry'): this {
    for (let index = 0; index < count; index += 1) this.#append(`${label} ${this.size}`);
    return this;
  }

  /** A log whose first entries are the same, and then come others. */
  fork(after: number): SampleLog {
    const other = new SampleLog(this.key);
    for (const entry of this.#entries.slice(0, after)) other.#append(entry);
    return other.grow(this.size - after, 'rewritten');
  }

  checkpoint(size = this.size, key = this.key): string {
    const root = rootOf(size, this.#look);
    const text = checkpointText({ origin: this.key.name, size, root, extensions: [] });
    return noteText({ text, signatures: [signNote(text, key)] });
  }

  consistency(from: number, to = this.size): readonly Hash[] {
    return consistencyProof(from, to, this.#look);
  }

  request(oldSize: number, size = this.size): AddCheckpointRequest {
    return { oldSize, proof: this.consistency(oldSize, size), checkpoint: this.checkpoint(size) };
  }

  readonly #look = (level: number, index: number): Hash => {
    const hash = this.#nodes.get(`${level}/${index}`);
    if (!hash) throw new Error(`The sample log has no node ${level}/${index}.`);
    return hash;
  };

  #append(entry: string): void {
    this.#entries.push(entry);
    this.#tree.append(leafHash(Buffer.from(entry)), (level, index, hash) => this.#nodes.set(`${level}/${index}`, hash));
  }
}
