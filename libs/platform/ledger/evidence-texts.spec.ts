import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkpointText, parseCheckpoint } from './checkpoint.js';
import { EvidenceFormatError } from './evidence-format.error.js';
import { leafHash } from './merkle-hash.js';
import { parseTilePath, tilePath } from './tile-path.js';
import { parseTlogProof, tlogProofText } from './tlog-proof.js';

const root = leafHash(Buffer.from('root'));
const checkpoint = { origin: 'concordat.example.org/log', size: 12, root, extensions: [] };
const text = checkpointText(checkpoint);

describe('A checkpoint', () => {
  it('is its origin, its size and its root, a line each', () => {
    expect(text).toBe(`concordat.example.org/log\n12\n${Buffer.from(root).toString('base64')}\n`);
    expect(parseCheckpoint(text)).toEqual(checkpoint);
    expect(parseCheckpoint(`${text}more\n`).extensions).toEqual(['more']);
  });

  it.each([
    ['a size with a leading zero', text.replace('\n12\n', '\n012\n')],
    ['a size that is negative', text.replace('\n12\n', '\n-12\n')],
    ['a size beyond what can be counted', text.replace('\n12\n', '\n9999999999999999\n')],
    ['a root that is too short', text.replace(/\n[^\n]*\n$/, '\nAAAA\n')],
    ['no origin', text.replace(/^[^\n]*/, '')],
    ['a line missing', 'origin\n12\n'],
    ['no line break at the end', text.slice(0, -1)],
    ['a blank line', `${text}\nmore\n`],
  ])('is refused with %s', (_, malformed) => {
    expect(() => parseCheckpoint(malformed)).toThrow(EvidenceFormatError);
  });
});

describe('The text of a proof', () => {
  const proof = { index: 3, hashes: [root, leafHash(Buffer.from('b'))], checkpoint: `${text}\n— name AAAAAAAA\n` };

  it('is read as it was written, with and without extra data', () => {
    expect(parseTlogProof(tlogProofText(proof))).toEqual(proof);
    const extra = Buffer.from('entry');
    expect(parseTlogProof(tlogProofText({ ...proof, extra, hashes: [] }))).toEqual({ ...proof, extra, hashes: [] });
  });

  it.each([
    ['another header', (written: string) => written.replace('@v1', '@v2')],
    ['no index', (written: string) => written.replace('index 3\n', '')],
    ['a hash that is cut', (written: string) => written.replace(/=\n/, '\n')],
    ['no checkpoint', (written: string) => written.replaceAll('\n\n', '\n')],
    [
      'too many hashes',
      (written: string) =>
        written.replace('index 3\n', `index 3\n${`${Buffer.from(root).toString('base64')}\n`.repeat(62)}`),
    ],
  ])('is refused with %s', (_, spoil) => {
    expect(() => parseTlogProof(spoil(tlogProofText(proof)))).toThrow(EvidenceFormatError);
  });
});

describe('The path of a tile', () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, '0/000'],
    [{ level: 1, index: 1234067, width: 256 }, '1/x001/x234/067'],
    [{ level: 'entries', index: 5, width: 12 }, 'entries/005.p/12'],
    [{ level: 0, index: 1000, width: 1 }, '0/x001/000.p/1'],
  ] as const)('of %j is %s', (name, path) => {
    expect(tilePath(name)).toBe(path);
    expect(parseTilePath(path)).toEqual(name);
  });

  it('is read as it was written', () => {
    const name = fc.record({
      level: fc.oneof(fc.constant('entries' as const), fc.nat(63)),
      index: fc.nat(2 ** 31 - 1),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(fc.property(name, (each) => expect(parseTilePath(tilePath(each))).toEqual(each)));
  });

  it.each([
    '0/00',
    '0/1',
    '64/000',
    '0/000.p/256',
    '0/000.p/0',
    '0/000.p/01',
    '0/x000/001',
    '../000',
    '00/000',
    'x/000',
    '',
  ])('is never %s', (path) => {
    expect(() => parseTilePath(path)).toThrow(EvidenceFormatError);
  });
});
