import { describe, expect, it } from '@jest/globals';
import { EMPTY_ROOT, leafHash, type Hash } from './merkle-hash.js';
import { GrowingTree, rootOf } from './merkle-tree.js';
import { naiveRoot, nodesOf, sampleEntries } from './naive-tree.fixture.js';

/** The eight leaves and their roots that implementations of RFC 6962 are tested with. */
const REFERENCE_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));

const REFERENCE_ROOTS: readonly (readonly [number, string])[] = [
  [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
];

const hex = (hash: Hash) => Buffer.from(hash).toString('hex');

describe('A Merkle tree', () => {
  it.each(REFERENCE_ROOTS)('of the first %d reference leaves has their published root', (size, root) => {
    const tree = new GrowingTree();
    for (const leaf of REFERENCE_LEAVES.slice(0, size)) tree.append(leafHash(leaf));
    expect(hex(tree.root())).toBe(root);
    expect(hex(rootOf(size, nodesOf(REFERENCE_LEAVES)))).toBe(root);
  });

  it('without leaves has the hash of nothing as its root', () => {
    expect(hex(new GrowingTree().root())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(rootOf(0, nodesOf([]))).toEqual(EMPTY_ROOT);
  });

  it('has the defined root at every size, grown at once or gone on with', () => {
    const entries = sampleEntries(70);
    for (let size = 0; size <= entries.length; size += 1) {
      const known = entries.slice(0, size);
      const root = hex(naiveRoot(known));
      expect(hex(new GrowingTree(size, nodesOf(known)).root())).toBe(root);
      expect(hex(rootOf(size, nodesOf(known)))).toBe(root);
      const grownOn = new GrowingTree(size, nodesOf(known));
      for (const entry of entries.slice(size)) grownOn.append(leafHash(entry));
      expect(hex(grownOn.root())).toBe(hex(naiveRoot(entries)));
    }
  });

  it('tells each complete subtree once, with its hash', () => {
    const entries = sampleEntries(37);
    const told = new Map<string, string>();
    const tree = new GrowingTree();
    for (const entry of entries) {
      tree.append(leafHash(entry), (level, index, hash) => {
        expect(told.has(`${level}/${index}`)).toBe(false);
        told.set(`${level}/${index}`, hex(hash));
      });
    }
    const nodes = nodesOf(entries);
    for (const [name, hash] of told) {
      const [level = 0, index = 0] = name.split('/').map(Number);
      expect(hash).toBe(hex(nodes(level, index)));
    }
    expect(told.size).toBe(37 + 18 + 9 + 4 + 2 + 1);
  });
});
