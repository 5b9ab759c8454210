import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SubjectErasedError } from '#platform/event-sourcing';
import { LocalKeyEncryptionKey, type KeyEncryptionKey } from './key-encryption-key.js';
import { KeyEncryptionKeyError, KeyStoreClosedError, NotFencedError } from './key-store.errors.js';
import { officer } from './key-store.fixture.js';
import type { OpenedKey } from './key-table.js';
import { isShared, type SharedSubjectKeyRing, type SubjectKeyRing } from './subject-key-ring.js';

export type AnyKeyRing = SubjectKeyRing | SharedSubjectKeyRing;

export interface RingOptions {
  readonly keyEncryptionKey?: KeyEncryptionKey;
  readonly previousKeyEncryptionKeys?: readonly KeyEncryptionKey[];
}

/** A key store of its own for one test. */
export interface KeyRingBench {
  /** Opens it, as a process does at its start. */
  open(options?: RingOptions): Promise<AnyKeyRing>;
  /** Closes whatever is open, and removes it. */
  close(): Promise<void>;
}

const ANNE = officer('Anne');
const BEN = officer('Ben');
const NAMES = Array.from({ length: 1_200 }, (_, index) => officer(String(index)));
const KEK = new LocalKeyEncryptionKey(Buffer.alloc(32, 7));
const OTHER = new LocalKeyEncryptionKey(Buffer.alloc(32, 8));

/** What `keyOf` says of a key that is loaded. */
export async function openedBy(keys: AnyKeyRing, id: string): Promise<OpenedKey | undefined> {
  if (isShared(keys)) await keys.load([id]);
  return keys.keyOf(id);
}

/** What every key store promises, whether one process has it or several. */
export function describeSubjectKeys(engine: string, makeBench: () => Promise<KeyRingBench> | KeyRingBench): void {
  describe(`The keys of data subjects, ${engine},`, () => {
    let bench: KeyRingBench;
    beforeEach(async () => {
      bench = await makeBench();
    });
    afterEach(() => bench.close());
    const open = (options: RingOptions = {}) => bench.open({ keyEncryptionKey: KEK, ...options });

    it('are made once for each subject, and are there again after a restart', async () => {
      const keys = await open();
      await keys.prepare([ANNE, BEN, ANNE]);
      const { id, key } = keys.keyFor(ANNE);
      expect(keys.keyFor(BEN).id).not.toBe(id);
      await keys.prepare([ANNE]);
      await keys.close();
      const again = await open();
      await again.prepare([ANNE]);
      expect(again.keyFor(ANNE)).toMatchObject({ id, subject: ANNE });
      expect((await openedBy(again, id))?.key.equals(key)).toBe(true);
      expect(await again.keysOf(ANNE)).toEqual([
        { id, subject: ANNE, createdAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT/), state: 'ACTIVE' },
      ]);
    });

    it('are made together for those who ask at the same time, each once', async () => {
      const keys = await open();
      const names = NAMES.slice(0, 50);
      const asking = names.map((name) => keys.prepare([name, ANNE]));
      await Promise.all([...asking, keys.prepare([ANNE]), keys.prepare(names)]);
      expect(await keys.status()).toMatchObject({ subjectKeys: 51 });
      const own = (await Promise.all(names.map((name) => keys.keysOf(name)))).flat();
      expect(new Set(own.map(({ createdAt }) => createdAt)).size).toBe(1);
    });

    it('are not there for somebody who was not prepared for', async () => {
      const keys = await open();
      expect(() => keys.keyFor(ANNE)).toThrow(`No key was prepared for ${ANNE}.`);
    });

    it('are refused from the fence on, and read until they are destroyed', async () => {
      const keys = await open();
      await keys.prepare([ANNE]);
      const { id } = keys.keyFor(ANNE);
      await keys.fence([ANNE, BEN], 'erasure-1');
      for (const subject of [ANNE, BEN]) {
        await expect(keys.prepare([subject])).rejects.toThrow(SubjectErasedError);
        expect(() => keys.keyFor(subject)).toThrow(`The personal data of ${subject} was erased (erasure-1)`);
      }
      expect(await openedBy(keys, id)).toBeDefined();
      await keys.destroy([ANNE, BEN]);
      expect(await openedBy(keys, id)).toBeUndefined();
      expect(await keys.keysOf(ANNE)).toMatchObject([{ id, state: 'DESTROYED' }]);
      expect(await keys.status()).toMatchObject({ subjectKeys: 0, destroyedKeys: 1, fences: 2, unknownKeys: 0 });
    });

    it('are refused and gone after a restart, too', async () => {
      const keys = await open();
      await keys.prepare([ANNE]);
      const { id } = keys.keyFor(ANNE);
      await keys.fence([ANNE], 'erasure-1');
      await keys.destroy([ANNE]);
      await keys.close();
      const again = await open();
      await expect(again.prepare([ANNE])).rejects.toThrow('erasure-1');
      expect(await openedBy(again, id)).toBeUndefined();
    });

    it('make none at all when one of the subjects is erased', async () => {
      const keys = await open();
      await keys.fence([ANNE], 'erasure-1');
      await keys.close();
      const again = await open();
      await expect(again.prepare([BEN, ANNE])).rejects.toThrow(SubjectErasedError);
      expect(await again.keysOf(BEN)).toEqual([]);
    });

    it('are not destroyed without a fence, not even those that have one', async () => {
      const keys = await open();
      await keys.prepare([ANNE, BEN]);
      await keys.fence([ANNE], 'erasure-1');
      await expect(keys.destroy([ANNE, BEN])).rejects.toThrow(NotFencedError);
      expect(await keys.keysOf(ANNE)).toMatchObject([{ state: 'ACTIVE' }]);
    });

    it('may be fenced and destroyed again: the first reference and times stay', async () => {
      const keys = await open();
      await keys.prepare([ANNE]);
      await keys.fence([ANNE], 'erasure-1');
      await keys.destroy([ANNE]);
      const [fence] = await keys.fencesOf([ANNE, BEN]);
      expect(fence).toEqual({
        subject: ANNE,
        reference: 'erasure-1',
        fencedAt: expect.any(String),
        destroyedAt: expect.any(String),
      });
      await keys.fence([ANNE], 'erasure-2');
      await keys.destroy([ANNE]);
      const all: unknown[] = [];
      for await (const each of keys.fences()) all.push(each);
      expect(all).toEqual([fence]);
    });

    it('take over the fences of another store: those under way, and those that are done', async () => {
      const keys = await open();
      await keys.prepare([ANNE, BEN]);
      const fencedAt = '2025-01-01T00:00:00.000Z';
      await keys.replayFences([
        { subject: ANNE, reference: 'erasure-1', fencedAt, destroyedAt: null },
        { subject: BEN, reference: 'erasure-2', fencedAt, destroyedAt: '2025-01-02T00:00:00Z' },
      ]);
      expect(await keys.keysOf(ANNE)).toMatchObject([{ state: 'ACTIVE' }]);
      expect(await keys.keysOf(BEN)).toMatchObject([{ state: 'DESTROYED' }]);
      expect(await keys.status()).toMatchObject({ fences: 2, awaitingDestruction: 1 });
      await expect(keys.prepare([ANNE])).rejects.toThrow('erasure-1');
    });

    it('are told from keys that were never theirs, also when they are destroyed', async () => {
      const keys = await open();
      await keys.prepare([ANNE, BEN]);
      const ids = [keys.keyFor(ANNE).id, keys.keyFor(BEN).id];
      await keys.fence([ANNE], 'erasure-1');
      await keys.destroy([ANNE]);
      const stranger = 'A'.repeat(32);
      expect(await keys.unknownAmong([...ids, stranger])).toEqual([stranger]);
    });

    it('are closed once, and say so', async () => {
      const keys = await open();
      await keys.close();
      await keys.close();
      await expect(keys.prepare([ANNE])).rejects.toThrow(KeyStoreClosedError);
    });

    it('are all wrapped anew by a rotation, which keeps every key', async () => {
      const keys = await open();
      await keys.prepare(NAMES);
      const ids = NAMES.map((name) => keys.keyFor(name).id);
      expect(await keys.rotate()).toEqual({ version: 2, rewrapped: NAMES.length, continued: false });
      expect((await keys.status()).wrappingKeys).toMatchObject([
        { version: 1, state: 'RETIRED' },
        { version: 2, state: 'ACTIVE' },
      ]);
      await keys.close();
      const again = await open();
      await again.prepare(NAMES);
      expect(NAMES.map((name) => again.keyFor(name).id)).toEqual(ids);
    });

    it('go on being made and destroyed during a rotation', async () => {
      const keys = await open();
      await keys.prepare(NAMES);
      const [first = ''] = NAMES;
      const last = NAMES.at(-1) ?? '';
      await keys.fence([first, last], 'erasure-1');
      const rotating = keys.rotate();
      const late = officer('late');
      await Promise.all([keys.prepare([late]), keys.destroy([last, first])]);
      await rotating;
      await keys.close();
      const again = await open();
      expect(await again.keysOf(last)).toMatchObject([{ state: 'DESTROYED' }]);
      await again.prepare([late, ...NAMES.slice(1, -1)]);
      for (const name of [late, ...NAMES.slice(1, -1)]) again.keyFor(name);
    });

    it('are locked with another key-encryption key by a rotation, for which both are needed once', async () => {
      const keys = await open();
      await keys.prepare(NAMES.slice(0, 3));
      await keys.close();
      await expect(open({ keyEncryptionKey: OTHER })).rejects.toThrow(KeyEncryptionKeyError);
      const both = await open({ keyEncryptionKey: OTHER, previousKeyEncryptionKeys: [KEK] });
      await both.prepare(NAMES.slice(0, 3));
      expect(both.keyFor(NAMES[0] ?? '')).toBeDefined();
      await both.rotate();
      expect(await both.status()).toMatchObject({ keyEncryptionKey: OTHER.id, rotationUnderWay: false });
      await both.close();
      await expect(open()).rejects.toThrow(`locked with the key-encryption key ${OTHER.id}`);
      const changed = await open({ keyEncryptionKey: OTHER });
      await changed.prepare(NAMES.slice(0, 3));
      expect(changed.keyFor(NAMES[0] ?? '')).toBeDefined();
    });

    it('are rotated once for those who ask at the same time', async () => {
      const keys = await open();
      const reports = await Promise.all([keys.rotate(), keys.rotate()]);
      expect(reports.map(({ version }) => version)).toEqual([2, 2]);
    });
  });
}
