import type { RecordedEvent } from '#platform/event-store';
import {
  GrowingTree,
  isSameHash,
  leafEntry,
  leafHash,
  partnershipOfEvent,
  toBase64,
  type Hash,
} from '#platform/ledger';
import { CopyDiffersError, SourceUnsuitableError } from './move-log.errors.js';
import type { SignedRoot } from './moved-log.port.js';

/** The tree of a whole log and that of each partnership, worked out from its events as the evidence ledger does. */
export class LogRoots {
  readonly #log = new GrowingTree();
  readonly #partnerships = new Map<string, GrowingTree>();
  readonly #signed: ReadonlyMap<number, readonly SignedRoot[]>;

  /** @param signed what it must come to on the way */
  constructor(signed: readonly SignedRoot[] = []) {
    this.#signed = Map.groupBy(signed, ({ size }) => size);
  }

  get size(): number {
    return this.#log.size;
  }

  get root(): Hash {
    return this.#log.root();
  }

  get partnerships(): number {
    return this.#partnerships.size;
  }

  /** @throws SourceUnsuitableError when the events so far are not those that were signed */
  take(event: RecordedEvent): void {
    const leaf = leafHash(leafEntry(event));
    this.#log.append(leaf);
    const partnershipId = partnershipOfEvent(event);
    if (partnershipId !== undefined) this.#treeOf(partnershipId).append(leaf);
    for (const { root, by } of this.#signed.get(this.size) ?? []) {
      if (isSameHash(root, this.root)) continue;
      throw new SourceUnsuitableError(
        `The first ${this.size} events are not those that ${by} commits to: the log was altered. Nothing was finished. ` +
          'Find out by "concordat integrity", or restore a backup, before you move it.',
      );
    }
  }

  /** @throws SourceUnsuitableError when more was signed than there is */
  assertCoversSigned(place: string): void {
    const beyond = [...this.#signed.values()].flat().find(({ size }) => size > this.size);
    if (beyond === undefined) return;
    throw new SourceUnsuitableError(
      `The event log of ${place} has ${this.size} events, but ${beyond.by} was signed over ${beyond.size} events: the last ` +
        'are gone. Restore a backup before you move it.',
    );
  }

  /** @throws CopyDiffersError */
  assertSame(copy: LogRoots): void {
    if (copy.size !== this.size || !isSameHash(copy.root, this.root)) {
      throw new CopyDiffersError(
        `The source has ${this.size} events with the root ${toBase64(this.root)}, the copy ${copy.size} with ${toBase64(copy.root)}.`,
      );
    }
    for (const [partnershipId, tree] of this.#partnerships) {
      const copied = copy.#partnerships.get(partnershipId);
      if (copied && copied.size === tree.size && isSameHash(copied.root(), tree.root())) continue;
      throw new CopyDiffersError(`The history of ${partnershipId} is not the same in the copy.`);
    }
    if (copy.partnerships === this.partnerships) return;
    throw new CopyDiffersError(`The source has ${this.partnerships} partnerships, the copy ${copy.partnerships}.`);
  }

  #treeOf(partnershipId: string): GrowingTree {
    const known = this.#partnerships.get(partnershipId);
    if (known) return known;
    const tree = new GrowingTree();
    this.#partnerships.set(partnershipId, tree);
    return tree;
  }
}
