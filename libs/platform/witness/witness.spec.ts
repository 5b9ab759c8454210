import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  generateSignerKey,
  NOTE_ALGORITHM,
  noteText,
  parseNote,
  parseSignatureLines,
  signNote,
  verifyNote,
  type NoteSignerKey,
} from '#platform/ledger';
import { formatAddCheckpoint, type AddCheckpointRequest } from './add-checkpoint.request.js';
import { logKey, ORIGIN, SampleLog } from './sample-log.fixture.js';
import { WitnessStore } from './witness-store.js';
import { SIZE_TYPE, signingWith, Witness, type WitnessAnswer } from './witness.js';

const NOW = new Date('2026-11-26T09:00:00Z');
const SECONDS = NOW.getTime() / 1000;

describe('A witness', () => {
  let folder: string;
  let store: WitnessStore;
  let log: SampleLog;
  let witness: Witness;
  const key = generateSignerKey('witness.example/w1', NOTE_ALGORITHM.cosignature);
  const otherLogKey = logKey('other.example/log');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-witness-'));
    store = WitnessStore.create(join(folder, 'witness.db'));
    log = new SampleLog().grow(5);
    witness = witnessOf(store);
  });

  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  function witnessOf(memory: WitnessStore, logKeys: readonly NoteSignerKey[] = [log.key, otherLogKey]): Witness {
    return new Witness({ store: memory, logKeys, clock: () => NOW, sign: signingWith(key) });
  }

  function add(request: AddCheckpointRequest): WitnessAnswer {
    return witness.addCheckpoint(Buffer.from(formatAddCheckpoint(request)));
  }

  function expectCosigned(answer: WitnessAnswer, checkpoint: string): void {
    expect(answer.status).toBe(200);
    const note = parseNote(checkpoint);
    const signatures = parseSignatureLines(answer.body);
    expect(verifyNote({ text: note.text, signatures }, [key])).toEqual([{ key, time: SECONDS }]);
  }

  it('cosigns a checkpoint and those that go on from it', () => {
    const first = log.request(0);
    expectCosigned(add(first), first.checkpoint);
    log.grow(4);
    const next = log.request(5);
    expectCosigned(add(next), next.checkpoint);
    expect(store.last(ORIGIN)).toMatchObject({ size: 9, checkpoint: next.checkpoint, cosignedAt: SECONDS });
  });

  it('cosigns the same checkpoint again: the log may not have had the answer', () => {
    add(log.request(0));
    const again = log.request(5);
    expectCosigned(add(again), again.checkpoint);
  });

  it('watches several logs, each for itself', () => {
    const other = new SampleLog(otherLogKey).grow(3);
    add(log.request(0));
    const request = other.request(0);
    expectCosigned(add(request), request.checkpoint);
    expect(store.all().map(({ origin, size }) => ({ origin, size }))).toEqual([
      { origin: ORIGIN, size: 5 },
      { origin: 'other.example/log', size: 3 },
    ]);
  });

  it('answers 404 for a log that it does not watch', () => {
    const strange = new SampleLog(logKey('strange.example')).grow(1);
    expect(add(strange.request(0))).toMatchObject({ status: 404, body: 'This witness does not watch that log.\n' });
  });

  it('answers 403 when no key that it trusts has signed', () => {
    const { checkpoint } = new SampleLog().grow(5).request(0);
    expect(add({ oldSize: 0, proof: [], checkpoint })).toMatchObject({ status: 403 });
    const forged = log.checkpoint().replace('\n5\n', '\n6\n');
    expect(add({ oldSize: 0, proof: [], checkpoint: forged })).toMatchObject({ status: 403 });
    expect(store.all()).toEqual([]);
  });

  it('takes a new key of a log beside the old one, and looks past signatures by others', () => {
    const newKey = logKey();
    const { text } = parseNote(log.checkpoint());
    const byBoth = noteText({ text, signatures: [logKey(), newKey].map((each) => signNote(text, each)) });
    expect(add({ oldSize: 0, proof: [], checkpoint: byBoth }).status).toBe(403);
    witness = witnessOf(store, [log.key, newKey]);
    expect(add({ oldSize: 0, proof: [], checkpoint: byBoth }).status).toBe(200);
    const kept = parseNote(store.last(ORIGIN)?.checkpoint ?? '');
    expect(kept.signatures.map(({ keyId }) => keyId)).toEqual([newKey.keyId]);
  });

  it('answers 409 and its size when the log believes in another one', () => {
    const answer = { status: 409, contentType: SIZE_TYPE };
    expect(add({ ...log.request(3), oldSize: 3 })).toEqual({ ...answer, body: '0\n' });
    add(log.request(0));
    log.grow(3);
    for (const oldSize of [0, 4, 6]) expect(add(log.request(oldSize))).toEqual({ ...answer, body: '5\n' });
    expect(store.last(ORIGIN)?.size).toBe(5);
  });

  it('answers 409 when the log goes back', () => {
    add(log.request(0));
    expect(add(log.request(3, 4))).toEqual({ status: 409, contentType: SIZE_TYPE, body: '5\n' });
    expect(add(log.request(0, 4))).toEqual({ status: 409, contentType: SIZE_TYPE, body: '5\n' });
    expect(store.last(ORIGIN)?.size).toBe(5);
  });

  it('answers 400 when the old size is beyond the checkpoint, and for what is malformed', () => {
    add(log.request(0));
    expect(add({ oldSize: 5, proof: [], checkpoint: log.checkpoint(4) })).toMatchObject({
      status: 400,
      body: 'Not cosigned: the old size 5 is beyond the checkpoint, which has 4.\n',
    });
    for (const body of ['', 'old 5\n\n', 'old 5\n\nlog\n5\n\n', `old 5\n\n${log.checkpoint().slice(0, -1)}`]) {
      expect(witness.addCheckpoint(Buffer.from(body))).toMatchObject({ status: 400 });
    }
  });

  it('answers 409 and keeps the proof when the log signs two trees of one size', () => {
    add(log.request(0));
    const fork = log.fork(3);
    const request = { oldSize: 5, proof: [], checkpoint: fork.checkpoint() };
    expect(add(request)).toMatchObject({ status: 409, body: 'Not cosigned: two roots for the same size.\n' });
    expect(store.contradictions()).toEqual([
      {
        origin: ORIGIN,
        kind: 'forked',
        at: SECONDS,
        reason: 'two roots for the same size',
        cosigned: log.checkpoint(),
        request: formatAddCheckpoint(request),
      },
    ]);
    add(request);
    expect(store.contradictions()).toHaveLength(1);
  });

  it('answers 422 when the log was rewritten, and when the proof does not hold', () => {
    add(log.request(0));
    const rewritten = log.grow(4).fork(2);
    expect(add(rewritten.request(5))).toMatchObject({
      status: 422,
      body: 'Not cosigned: the first 5 leaves are others than before.\n',
    });
    const [, ...short] = log.consistency(5);
    expect(add({ ...log.request(5), proof: short })).toMatchObject({ status: 422 });
    expect(add({ ...log.request(5), proof: [...log.consistency(5), Buffer.alloc(32)] })).toMatchObject({ status: 422 });
    expect(store.contradictions().map(({ kind }) => kind)).toEqual(Array(3).fill('not-consistent'));
    expect(add(log.request(5)).status).toBe(200);
  });

  it('answers 422 for a proof from nothing, and for an empty tree with a root', () => {
    expect(add({ ...log.request(0), proof: [Buffer.alloc(32)] }).status).toBe(422);
    const text = `${ORIGIN}\n0\n${Buffer.alloc(32).toString('base64')}\n`;
    const checkpoint = noteText({ text, signatures: [signNote(text, log.key)] });
    expect(add({ oldSize: 0, proof: [], checkpoint }).status).toBe(422);
    expect(store.all()).toEqual([]);
  });

  it('keeps at most a hundred requests of a kind: anybody can send proofs that do not hold', () => {
    add(log.request(0));
    log.grow(1);
    for (let index = 0; index < 120; index += 1) {
      expect(add({ ...log.request(5), proof: [Buffer.alloc(32, index)] }).status).toBe(422);
    }
    add({ oldSize: 5, proof: [], checkpoint: log.fork(2).checkpoint(5) });
    const kinds = store.contradictions().map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'not-consistent')).toHaveLength(100);
    expect(kinds.filter((kind) => kind === 'forked')).toHaveLength(1);
  });

  it('records nothing when it fails between the check and the record, and cosigns when asked again', () => {
    const failing = new Witness({
      store,
      logKeys: [log.key],
      clock: () => {
        throw new Error('no clock');
      },
      sign: signingWith(key),
    });
    const body = Buffer.from(formatAddCheckpoint(log.request(0)));
    expect(() => failing.addCheckpoint(body)).toThrow('no clock');
    expect(store.all()).toEqual([]);
    expect(add(log.request(0)).status).toBe(200);
  });

  it('never cosigns two trees that contradict one another, whatever is asked of it', () => {
    // The old size is often the right one, else nearly all requests would end there.
    const old = fc.oneof({ weight: 3, arbitrary: fc.constant('right' as const) }, { weight: 1, arbitrary: fc.nat(12) });
    const asked = fc.record({ past: fc.nat(2), old, size: fc.nat(12) });
    let cosignedMore = 0;
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 40 }), (requests) => {
        const memory = WitnessStore.create(':memory:');
        const whole = new SampleLog(log.key).grow(12);
        const pasts = [whole, whole.fork(3), whole.fork(7)];
        const watching = witnessOf(memory);
        const cosigned: { readonly past: SampleLog; readonly size: number }[] = [];
        for (const { past: index, old, size } of requests) {
          const past = pasts[index] ?? whole;
          const oldSize = old === 'right' ? (memory.last(ORIGIN)?.size ?? 0) : old;
          const proof = oldSize <= size ? past.consistency(oldSize, size) : [];
          const request = { oldSize, proof, checkpoint: past.checkpoint(size) };
          if (watching.addCheckpoint(Buffer.from(formatAddCheckpoint(request))).status === 200) {
            cosigned.push({ past, size });
          }
        }
        memory.close();
        // Sizes never go back, and what was cosigned earlier is what the last one has at that size.
        const last = cosigned.at(-1);
        for (const [place, { past, size }] of cosigned.entries()) {
          expect(size).toBeGreaterThanOrEqual(cosigned[place - 1]?.size ?? 0);
          expect(past.checkpoint(size)).toBe(last?.past.checkpoint(size));
        }
        cosignedMore += cosigned.length > 2 ? 1 : 0;
      }),
      { numRuns: 300 },
    );
    expect(cosignedMore).toBeGreaterThan(5);
  });
});
