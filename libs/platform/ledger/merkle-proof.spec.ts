import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leafHash, type Hash } from './merkle-hash.js';
import {
  consistencyProof,
  inclusionProof,
  ProofRangeError,
  verifyConsistency,
  verifyInclusion,
} from './merkle-proof.js';
import { naiveConsistencyProof, naiveInclusionProof, naiveRoot, nodesOf, sampleEntries } from './naive-tree.fixture.js';

const SIZES = 40;

function flipped(hash: Hash): Hash {
  const other = Buffer.from(hash);
  other[0] = (other[0] ?? 0) ^ 1;
  return other;
}

/** Every way to spoil a proof by one hash. */
function spoiled(proof: readonly Hash[]): (readonly Hash[])[] {
  const extra = leafHash(Buffer.from('extra'));
  return [
    ...proof.map((_, index) => proof.toSpliced(index, 1)),
    ...proof.map((hash, index) => proof.with(index, flipped(hash))),
    [...proof, extra],
    [extra, ...proof],
  ];
}

describe('A proof of inclusion', () => {
  it('is the defined one for every leaf of every size, and holds', () => {
    for (let size = 1; size <= SIZES; size += 1) {
      const entries = sampleEntries(size);
      const root = naiveRoot(entries);
      entries.forEach((entry, index) => {
        const proof = inclusionProof(index, size, nodesOf(entries));
        expect(proof).toEqual(naiveInclusionProof(index, entries));
        const claim = { index, size, leaf: leafHash(entry), root };
        expect(verifyInclusion(claim, proof)).toEqual({ outcome: 'proved' });
      });
    }
  });

  it('shows nothing else: another leaf, place, size or root, or a spoiled proof', () => {
    const entry = fc.integer({ min: 1, max: 300 }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));
    fc.assert(
      fc.property(entry, fc.nat(), ([size, index], choice) => {
        const entries = sampleEntries(size);
        const proof = inclusionProof(index, size, nodesOf(entries));
        const claim = { index, size, leaf: leafHash(entries[index] ?? Buffer.of()), root: naiveRoot(entries) };
        const outcomes = [
          verifyInclusion({ ...claim, leaf: flipped(claim.leaf) }, proof),
          verifyInclusion({ ...claim, root: flipped(claim.root) }, proof),
          verifyInclusion({ ...claim, index: (index + 1 + (choice % size)) % (size + 1) }, proof),
          ...spoiled(proof).map((other) => verifyInclusion(claim, other)),
        ];
        const otherPlace = (index + 1 + (choice % size)) % (size + 1);
        expect(outcomes.filter(({ outcome }) => outcome === 'proved')).toHaveLength(otherPlace === index ? 1 : 0);
      }),
    );
  });

  it('cannot be asked for beyond the tree', () => {
    for (const index of [-1, 5, 0.5]) {
      expect(() => inclusionProof(index, 5, nodesOf(sampleEntries(5)))).toThrow(ProofRangeError);
      const claim = { index, size: 5, leaf: leafHash(Buffer.of()), root: leafHash(Buffer.of()) };
      expect(verifyInclusion(claim, [])).toMatchObject({
        outcome: 'refuted',
        reason: expect.stringContaining('no leaf'),
      });
    }
  });

  it('works where indexes do not fit 32 bits', () => {
    const size = 2 ** 40 + 3;
    const leaf = leafHash(Buffer.from('the leaf'));
    const other = leafHash(Buffer.from('every other subtree'));
    const index = 2 ** 33 + 7;
    const proof = inclusionProof(index, size, () => other);
    expect(proof).toHaveLength(41);
    expect(verifyInclusion({ index, size, leaf, root: other }, proof)).toMatchObject({
      reason: 'the proof leads to another root',
    });
  });
});

describe('A proof of consistency', () => {
  it('is the defined one between every two sizes, and holds', () => {
    const all = sampleEntries(SIZES);
    for (let size = 1; size <= SIZES; size += 1) {
      const entries = all.slice(0, size);
      for (let earlierSize = 1; earlierSize <= size; earlierSize += 1) {
        const proof = consistencyProof(earlierSize, size, nodesOf(entries));
        expect(proof).toEqual(naiveConsistencyProof(earlierSize, entries));
        const earlierRoot = naiveRoot(all.slice(0, earlierSize));
        const claim = { earlierSize, earlierRoot, size, root: naiveRoot(entries) };
        expect(verifyConsistency(claim, proof)).toEqual({ outcome: 'proved' });
      }
    }
  });

  it('goes on from nothing without a hash', () => {
    const entries = sampleEntries(5);
    expect(consistencyProof(0, 5, nodesOf(entries))).toEqual([]);
    const claim = { earlierSize: 0, earlierRoot: naiveRoot([]), size: 5, root: naiveRoot(entries) };
    expect(verifyConsistency(claim, []).outcome).toBe('proved');
    expect(verifyConsistency({ ...claim, earlierRoot: naiveRoot(entries) }, []).outcome).toBe('refuted');
    expect(verifyConsistency(claim, [naiveRoot(entries)]).outcome).toBe('refuted');
  });

  it('holds for no history in which one entry was altered, left out, added or moved, and for no spoiled proof', () => {
    const sizes = fc.integer({ min: 2, max: 200 }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 2)));
    fc.assert(
      fc.property(sizes, fc.nat(), ([size, before], choice) => {
        const earlierSize = before + 1;
        const entries = sampleEntries(size);
        const place = choice % earlierSize;
        const rewritten = entries.with(place, Buffer.from('rewritten'));
        const claim = { earlierSize, earlierRoot: naiveRoot(entries.slice(0, earlierSize)), size };
        const honest = consistencyProof(earlierSize, size, nodesOf(entries));
        const verdicts = [
          verifyConsistency(
            { ...claim, root: naiveRoot(rewritten) },
            consistencyProof(earlierSize, size, nodesOf(rewritten)),
          ),
          verifyConsistency({ ...claim, root: naiveRoot(rewritten) }, honest),
          ...spoiled(honest).map((proof) => verifyConsistency({ ...claim, root: naiveRoot(entries) }, proof)),
        ];
        expect(verdicts.map(({ outcome }) => outcome)).not.toContain('proved');
      }),
    );
  });

  it('refuses a log that has shrunk, and two roots for one size', () => {
    const entries = sampleEntries(8);
    const root = naiveRoot(entries);
    expect(verifyConsistency({ earlierSize: 9, earlierRoot: root, size: 8, root }, [])).toEqual({
      outcome: 'refuted',
      reason: 'the tree has shrunk from 9 to 8 leaves',
    });
    expect(verifyConsistency({ earlierSize: 8, earlierRoot: flipped(root), size: 8, root }, [])).toEqual({
      outcome: 'refuted',
      reason: 'two roots for the same size',
    });
    expect(() => consistencyProof(9, 8, nodesOf(entries))).toThrow(ProofRangeError);
  });
});
