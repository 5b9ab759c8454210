import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { MemoryEventStore, type RecordedEvent } from '#platform/event-store';
import { leafEntry } from './leaf-entry.js';
import {
  LedgerBehindError,
  LedgerContradictsLogError,
  LedgerDamagedError,
  LedgerFormatError,
  OutsideLedgerError,
} from './ledger.errors.js';
import { ledgerBench, partnershipOf, specEvent, specKeys, type LedgerBench } from './ledger-bench.fixture.js';
import { verifyConsistency, verifyInclusion } from './merkle-proof.js';
import { naiveRoot } from './naive-tree.fixture.js';
import { parseNote, verifyNote, type NoteSignature } from './signed-note.js';
import { generateSignerKey, NOTE_ALGORITHM } from './note-key.js';
import { signNote } from './signed-note.js';
import { checkpointText } from './checkpoint.js';
import type { LedgerTree } from './ledger.js';
import Database from 'better-sqlite3';

let bench: LedgerBench | undefined;
let folder: string | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
});

async function collect(events: AsyncIterable<RecordedEvent>): Promise<readonly RecordedEvent[]> {
  const collected: RecordedEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

const inLog = async ({ store }: LedgerBench) => collect(store.readAll({ after: 0 as RecordedEvent['position'] }));

/** Every proof of a tree against its events, at every size. */
function checkTree(tree: LedgerTree, entries: readonly Uint8Array[]): void {
  expect(tree.size).toBe(entries.length);
  for (let size = 0; size <= entries.length; size += 1) {
    const root = naiveRoot(entries.slice(0, size));
    expect(Buffer.from(tree.root(size))).toEqual(Buffer.from(root));
    for (let index = 0; index < size; index += 1) {
      const { hashes, leaf } = tree.inclusion(index, size);
      expect(verifyInclusion({ index, size, leaf, root }, hashes)).toEqual({ outcome: 'proved' });
    }
    const claim = { earlierSize: size, earlierRoot: root, size: entries.length, root: naiveRoot(entries) };
    expect(verifyConsistency(claim, tree.consistency(size).hashes)).toEqual({ outcome: 'proved' });
  }
}

describe('The evidence ledger', () => {
  it('has a tree over the log and one over each partnership, whose proofs hold at every size', async () => {
    const names = fc.array(fc.constantFrom(undefined, 'a', 'b', 'c'), { maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(fc.array(names, { maxLength: 4 }), async (batches) => {
        const own = await ledgerBench();
        for (const batch of batches) await own.append(...batch);
        const events = await inLog(own);
        checkTree(own.ledger, events.map(leafEntry));
        const all = batches.flat();
        for (const name of ['a', 'b', 'c']) {
          const concerned = events.filter((_, index) => all[index] === name);
          const tree = own.ledger.partnership(partnershipOf(name));
          if (concerned.length === 0) expect(tree).toBeUndefined();
          else checkTree(tree ?? own.ledger, concerned.map(leafEntry));
          const found = tree ? await collect(tree.events(0, tree.size)) : [];
          expect(found.map(({ position }) => position)).toEqual(concerned.map(({ position }) => position));
        }
        await own.close();
      }),
      { numRuns: 30 },
    );
  });

  it('goes over from tile to tile without a seam', async () => {
    bench = await ledgerBench();
    const { store, ledger } = bench;
    const stream = 'thing-5f0c1d6e-0000-4000-8000-000000000002' as RecordedEvent['stream'];
    for (let from = 0; from < 1_100; from += 100) {
      await store.append(
        stream,
        'any',
        Array.from({ length: 100 }, (_, n) => specEvent(`${from + n}`, 'a')),
      );
      await ledger.requireUpTo(await store.head());
    }
    const entries = (await inLog(bench)).map(leafEntry);
    const tree = ledger.partnership(partnershipOf('a'));
    for (const size of [255, 256, 257, 511, 512, 513, 1_024, 1_100]) {
      const root = Buffer.from(naiveRoot(entries.slice(0, size)));
      expect(Buffer.from(ledger.root(size))).toEqual(root);
      expect(tree && Buffer.from(tree.root(size))).toEqual(root);
    }
    expect(ledger.tile({ level: 0, index: 4, width: 76 })?.length).toBe(76 * 32);
    expect(ledger.tile({ level: 0, index: 4, width: 77 })).toBeUndefined();
    expect(ledger.tile({ level: 0, index: 5, width: 1 })).toBeUndefined();
    expect(ledger.tile({ level: 1, index: 0, width: 4 })?.length).toBe(4 * 32);
    expect(ledger.tile({ level: 1, index: 0, width: 5 })).toBeUndefined();
  });

  it('signs what it covers, from the empty log on', async () => {
    const keys = specKeys();
    bench = await ledgerBench({ keys });
    await bench.ledger.requireUpTo(0);
    const signed: number[] = [];
    bench.ledger.onCheckpoint(({ size }) => void signed.push(size));
    await bench.append('a', undefined);
    const checkpoint = bench.ledger.checkpoint();
    expect(checkpoint?.size).toBe(2);
    const note = parseNote(checkpoint?.note ?? '');
    expect(note.text).toBe(checkpointText({ ...keys, size: 2, root: bench.ledger.root(2), extensions: [] }));
    expect(verifyNote(note, keys.verifiers)).toHaveLength(1);
    expect(signed.at(-1)).toBe(2);
  });

  it('refuses what is outside of it', async () => {
    bench = await ledgerBench();
    await bench.append('a', undefined);
    const { ledger } = bench;
    const outside: readonly (() => unknown)[] = [
      () => ledger.root(3),
      () => ledger.root(-1),
      () => ledger.root(0.5),
      () => ledger.inclusion(2),
      () => ledger.inclusion(1, 1),
      () => ledger.inclusion(-1),
      () => ledger.inclusion(0, 3),
      () => ledger.consistency(2, 1),
      () => ledger.consistency(0, 3),
      () => ledger.addCosignatures(3, []),
      () => ledger.partnerships(10, partnershipOf('z')),
    ];
    for (const ask of outside) expect(ask).toThrow(OutsideLedgerError);
    expect(ledger.partnership(partnershipOf('z'))).toBeUndefined();
    expect(ledger.partnership('log')).toBeUndefined();
    expect([ledger.positionOf(2), ledger.indexOf(3), ledger.indexOf(0)]).toEqual(Array(3).fill(undefined));
    await expect(ledger.requireUpTo(9, 20)).rejects.toThrow(LedgerBehindError);
    await expect(ledger.closePartnership(partnershipOf('z'))).rejects.toThrow(OutsideLedgerError);
  });

  it('finds events by id, and partnerships in the order of their first events', async () => {
    bench = await ledgerBench();
    await bench.append(undefined, 'a', 'b');
    const { ledger } = bench;
    expect(ledger.positionOfEvent(specEvent('3').id)).toBe(3);
    expect(ledger.positionOfEvent('5f0c1d6e-0000-5000-8000-000000000009')).toBeUndefined();
    expect(ledger.partnership(partnershipOf('b'))?.indexOf(3)).toBe(0);
    expect(ledger.partnership(partnershipOf('b'))?.indexOf(2)).toBeUndefined();
    expect(ledger.partnerships(1)).toEqual([partnershipOf('a')]);
    expect(ledger.partnerships(5, partnershipOf('a'))).toEqual([partnershipOf('b')]);
  });

  it('closes a partnership by an event that the log’s own tree holds, once for each state of it', async () => {
    bench = await ledgerBench();
    await bench.append('a', 'b', 'a');
    const { ledger, store } = bench;
    expect(ledger.grownPartnerships()).toEqual([partnershipOf('a'), partnershipOf('b')]);
    const [first, again] = await Promise.all([
      ledger.closePartnership(partnershipOf('a')),
      ledger.closePartnership(partnershipOf('a')),
    ]);
    expect([first, again]).toEqual([
      { size: 2, position: 4 },
      { size: 2, position: 4 },
    ]);
    expect(ledger.size).toBe(4);
    expect(ledger.partnership(partnershipOf('a'))).toMatchObject({ size: 2, recorded: first });
    expect(ledger.grownPartnerships()).toEqual([partnershipOf('b')]);
    await bench.append('a');
    expect(await ledger.closePartnership(partnershipOf('a'))).toEqual({ size: 3, position: 6 });
    expect(await store.head()).toBe(6);
  });

  it('says of a partnership that nothing came since, when it is closed again later', async () => {
    bench = await ledgerBench();
    await bench.append('a', 'b');
    const { ledger, store } = bench;
    expect(await ledger.closePartnership(partnershipOf('a'))).toEqual({ size: 1, position: 3 });
    await bench.append('b');
    expect(await ledger.closePartnership(partnershipOf('a'))).toEqual({ size: 1, position: 5 });
    expect(await ledger.closePartnership(partnershipOf('a'))).toEqual({ size: 1, position: 5 });
    expect(await store.head()).toBe(5);
  });

  it('goes on where a checkpoint of a partnership was forged, and does not count it', async () => {
    bench = await ledgerBench();
    await bench.append('a');
    const { ledger, store, logged } = bench;
    const [partnershipId, root] = [partnershipOf('a'), `${'B'.repeat(42)}A=`];
    const forged = [
      'not JSON',
      '{}',
      JSON.stringify({ partnershipId, size: 9, root, upToPosition: 1 }),
      JSON.stringify({ partnershipId, size: 1, root, upToPosition: 99 }),
      JSON.stringify({ partnershipId: partnershipOf('z'), size: 1, root, upToPosition: 1 }),
    ];
    for (const [number, data] of forged.entries()) {
      const event = { ...specEvent(`forged ${number}`), type: 'evidence.PartnershipCheckpointed.v1' };
      await store.append('thing-5f0c1d6e-0000-4000-8000-000000000003' as RecordedEvent['stream'], 'any', [
        { ...event, data: Buffer.from(data) },
      ]);
    }
    await ledger.requireUpTo(await store.head());
    expect(logged).toEqual([]);
    expect(ledger.checkpoint()?.size).toBe(6);
    expect(ledger.grownPartnerships()).toEqual([partnershipId]);
    expect(await ledger.closePartnership(partnershipId)).toEqual({ size: 1, position: 7 });
  });

  it('is not led to grow another tree by what is no id of a partnership', async () => {
    bench = await ledgerBench();
    const { ledger, store } = bench;
    const stream = 'thing-5f0c1d6e-0000-4000-8000-000000000003' as RecordedEvent['stream'];
    const metadata = Buffer.from('{"partnershipId":"log"}');
    await store.append(stream, 'any', [{ ...specEvent('of the log'), metadata }]);
    await bench.append('a');
    checkTree(ledger, (await inLog(bench)).map(leafEntry));
    expect(ledger.partnerships(10)).toEqual([partnershipOf('a')]);
  });

  it('keeps cosignatures with their checkpoint, also when a newer one is there already', async () => {
    bench = await ledgerBench();
    const { ledger } = bench;
    await bench.append('a', 'a');
    const witness = generateSignerKey('witness.example', NOTE_ALGORITHM.cosignature);
    const cosign = (size: number): NoteSignature =>
      signNote(parseNote(ledger.checkpointAt(size).note).text, witness, 7);
    ledger.addCosignatures(1, [cosign(1)]);
    ledger.addCosignatures(2, [cosign(2)]);
    ledger.addCosignatures(2, [cosign(2)]);
    expect(ledger.cosigned(5).map(({ size }) => size)).toEqual([2, 1]);
    const note = parseNote(ledger.checkpoint()?.note ?? '');
    expect(note.signatures).toHaveLength(2);
    expect(verifyNote(note, [witness])).toMatchObject([{ time: 7 }]);
    await bench.append('a');
    expect(parseNote(ledger.checkpoint()?.note ?? '').signatures).toHaveLength(1);
    expect(ledger.cosigned(1)[0]?.size).toBe(2);
  });
});

describe('The file of the evidence ledger', () => {
  const inFolder = () => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-ledger-'));
    return join(folder, 'ledger.db');
  };

  it('goes on where it was, and is the same when it is built anew', async () => {
    const [file, store, keys] = [inFolder(), new MemoryEventStore(), specKeys()];
    bench = await ledgerBench({ file, store, keys });
    await bench.append('a', undefined, 'b');
    await bench.close();
    bench = await ledgerBench({ file, store, keys });
    await bench.append('a');
    const again = await ledgerBench({ store, keys });
    await again.append();
    expect(again.ledger.checkpoint()).toEqual(bench.ledger.checkpoint());
    expect(again.ledger.partnership(partnershipOf('a'))?.root()).toEqual(
      bench.ledger.partnership(partnershipOf('a'))?.root(),
    );
    await again.close();
  });

  it('signs with another key after a rotation, and keeps the cosignatures', async () => {
    const [file, store, old, next] = [inFolder(), new MemoryEventStore(), specKeys(), specKeys()];
    bench = await ledgerBench({ file, store, keys: old });
    await bench.append('a');
    const witness = generateSignerKey('witness.example', NOTE_ALGORITHM.cosignature);
    bench.ledger.addCosignatures(1, [signNote(parseNote(bench.ledger.checkpointAt(1).note).text, witness, 7)]);
    await bench.close();
    const keys = { ...next, verifiers: [...next.verifiers, ...old.verifiers] };
    bench = await ledgerBench({ file, store, keys });
    await bench.append();
    const note = parseNote(bench.ledger.checkpoint()?.note ?? '');
    expect(verifyNote(note, next.verifiers)).toHaveLength(1);
    expect(verifyNote(note, old.verifiers)).toHaveLength(0);
    expect(verifyNote(note, [witness])).toHaveLength(1);
  });

  it('is refused on a log that does not hold what it has committed to', async () => {
    const [file, store, keys] = [inFolder(), new MemoryEventStore(), specKeys()];
    bench = await ledgerBench({ file, store, keys });
    await bench.append('a', 'b');
    await bench.close();
    bench = undefined;
    await expect(ledgerBench({ file, store: new MemoryEventStore(), keys })).rejects.toThrow(
      /covers 2 events of the log, but the log ends at position 0/,
    );
    const other = await ledgerBench({ keys });
    await other.append('b', 'a');
    await other.close();
    const refused = ledgerBench({ file, store: other.store, keys });
    await expect(refused).rejects.toThrow(LedgerContradictsLogError);
    await expect(refused).rejects.toThrow(/another event at position 2/);
  });

  it('is refused when it no longer leads to what it signed, whatever was altered in it', async () => {
    const [file, store, keys] = [inFolder(), new MemoryEventStore(), specKeys()];
    bench = await ledgerBench({ file, store, keys });
    const stream = 'thing-5f0c1d6e-0000-4000-8000-000000000002' as RecordedEvent['stream'];
    const events = Array.from({ length: 300 }, (_, n) => specEvent(String(n), 'a'));
    await store.append(stream, 'any', events);
    await bench.append();
    await bench.close();
    bench = undefined;
    const flip = (level: number) =>
      `UPDATE tiles SET hashes = CAST(X'00' || substr(hashes, 2) AS BLOB) WHERE tree = 0 AND level = ${level}`;
    const alterations: readonly (readonly [string, RegExp])[] = [
      [flip(0), /its hashes no longer lead to the root that it signed for 300 events/],
      [flip(1), /its hashes no longer lead to the root/],
      ['DELETE FROM tiles WHERE tree = 0 AND level = 1', /hashes are missing/],
      [
        'UPDATE trees SET size = 299 WHERE tree = 0',
        /its tree has 299 leaves, and it covers the log up to position 300/,
      ],
      [
        'UPDATE trees SET size = 299 WHERE tree = 0; UPDATE ledger SET position = 299',
        /it signed a tree of 300 leaves/,
      ],
      ['UPDATE ledger SET position = 299', /up to position 299/],
      ['UPDATE checkpoints SET size = 999', /it signed a tree of 999 leaves/],
    ];
    for (const [sql, message] of alterations) {
      const altered = `${file}.altered`;
      rmSync(altered, { force: true });
      const database = new Database(file);
      database.exec(`VACUUM INTO '${altered}'`);
      database.close();
      const copy = new Database(altered);
      copy.exec(sql);
      copy.close();
      const refused = ledgerBench({ file: altered, store, keys });
      await expect(refused).rejects.toThrow(LedgerDamagedError);
      await expect(refused).rejects.toThrow(message);
      await expect(refused).rejects.toThrow('Move it away: it is built anew from the log.');
    }
  });

  it('is refused with what to do when it was cut', async () => {
    const [file, store, keys] = [inFolder(), new MemoryEventStore(), specKeys()];
    bench = await ledgerBench({ file, store, keys });
    await bench.append('a');
    await bench.close();
    bench = undefined;
    truncateSync(file, 8_192);
    await expect(ledgerBench({ file, store, keys })).rejects.toThrow(LedgerDamagedError);
  });

  it('says so when it is built anew beside a log', async () => {
    const [file, store] = [inFolder(), new MemoryEventStore()];
    bench = await ledgerBench({ file, store });
    await bench.append('a');
    expect(bench.logged).toEqual([]);
    await bench.close();
    rmSync(file);
    bench = await ledgerBench({ file, store });
    expect(bench.logged).toEqual([expect.stringMatching(/^The evidence ledger is built anew from the log/)]);
  });

  it('is not touched when it is something else, or of another version', async () => {
    const file = inFolder();
    const other = new Database(file);
    other.exec('CREATE TABLE other (x)');
    other.close();
    await expect(ledgerBench({ file })).rejects.toThrow(LedgerFormatError);
    const newer = `${file}.newer`;
    bench = await ledgerBench({ file: newer });
    await bench.close();
    bench = undefined;
    const database = new Database(newer);
    database.exec('UPDATE ledger SET format_version = 9');
    database.close();
    await expect(ledgerBench({ file: newer })).rejects.toThrow(/format version 9/);
  });
});
