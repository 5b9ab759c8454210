import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { generateSignerKey, leafEntry, leafHash, NOTE_ALGORITHM } from '#platform/ledger';
import type { RecordedEvent } from '#platform/event-store';
import { BundleInMemory } from './bundle-in-memory.fixture.js';
import { BUNDLE_FILES, tileFile, TREE_FOLDER } from './bundle-layout.js';
import type { BundleScope } from './bundle-manifest.js';
import { entryTile } from './entry-tile.js';
import { eventLine, parseEventLine } from './event-line.js';
import type { EvidenceFault } from './evidence-fault.js';
import { exportBundle } from './export-bundle.js';
import { sampleLog, samplePartnership, type Rewriting, type SampleLog } from './sample-log.fixture.js';
import { TileBuilder } from './tile-builder.js';
import type { VerifyOptions } from './verification.js';
import { verifyBundle } from './verify-bundle.js';

const SEED = Number(process.env['CONCORDAT_TAMPERING_SEED'] ?? randomInt(2 ** 31));
const SCOPES: Readonly<Record<BundleScope['kind'], BundleScope>> = {
  all: { kind: 'all' },
  partnership: { kind: 'partnership', partnershipId: samplePartnership('one') },
};
const FILES = [
  ['all', BUNDLE_FILES.events],
  ['partnership', BUNDLE_FILES.events],
  ['partnership', BUNDLE_FILES.partnershipCheckpoints],
] as const;

let log: SampleLog;
let bundles: Readonly<Record<BundleScope['kind'], BundleInMemory>>;

beforeAll(async () => {
  log = await sampleLog();
  bundles = { all: await bundleOf(log, 'all'), partnership: await bundleOf(log, 'partnership') };
});

function bundleOf(from: SampleLog, kind: BundleScope['kind'], known: readonly string[] = []) {
  return BundleInMemory.of(exportBundle(from.source(), { scope: SCOPES[kind], known }));
}

async function verdict(bundle: BundleInMemory, options: VerifyOptions = {}): Promise<EvidenceFault | 'verified'> {
  const verification = await verifyBundle(bundle, { keys: [log.key], ...options });
  return verification.outcome === 'fault' ? verification.fault : 'verified';
}

/** A fixed sequence of numbers from 0 to 1 (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function eventOf(line: string): RecordedEvent {
  return parseEventLine(Buffer.from(line));
}

function lineOf(event: RecordedEvent): string {
  return Buffer.from(eventLine(event)).toString('utf8').slice(0, -1);
}

/** Every field of an event, each changed in itself. */
const FIELDS: Readonly<Record<string, (event: RecordedEvent) => Partial<RecordedEvent>>> = {
  id: ({ id }) => ({ id: `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}` as RecordedEvent['id'] }),
  stream: ({ stream }) => ({ stream: `${stream}0` as RecordedEvent['stream'] }),
  revision: ({ revision }) => ({ revision: (revision + 1) as RecordedEvent['revision'] }),
  type: ({ type }) => ({ type: `${type}1` }),
  recordedAt: ({ recordedAt }) => ({ recordedAt: recordedAt.replace('2026', '2025') }),
  data: ({ data }) => ({ data: Buffer.concat([data.subarray(0, -1), Buffer.from(',"x":1}')]) }),
  metadata: ({ metadata }) => ({ metadata: Buffer.from(Buffer.from(metadata).toString().replace('HSE', 'LA')) }),
};

/** What is done to the line at an index, and what must be said of it. */
interface Tampering {
  readonly name: string;
  tamper(lines: readonly string[], index: number): readonly string[];
  readonly kinds: readonly EvidenceFault['kind'][];
}

const TAMPERINGS: readonly Tampering[] = [
  ...Object.entries(FIELDS).map(([name, change]) => ({
    name: `another ${name}`,
    tamper: (lines: readonly string[], index: number) => {
      const event = eventOf(lines[index] ?? '');
      return lines.with(index, lineOf({ ...event, ...change(event) }));
    },
    kinds: ['EVENT_ALTERED'] as const,
  })),
  {
    name: 'left out',
    tamper: (lines, index) => lines.toSpliced(index, 1),
    kinds: ['EVENT_MISSING'],
  },
  {
    name: 'cut off with all that follows',
    tamper: (lines, index) => lines.slice(0, index),
    kinds: ['EVENT_MISSING'],
  },
  {
    name: 'swapped with the next',
    tamper: (lines, index) => {
      const [one = '', other] = lines.slice(index, index + 2);
      return other === undefined ? lines.toSpliced(index, 1) : lines.toSpliced(index, 2, other, one);
    },
    kinds: ['EVENT_MOVED', 'EVENT_MISSING'],
  },
  {
    name: 'preceded by an invented one',
    tamper: (lines, index) => {
      const event = eventOf(lines[index] ?? '');
      return lines.toSpliced(index, 0, lineOf({ ...event, ...FIELDS['id']?.(event), ...FIELDS['data']?.(event) }));
    },
    kinds: ['EVENT_ADDED', 'EVENT_ALTERED'],
  },
  {
    name: 'repeated',
    tamper: (lines, index) => lines.toSpliced(index, 0, lines[index] ?? ''),
    kinds: ['EVENT_ADDED', 'EVENT_MOVED'],
  },
];

describe.each(FILES)('Tampering with a bundle (%s, %s)', (kind, file) => {
  it.each(TAMPERINGS.map(({ name }) => name))('is found with its line when any record is given %s', async (name) => {
    const tampering = TAMPERINGS.find((each) => each.name === name);
    const lines = bundles[kind].lines(file);
    for (const [index] of lines.entries()) {
      const spoiled = bundles[kind].withLines(file, tampering?.tamper(lines, index) ?? []);
      for (const bundle of [spoiled, spoiled.withManifest()]) {
        const found = await verdict(bundle);
        expect([index, found]).toEqual([index, expect.objectContaining({ place: expect.any(String) })]);
        if (found === 'verified' || file !== BUNDLE_FILES.events) continue;
        expect(tampering?.kinds).toContain(found.kind);
        const [, line] = /line (\d+)/.exec(found.place) ?? [];
        // Of two that are alike, either may be called the one too many.
        expect([index + 1, index + 2].slice(0, name === 'repeated' ? 2 : 1)).toContain(Number(line));
        if (name.startsWith('another ') && kind === 'all') {
          expect(found.message).toContain(name.slice('another '.length));
        }
      }
    }
  });

  it(`is found with its line when any bit of any record is flipped (seed ${SEED})`, async () => {
    const random = numbersFrom(SEED);
    const lines = bundles[kind].lines(file);
    const content = bundles[kind].content(file);
    let start = 0;
    for (const [index, line] of lines.entries()) {
      const length = Buffer.byteLength(line);
      for (let round = 0; round < 8; round += 1) {
        const at = start + Math.floor(random() * length);
        const bytes = Buffer.from(content);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
        const found = await verdict(bundles[kind].with(file, bytes).withManifest());
        expect([index, at, found]).toEqual([index, at, expect.objectContaining({ kind: expect.any(String) })]);
        if (found !== 'verified' && found.place.startsWith(file)) expect(found.place).toContain(`line ${index + 1}`);
      }
      start += length + 1;
    }
  });
});

describe('Tampering with a bundle of the whole log, its tree worked out anew', () => {
  it.each(TAMPERINGS.map(({ name }) => name))('is found when any record is given %s', async (name) => {
    const tampering = TAMPERINGS.find((each) => each.name === name);
    const lines = bundles.all.lines(BUNDLE_FILES.events);
    for (const [index] of lines.entries()) {
      const bundle = withNewTree(tampering?.tamper(lines, index) ?? []);
      expect([index, await verdict(bundle)]).toEqual([index, expect.objectContaining({ kind: expect.any(String) })]);
    }
  });

  function withNewTree(lines: readonly string[]): BundleInMemory {
    const builder = new TileBuilder();
    const entries = lines.map((line) => leafEntry(eventOf(line)));
    for (const entry of entries) builder.append(leafHash(entry));
    const tiles = bundles.all.names.filter((path) => path.startsWith('tile/'));
    const name = { level: 'entries', index: 0, width: entries.length } as const;
    let bundle = tiles.reduce((rest, path) => rest.with(path, undefined), bundles.all);
    bundle = bundle.withLines(BUNDLE_FILES.events, lines);
    if (entries.length > 0) bundle = bundle.with(tileFile(TREE_FOLDER.all, name), entryTile(entries));
    for (const tile of builder.partial()) bundle = bundle.with(tileFile(TREE_FOLDER.all, tile.name), tile.bytes);
    return bundle.withManifest({ events: lines.length, size: log.events.length });
  }
});

describe.each(['all', 'partnership'] as const)('A log rewritten as a whole with the true key (%s)', (kind) => {
  const HOW: readonly Rewriting['how'][] = ['alter', 'drop', 'insert'];

  it.each(HOW)('is found against a checkpoint that is known, whichever record was subject to "%s"', async (how) => {
    for (let at = 0; at < log.events.length; at += 1) {
      const rewritten = await sampleLog({ key: log.key, rewriting: { at, how } });
      const known = { place: 'mine', note: log.checkpoint(at + 1) };
      const isCut = rewritten.events.length <= at;
      const bundle = await bundleOf(rewritten, kind, isCut ? [] : [known.note]);
      const found = await verdict(bundle, { known: [known] });
      expect([at, found]).toEqual([at, expect.objectContaining({ kind: isCut ? 'LOG_OLDER' : expect.any(String) })]);
    }
  });

  it('is found without one when witnesses must have signed, and only then', async () => {
    const witness = generateSignerKey('auditor.example/witness', NOTE_ALGORITHM.cosignature);
    const quorum = {
      witnesses: [witness],
      shortfall: (signers: readonly unknown[]) => (signers.length > 0 ? undefined : 'The auditor has not signed.'),
    };
    const rewritten = await sampleLog({ key: log.key, rewriting: { at: 1, how: 'alter' } });
    const bundle = await bundleOf(rewritten, kind);
    expect(await verdict(bundle, { quorum })).toMatchObject({ kind: 'QUORUM_SHORT' });
    // What a signature alone does not prove, and the guides say so.
    expect(await verdict(bundle)).toBe('verified');
  });

  it('does not get the better of agreements: they name the digest of their content', async () => {
    const rewritten = await sampleLog({ key: log.key, rewriting: { at: 2, how: 'alter' } });
    expect(await verdict(await bundleOf(rewritten, kind))).toMatchObject({ kind: 'AGREEMENT_DIFFERS' });
  });
});
