import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  generateSignerKey,
  GrowingTree,
  leafEntry,
  leafHash,
  NOTE_ALGORITHM,
  PARTNERSHIP_CHECKPOINTED,
  parseTlogProof,
  parseVerifierKey,
  tlogProofText,
  toBase64,
  verifierKeyText,
} from '#platform/ledger';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { BundleInMemory } from './bundle-in-memory.fixture.js';
import { BundleFolder, writeBundle } from './bundle-folder.js';
import { BUNDLE_FILES, proofFile } from './bundle-layout.js';
import type { BundleScope } from './bundle-manifest.js';
import { eventLine, parseEventLine } from './event-line.js';
import { exportBundle } from './export-bundle.js';
import { SampleLog, sampleLog, samplePartnership } from './sample-log.fixture.js';
import type { Verification, VerifyOptions } from './verification.js';
import { verifyBundle } from './verify-bundle.js';

const WHOLE: BundleScope = { kind: 'all' };
const OF_ONE: BundleScope = { kind: 'partnership', partnershipId: samplePartnership('one') };

let log: SampleLog;
let bundles: Bundles;
/** Of a log so small that every file can be spoiled. */
let small: Bundles;

type Bundles = Readonly<Record<BundleScope['kind'], BundleInMemory>>;

async function bundlesOf(log: SampleLog): Promise<Bundles> {
  return {
    all: await BundleInMemory.of(exportBundle(log.source(), { scope: WHOLE })),
    partnership: await BundleInMemory.of(exportBundle(log.source(), { scope: OF_ONE })),
  };
}

beforeAll(async () => {
  log = await sampleLog({ rounds: 60 });
  bundles = await bundlesOf(log);
  small = await bundlesOf(await sampleLog({ rounds: 3, key: log.key }));
});

async function fault(bundle: BundleInMemory, options: VerifyOptions = {}) {
  const verification = await verifyBundle(bundle, options);
  return verification.outcome === 'fault' ? verification.fault : verification.outcome;
}

function reportOf(verification: Verification) {
  if (verification.outcome === 'verified') return verification.report;
  throw new Error(JSON.stringify(verification.fault));
}

describe('A bundle of the whole log', () => {
  it('verifies, with every partnership and agreement in it', async () => {
    const report = reportOf(await verifyBundle(bundles.all, { keys: [log.key] }));
    expect(report).toMatchObject({
      scope: WHOLE,
      origin: log.key.name,
      size: 421,
      events: 421,
      ownKeys: false,
      signedBy: [`${log.key.name}+${log.key.keyId}`],
      agreements: { recomputed: 60, sealed: 0 },
    });
    expect(report.partnerships).toEqual([
      { partnershipId: samplePartnership('one'), size: 240, upToPosition: 418, uncovered: 0 },
      { partnershipId: samplePartnership('other'), size: 60, upToPosition: 419, uncovered: 0 },
    ]);
    expect(report.consistentWith).toHaveLength(60);
  });

  it('says that the keys are its own when none are given', async () => {
    expect(reportOf(await verifyBundle(bundles.all)).ownKeys).toBe(true);
  });

  it('verifies when nothing has been recorded yet', async () => {
    const empty = await BundleInMemory.of(exportBundle((await sampleLog({ rounds: 0 })).source(), { scope: WHOLE }));
    expect(empty.names).toContain(BUNDLE_FILES.events);
    expect(await fault(empty)).toBe('verified');
  });
});

describe('A bundle of a partnership', () => {
  it('verifies as complete up to the last checkpoint of the partnership', async () => {
    const report = reportOf(await verifyBundle(bundles.partnership, { keys: [log.key], completeUpTo: 418 }));
    expect(report).toMatchObject({ size: 421, events: 240, agreements: { recomputed: 60, sealed: 0 } });
    expect(report.partnerships).toEqual([
      { partnershipId: samplePartnership('one'), size: 240, upToPosition: 418, uncovered: 0 },
    ]);
  });

  it('does not pass for complete up to a later position', async () => {
    expect(await fault(bundles.partnership, { completeUpTo: 419 })).toMatchObject({ kind: 'PARTNERSHIP_UNCOVERED' });
  });

  it('shows how the log goes on from a checkpoint that is known, if it was exported with it', async () => {
    const known = { place: 'mine', note: log.checkpoint(100) };
    expect(await fault(bundles.partnership, { known: [known] })).toMatchObject({ kind: 'UNPROVED', place: 'mine' });
    const parts = exportBundle(log.source(), { scope: OF_ONE, known: [known.note] });
    expect(await fault(await BundleInMemory.of(parts), { known: [known] })).toBe('verified');
  });

  it('is not made of a partnership that is not there', async () => {
    const scope = { kind: 'partnership', partnershipId: samplePartnership('none') } as const;
    await expect(BundleInMemory.of(exportBundle(log.source(), { scope }))).rejects.toThrow('no such partnership');
  });
});

describe.each(['all', 'partnership'] as const)('The tree of a bundle (%s)', (kind) => {
  const tiles = () => bundles[kind].names.filter((name) => /(?:^|\/)tile\/\d/.test(name));

  it('is the one that leads to the signed root: any altered tile is told by its name', async () => {
    expect(tiles().length).toBeGreaterThan(kind === 'all' ? 2 : 0);
    for (const name of tiles()) {
      const bytes = Buffer.from(bundles[kind].content(name));
      bytes[40 % bytes.length] = (bytes[40 % bytes.length] ?? 0) ^ 1;
      const found = await fault(bundles[kind].with(name, bytes).withManifest());
      expect(found).toMatchObject({ kind: 'TILE_ALTERED', place: name });
    }
  });

  it('ends with the last event: one more is told with its line', async () => {
    const lines = bundles[kind].lines(BUNDLE_FILES.events);
    const extra = bundles[kind].withLines(BUNDLE_FILES.events, [...lines, lines.at(-1) ?? '']).withManifest();
    expect(await fault(extra)).toMatchObject({
      kind: 'EVENT_ADDED',
      place: expect.stringContaining(`events.jsonl, line ${lines.length + 1}`),
      message: expect.stringMatching(/commits to \d+ events/),
    });
  });
});

describe('A partnership whose checkpoint commits to another order than the log', () => {
  it('is told by the event that is out of order', async () => {
    const twisted = new SampleLog();
    const partnershipId = samplePartnership('one');
    await twisted.record('contact', 'contacts.ContactRecorded.v1', { about: 'first' }, partnershipId);
    await twisted.record('contact', 'contacts.ContactRecorded.v1', { about: 'second' }, partnershipId);
    const reversed = twisted.events.toReversed();
    const tree = new GrowingTree();
    for (const event of reversed) tree.append(leafHash(leafEntry(event)));
    const claim = { partnershipId, size: 2, root: toBase64(tree.root()), upToPosition: 2 };
    await twisted.record('evidence', PARTNERSHIP_CHECKPOINTED, claim);
    const source = twisted.source();
    const partnership = await source.ledger.partnership(partnershipId);
    if (!partnership) throw new Error('There is no partnership.');
    const events = async function* () {
      yield* reversed;
    };
    const ledger = { ...source.ledger, partnership: async () => ({ ...partnership, events }) };
    const bundle = await BundleInMemory.of(exportBundle({ ...source, ledger }, { scope: OF_ONE }));
    expect(await fault(bundle)).toMatchObject({
      kind: 'EVENT_MOVED',
      place: expect.stringContaining('events.jsonl, line 2'),
      message: 'It comes after position 2.',
    });
  });
});

describe('A checkpoint of a partnership that does not fit the whole log', () => {
  it.each([
    [{ size: 1 }, 'says 1 events up to position 2, but the log holds 2'],
    [{ size: 3 }, 'says 3 events up to position 2, but the log holds 2'],
    [{ root: toBase64(leafHash(Buffer.from('another'))) }, 'but its 2 events lead to'],
  ])('is told with its line: %j', async (claim, message) => {
    const wrong = new SampleLog();
    const partnershipId = samplePartnership('one');
    const tree = new GrowingTree();
    for (const about of ['first', 'second']) {
      await wrong.record('contact', 'contacts.ContactRecorded.v1', { about }, partnershipId);
    }
    for (const event of wrong.events) tree.append(leafHash(leafEntry(event)));
    const right = { partnershipId, size: 2, root: toBase64(tree.root()), upToPosition: 2 };
    await wrong.record('evidence', PARTNERSHIP_CHECKPOINTED, { ...right, ...claim });
    const found = await fault(await BundleInMemory.of(exportBundle(wrong.source(), { scope: WHOLE })));
    expect(found).toMatchObject({
      kind: 'PARTNERSHIP_DIFFERS',
      place: expect.stringContaining('events.jsonl, line 3'),
      message: expect.stringContaining(message),
    });
  });
});

describe('The proofs of a bundle of a partnership', () => {
  const proofs = () => small.partnership.names.filter((name) => name.startsWith('proofs/'));
  const textOf = (name: string) => small.partnership.content(name).toString('utf8');
  const withText = (name: string, text: string) => small.partnership.with(name, Buffer.from(text)).withManifest();

  it('hold hash by hash, for their event, its place and the checkpoint of the bundle', async () => {
    for (const name of proofs()) {
      const [head = '', ...rest] = textOf(name).split('\n\n');
      const lines = head.split('\n');
      const hashes = lines.slice(3);
      expect(hashes.length).toBeGreaterThan(1);
      for (const at of hashes.keys()) {
        const other = [...lines.slice(0, 3), ...hashes.with(at, toBase64(Buffer.alloc(32, at)))].join('\n');
        const found = await fault(withText(name, [other, ...rest].join('\n\n')));
        expect(found).toMatchObject({ kind: 'PROOF_REFUTED', place: name, message: expect.stringContaining('root') });
      }
      const moved = textOf(name).replace(/\nindex (\d+)\n/, (_, index: string) => `\nindex ${Number(index) ^ 1}\n`);
      expect(await fault(withText(name, moved))).toMatchObject({
        kind: 'PROOF_REFUTED',
        message: expect.stringContaining('It is about leaf'),
      });
      const older = `${head}\n\n${log.checkpoint(3)}`;
      expect(await fault(withText(name, older))).toMatchObject({
        kind: 'PROOF_REFUTED',
        message: expect.stringContaining('another checkpoint'),
      });
    }
  });

  it('hold for no event that was made up with its leaf entry', async () => {
    const [line = '', ...lines] = small.partnership.lines(BUNDLE_FILES.events);
    const event = parseEventLine(Buffer.from(line));
    const madeUp = { ...event, recordedAt: event.recordedAt.replace('2026', '2025') };
    const name = proofFile(event.position);
    const proof = tlogProofText({ ...parseTlogProof(textOf(name)), extra: leafEntry(madeUp) });
    const madeUpLine = Buffer.from(eventLine(madeUp)).toString('utf8').trimEnd();
    const bundle = withText(name, proof)
      .withLines(BUNDLE_FILES.events, [madeUpLine, ...lines])
      .withManifest();
    expect(await fault(bundle)).toMatchObject({ kind: 'PROOF_REFUTED', place: name });
  });
});

describe('The position of an event', () => {
  it('is its place in the log, and no other can be claimed', async () => {
    const lines = bundles.all.lines(BUNDLE_FILES.events);
    const other = lines.with(6, (lines[6] ?? '').replace('"position":7,', '"position":8,'));
    expect(await fault(bundles.all.withLines(BUNDLE_FILES.events, other).withManifest())).toMatchObject({
      kind: 'EVENT_ALTERED',
      message: 'It says position 8, but it is event 7 of the log.',
    });
  });
});

describe.each(['all', 'partnership'] as const)('A checkpoint (%s)', (kind) => {
  it('by another key is refused', async () => {
    const foreign = generateSignerKey(log.key.name, NOTE_ALGORITHM.ed25519);
    expect(await fault(bundles[kind], { keys: [foreign] })).toMatchObject({ kind: 'KEY_FOREIGN', place: 'checkpoint' });
  });

  it('with a signature that is not by the key that it names is refused', async () => {
    const note = bundles[kind].content('checkpoint').toString('utf8');
    const spoiled = note.replace(/\n421\n/, '\n420\n');
    const bundle = bundles[kind].with('checkpoint', Buffer.from(spoiled)).withManifest();
    expect(await fault(bundle)).toMatchObject({ kind: 'SIGNATURE_INVALID', place: 'checkpoint' });
  });

  it('that is known and commits to more events is refused', async () => {
    const longer = await sampleLog({ rounds: 61, key: log.key });
    const known = { place: 'mine', note: longer.checkpoint() };
    expect(await fault(bundles[kind], { known: [known] })).toMatchObject({ kind: 'LOG_OLDER', place: 'mine' });
  });

  it('needs the witnesses that a policy asks for', async () => {
    const witness = generateSignerKey('hse.example/witness', NOTE_ALGORITHM.cosignature);
    const quorum = {
      witnesses: [parseVerifierKey(verifierKeyText(witness))],
      shortfall: (signers: readonly unknown[]) => (signers.length === 0 ? 'HSE has not signed.' : undefined),
    };
    expect(await fault(bundles[kind], { quorum })).toEqual({
      kind: 'QUORUM_SHORT',
      place: 'checkpoint',
      message: 'HSE has not signed.',
    });
    const cosigned = await sampleLog({ rounds: 2, key: log.key });
    cosigned.witnesses = [witness];
    const scope = kind === 'all' ? WHOLE : OF_ONE;
    const bundle = await BundleInMemory.of(exportBundle(cosigned.source(), { scope }));
    const { witnesses } = reportOf(await verifyBundle(bundle, { quorum }));
    expect(witnesses).toEqual([{ name: 'hse.example/witness', time: '2026-09-21T14:13:20.000Z' }]);
  });
});

describe.each(['all', 'partnership'] as const)('The files of a bundle (%s)', (kind) => {
  it('are all there: none can be left out, whether or not the manifest says so', async () => {
    for (const name of small[kind].names) {
      const without = small[kind].with(name, undefined);
      const expected = name === 'manifest.json' ? 'manifest.json' : name;
      expect(await fault(without)).toMatchObject({ kind: 'FILE_MISSING', place: expected });
      if (name === 'manifest.json' || name.startsWith('schemas/')) continue;
      expect([name, await fault(without.withManifest())]).toEqual([
        name,
        expect.objectContaining({ kind: expect.any(String) }),
      ]);
    }
  });

  it('are no others', async () => {
    const extra = small[kind].with('tile/9/000', Buffer.from('extra'));
    expect(await fault(extra)).toMatchObject({ kind: 'FILE_EXTRA', place: 'tile/9/000' });
    expect(await fault(extra.withManifest())).toMatchObject({ kind: 'FILE_EXTRA', place: 'tile/9/000' });
    const outside = small[kind].with('../outside', Buffer.from('x')).withManifest();
    expect(await fault(outside)).toMatchObject({ kind: 'FILE_MALFORMED', place: 'manifest.json' });
  });

  it('are no others, even of a kind that a bundle has', async () => {
    const unlisted = small[kind].with('schemas/plans.Invented.v1.json', Buffer.from('{}'));
    expect(await fault(unlisted)).toMatchObject({ kind: 'FILE_EXTRA', place: 'schemas/plans.Invented.v1.json' });
  });

  it('come with a manifest that speaks of the same log', async () => {
    for (const change of [{ origin: 'another.example/log' }, { events: 1 }, { size: 2 }]) {
      const found = await fault(small[kind].withManifest(change));
      expect([change, found]).toEqual([change, expect.objectContaining({ kind: expect.stringMatching(/^FILE_/) })]);
    }
  });

  it('are the ones of the manifest: one bit is enough', async () => {
    for (const name of small[kind].names.filter((each) => each !== 'manifest.json')) {
      const bytes = Buffer.from(small[kind].content(name));
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      expect([name, await fault(small[kind].with(name, bytes))]).toEqual([
        name,
        expect.objectContaining({ kind: expect.any(String) }),
      ]);
    }
  });

  it('are found out without the manifest too, but for what explains', async () => {
    const unsigned = (name: string) => ['manifest.json', 'README.md'].includes(name) || name.startsWith('schemas/');
    for (const name of small[kind].names.filter((each) => !unsigned(each))) {
      const bytes = Buffer.from(small[kind].content(name));
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      expect([name, await fault(small[kind].with(name, bytes).withManifest())]).toEqual([
        name,
        expect.objectContaining({ kind: expect.any(String) }),
      ]);
    }
  });
});

describe('A bundle on the disk', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it('is written at once or not at all, never over another one', async () => {
    const target = join(folder.path, 'bundle');
    await writeBundle(target, exportBundle(log.source(), { scope: WHOLE }));
    expect((await verifyBundle(await BundleFolder.open(target))).outcome).toBe('verified');
    await expect(writeBundle(target, exportBundle(log.source(), { scope: WHOLE }))).rejects.toThrow('is there already');
    const failing = exportBundle(log.source(), { scope: WHOLE, known: [log.checkpoint(421).replace('421', '999')] });
    await expect(writeBundle(join(folder.path, 'half'), failing)).rejects.toThrow('commits to 999 events');
    await expect(BundleFolder.open(join(folder.path, 'half'))).rejects.toThrow('There is no bundle');
  });

  it('does not follow links', async () => {
    const target = join(folder.path, 'linked');
    mkdirSync(target);
    writeFileSync(join(folder.path, 'elsewhere.json'), bundles.all.content('manifest.json'));
    symlinkSync(join(folder.path, 'elsewhere.json'), join(target, 'manifest.json'));
    const verification = await verifyBundle(await BundleFolder.open(target));
    expect(verification).toMatchObject({ fault: { kind: 'FILE_MISSING', place: 'manifest.json' } });
    const streamed = async () => {
      for await (const _ of (await BundleFolder.open(target)).stream('manifest.json')) throw new Error('It was read.');
    };
    await expect(streamed()).rejects.toThrow('It is no file of the bundle itself');
  });
});
