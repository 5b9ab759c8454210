import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  checkpointText,
  EMPTY_ROOT,
  generateSignerKey,
  GrowingTree,
  leafEntry,
  leafHash,
  NOTE_ALGORITHM,
  noteText,
  PARTNERSHIP_CHECKPOINTED,
  signNote,
  toBase64,
} from '#platform/ledger';
import { deriveUuid } from '#platform/values';
import { BundleInMemory } from './bundle-in-memory.fixture.js';
import type { BundleScope } from './bundle-manifest.js';
import { BundleExportError } from './bundle-source.js';
import { entriesOf, entryTile } from './entry-tile.js';
import { exportBundle } from './export-bundle.js';
import { SampleLog, sampleLog, samplePartnership } from './sample-log.fixture.js';
import type { VerifyOptions } from './verification.js';
import { verifyBundle } from './verify-bundle.js';
import { verifyLog } from './verify-log.js';

const WHOLE: BundleScope = { kind: 'all' };
const OF_ONE: BundleScope = { kind: 'partnership', partnershipId: samplePartnership('one') };

let log: SampleLog;
let small: Readonly<Record<BundleScope['kind'], BundleInMemory>>;

beforeAll(async () => {
  log = await sampleLog({ rounds: 3 });
  small = {
    all: await BundleInMemory.of(exportBundle(log.source(), { scope: WHOLE })),
    partnership: await BundleInMemory.of(exportBundle(log.source(), { scope: OF_ONE })),
  };
});

async function fault(bundle: BundleInMemory, options: VerifyOptions = {}) {
  const verification = await verifyBundle(bundle, options);
  return verification.outcome === 'fault' ? verification.fault : verification.outcome;
}

describe('Whoever holds the signing key', () => {
  const OWN = samplePartnership('one');
  const root = () => toBase64(leafHash(Buffer.from('x')));

  async function verdicts(log: SampleLog, options: VerifyOptions = {}) {
    const scope = { kind: 'all' } as const;
    return fault(await BundleInMemory.of(exportBundle(log.source(), { scope })), { keys: [log.key], ...options });
  }

  it.each<[string, (log: SampleLog) => object, RegExp]>([
    ['covers what was not there yet', () => ({ size: 5, root: root(), upToPosition: 1_000_000 }), /was not there yet/],
    [
      'covers the checkpoint itself',
      ({ events }) => ({ size: 5, root: root(), upToPosition: events.length + 1 }),
      /was not/,
    ],
    ['is no later than the one before', () => ({ size: 4, root: root(), upToPosition: 2 }), /is not later/],
    ['is of another form', () => ({ size: 'four', root: root(), upToPosition: 2 }), /not what such a checkpoint is/],
    ['has no hash for its root', () => ({ size: 4, root: 'AAAA', upToPosition: 2 }), /not what such a checkpoint is/],
  ])('is found out when a checkpoint of a partnership %s', async (_, forged, message) => {
    const rewritten = await sampleLog({ rounds: 1, key: log.key });
    const data = { partnershipId: OWN, ...forged(rewritten) };
    await rewritten.record('evidence', PARTNERSHIP_CHECKPOINTED, data);
    expect(await verdicts(rewritten)).toEqual({
      kind: 'PARTNERSHIP_DIFFERS',
      place: expect.stringContaining(`(position ${rewritten.events.length}, `),
      message: expect.stringMatching(message),
    });
    const ofOne = exportBundle(rewritten.source(), { scope: OF_ONE });
    await expect(BundleInMemory.of(ofOne)).rejects.toThrow(BundleExportError);
  });

  it('is found out by the whole log when a partnership’s checkpoint leaves an event out', async () => {
    const rewritten = new SampleLog(log.key);
    await rewritten.record('contact', 'contacts.ContactRecorded.v1', { about: 'kept' }, OWN);
    await rewritten.record('contact', 'contacts.ContactRecorded.v1', { about: 'left out' }, OWN);
    const tree = new GrowingTree();
    for (const event of rewritten.events.slice(0, 1)) tree.append(leafHash(leafEntry(event)));
    const data = { partnershipId: OWN, size: 1, root: toBase64(tree.root()), upToPosition: 2 };
    await rewritten.record('evidence', PARTNERSHIP_CHECKPOINTED, data);
    expect(await verdicts(rewritten)).toMatchObject({
      kind: 'PARTNERSHIP_DIFFERS',
      message: expect.stringContaining('says 1 events up to position 2, but the log holds 2'),
    });
  });

  it('is found out who hides an event of a partnership’s own stream from its history', async () => {
    const rewritten = new SampleLog(log.key);
    const id = `partnership-${deriveUuid('sample-stream', 'partnership')}`;
    await rewritten.record('partnership', 'partnerships.PartnershipProposed.v1', {}, id);
    await rewritten.record('partnership', 'partnerships.PartnershipAgreed.v1', {});
    await rewritten.record('partnership', 'partnerships.PartnershipEnded.v1', {}, id);
    await rewritten.checkpointPartnership(id);
    expect(await verdicts(rewritten)).toMatchObject({
      kind: 'PARTNERSHIP_DIFFERS',
      place: expect.stringContaining('line 2 '),
      message: expect.stringContaining("leaves it out of that partnership's history"),
    });
    const scope = { kind: 'partnership', partnershipId: id } as const;
    const bundle = await BundleInMemory.of(exportBundle(rewritten.source(), { scope }));
    expect(await fault(bundle, { keys: [log.key] })).toMatchObject({
      kind: 'EVENT_MISSING',
      message: expect.stringContaining('revision 2 of the partnership'),
    });
  });

  it('of another log does not speak for this one, though that key is trusted too', async () => {
    const other = await sampleLog({ rounds: 1, key: generateSignerKey('other.example/log', NOTE_ALGORITHM.ed25519) });
    expect(await verdicts(other, { keys: [log.key, other.key] })).toMatchObject({ kind: 'KEY_FOREIGN' });
    expect(await verdicts(other, { keys: [other.key] })).toBe('verified');
  });

  it('has no checkpoint of another key put into a bundle', async () => {
    const other = await sampleLog({ rounds: 1, key: generateSignerKey(log.key.name, NOTE_ALGORITHM.ed25519) });
    const parts = exportBundle(log.source(), { scope: WHOLE, known: [other.checkpoint()] });
    await expect(BundleInMemory.of(parts)).rejects.toThrow('signed by no key of this log');
  });
});

describe('A bundle of a partnership', () => {
  const [ONE, OTHER] = [samplePartnership('one'), samplePartnership('other')];

  /** A log in which a checkpoint commits to all its events as those of a partnership, and what is exported as it. */
  async function exportedAs(checkpointed: string): Promise<BundleInMemory> {
    const mixed = new SampleLog(log.key);
    await mixed.record('contact', 'contacts.ContactRecorded.v1', {}, ONE);
    await mixed.record('contact', 'contacts.ContactRecorded.v1', {}, OTHER);
    const events = [...mixed.events];
    const tree = new GrowingTree();
    for (const event of events) tree.append(leafHash(leafEntry(event)));
    const data = { partnershipId: checkpointed, size: 2, root: toBase64(tree.root()), upToPosition: 2 };
    await mixed.record('evidence', PARTNERSHIP_CHECKPOINTED, data);
    const source = mixed.source();
    const partnership = async () => ({
      checkpoints: () => Readable.from(mixed.events.slice(2)),
      events: () => Readable.from(events),
    });
    const ledger = { ...source.ledger, partnership };
    return BundleInMemory.of(exportBundle({ ...source, ledger }, { scope: OF_ONE }));
  }

  it('holds no events of another one, though its checkpoint commits to them', async () => {
    expect(await fault(await exportedAs(ONE))).toMatchObject({
      kind: 'EVENT_ADDED',
      place: expect.stringContaining('events.jsonl, line 2 '),
      message: `It is no event of ${ONE}.`,
    });
  });

  it('holds no checkpoints of another one', async () => {
    expect(await fault(await exportedAs(OTHER))).toMatchObject({
      kind: 'EVENT_ADDED',
      place: expect.stringContaining('partnership/checkpoints.jsonl, line 1 '),
    });
  });

  it('has tiles above the leaves that follow from them', async () => {
    const long = new SampleLog(log.key);
    for (let count = 0; count < 257; count += 1) await long.record('contact', 'contacts.Noted.v1', { count }, ONE);
    await long.checkpointPartnership(ONE);
    const bundle = await BundleInMemory.of(exportBundle(long.source(), { scope: OF_ONE }));
    expect(await fault(bundle)).toBe('verified');
    const tile = 'partnership/tile/1/000.p/1';
    const spoiled = bundle.with(tile, Buffer.alloc(bundle.content(tile).length)).withManifest();
    expect(await fault(spoiled)).toMatchObject({ kind: 'TILE_ALTERED', place: tile });
  });
});

describe('Earlier checkpoints', () => {
  it('are of the same log', async () => {
    const text = checkpointText({ origin: 'other.example/log', size: 0, root: EMPTY_ROOT, extensions: [] });
    const trusted = generateSignerKey('other.example/log', NOTE_ALGORITHM.ed25519);
    const known = [{ place: 'mine', note: noteText({ text, signatures: [signNote(text, trusted)] }) }];
    expect(await fault(small.all, { keys: [log.key, trusted], known })).toMatchObject({
      kind: 'KEY_FOREIGN',
      place: 'mine',
      message: expect.stringContaining('It is a checkpoint of other.example/log'),
    });
  });

  it('have the name of their size', async () => {
    const [one = '', other = ''] = small.all.names.filter((name) => name.startsWith('checkpoints/'));
    const swapped = small.all.with(one, small.all.content(other)).with(other, small.all.content(one)).withManifest();
    expect(await fault(swapped)).toMatchObject({
      kind: 'FILE_MALFORMED',
      place: expect.stringMatching(/^checkpoints/),
    });
  });
});

describe('A log that a service shows', () => {
  it('holds the leaf entries that its tree commits to, each of them', async () => {
    const verdict = async (served: BundleInMemory) => {
      const verification = await verifyLog(served, { keys: [log.key] });
      return verification.outcome === 'fault' ? verification.fault : verification.outcome;
    };
    expect(await verdict(small.all)).toBe('verified');
    const tile = small.all.names.find((name) => name.startsWith('tile/entries/')) ?? '';
    const entries = entriesOf(small.all.content(tile)) ?? [];
    for (const [index, entry] of entries.entries()) {
      const altered = Buffer.from(entry);
      altered[10] = (altered[10] ?? 0) ^ 1;
      expect(await verdict(small.all.with(tile, entryTile(entries.with(index, altered))))).toMatchObject({
        kind: 'ENTRY_ALTERED',
        place: `${tile}, entry ${index + 1}`,
      });
    }
  });
});

describe('What a check is asked for', () => {
  it('is refused where the whole log ends before the position', async () => {
    expect(await fault(small.all, { completeUpTo: log.events.length })).toBe('verified');
    expect(await fault(small.all, { completeUpTo: log.events.length + 1 })).toMatchObject({
      kind: 'UNPROVED',
      message: expect.stringContaining(`up to position ${log.events.length}, not `),
    });
  });

  it('costs nothing for what a manifest merely claims', async () => {
    const claims = { size: Number.MAX_SAFE_INTEGER, events: Number.MAX_SAFE_INTEGER };
    for (const bundle of Object.values(small)) {
      expect(await fault(bundle.withManifest(claims))).toMatchObject({ kind: 'FILE_MISSING' });
    }
  });
});
