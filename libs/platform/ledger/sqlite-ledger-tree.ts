import type { EventStore, Position, RecordedEvent } from '#platform/event-store';
import { checkpointText, type Checkpoint } from './checkpoint.js';
import { OutsideLedgerError } from './ledger.errors.js';
import type { GrowthProof, LeafProof, LedgerTree, SignedCheckpoint } from './ledger.js';
import type { Hash } from './merkle-hash.js';
import { consistencyProof, inclusionProof } from './merkle-proof.js';
import { rootOf, type NodeLookUp } from './merkle-tree.js';
import type { NoteSignerKey } from './note-key.js';
import { signatureLine, signNote } from './signed-note.js';
import type { LedgerTables } from './store/ledger-tables.js';
import type { TileReader } from './store/tile-reader.js';
import type { TileName } from './tile-path.js';

/** What trees of one ledger share. */
export interface TreeParts {
  readonly store: EventStore;
  readonly tables: LedgerTables;
  readonly tiles: TileReader;
  readonly signer: NoteSignerKey;
}

/** A tree in the ledger's file. */
export class SqliteLedgerTree implements LedgerTree {
  readonly #nodes: NodeLookUp;

  constructor(
    private readonly parts: TreeParts,
    readonly origin: string,
    private readonly tree: number,
    private readonly sizeNow: () => number,
  ) {
    this.#nodes = (level, index) => parts.tiles.hash(tree, level, index);
  }

  get size(): number {
    return this.sizeNow();
  }

  root(size = this.size): Hash {
    return rootOf(this.#within(size), this.#nodes);
  }

  checkpointAt(size = this.size): SignedCheckpoint {
    const checkpoint: Checkpoint = { origin: this.origin, size, root: this.root(size), extensions: [] };
    const text = checkpointText(checkpoint);
    return { ...checkpoint, note: `${text}\n${signatureLine(signNote(text, this.parts.signer))}` };
  }

  inclusion(index: number, size = this.size): LeafProof {
    this.#within(size);
    if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
      throw new OutsideLedgerError(`A tree of ${size} leaves has no leaf with the index ${index}.`);
    }
    return { index, size, leaf: this.#nodes(0, index), hashes: inclusionProof(index, size, this.#nodes) };
  }

  consistency(earlierSize: number, size = this.size): GrowthProof {
    this.#within(size);
    if (!Number.isSafeInteger(earlierSize) || earlierSize < 0 || earlierSize > size) {
      throw new OutsideLedgerError(`A tree of ${size} leaves does not go on from one of ${earlierSize}.`);
    }
    return { earlierSize, size, hashes: consistencyProof(earlierSize, size, this.#nodes) };
  }

  tile({ level, index, width }: TileName): Uint8Array | undefined {
    if (level === 'entries') throw new TypeError('Entry bundles are made from events.');
    return this.parts.tiles.tile({ tree: this.tree, level, number: index }, width, this.size);
  }

  positionOf(index: number): Position | undefined {
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.size) return undefined;
    return this.parts.tables.positionOfLeaf(this.tree, index) as Position | undefined;
  }

  indexOf(position: number): number | undefined {
    if (!Number.isSafeInteger(position) || position < 1) return undefined;
    const index = this.parts.tables.leafOfPosition(this.tree, position, this.size);
    return index !== undefined && index < this.size ? index : undefined;
  }

  async *events(from: number, to: number): AsyncIterable<RecordedEvent> {
    this.#within(to);
    for (let index = from; index < to;) {
      const run = this.#runFrom(index, to);
      let seen = 0;
      for await (const event of this.parts.store.readAll({ after: run.after, limit: run.length })) {
        seen += 1;
        yield event;
      }
      if (seen !== run.length) throw new OutsideLedgerError(`The log has no event for leaf ${index + seen}.`);
      index += run.length;
    }
  }

  /** Leaves whose events lie one behind the other in the log are read at once. */
  #runFrom(index: number, to: number): { readonly after: Position; readonly length: number } {
    const first = this.positionOf(index);
    if (first === undefined) throw new OutsideLedgerError(`The tree has no leaf with the index ${index}.`);
    const { tables } = this.parts;
    let length = 1;
    while (index + length < to && tables.positionOfLeaf(this.tree, index + length) === first + length) length += 1;
    return { after: (first - 1) as Position, length };
  }

  #within(size: number): number {
    if (Number.isSafeInteger(size) && size >= 0 && size <= this.size) return size;
    throw new OutsideLedgerError(`The tree has ${this.size} leaves: it has never had ${size}.`);
  }
}
