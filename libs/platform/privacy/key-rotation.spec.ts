import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keyEncryptionKeyFrom, LocalKeyEncryptionKey } from './key-encryption-key.js';
import { KeyEncryptionKeyError } from './key-store.errors.js';
import { KEK, KeyStoreBench, officer } from './key-store.fixture.js';
import { WrappingKeys } from './wrapping-keys.js';

const OTHER = new LocalKeyEncryptionKey(Buffer.alloc(32, 8));
const NAMES = Array.from({ length: 1_200 }, (_, index) => officer(String(index)));

describe('Rotating the keys', () => {
  let bench: KeyStoreBench;
  beforeEach(() => {
    bench = new KeyStoreBench();
  });
  afterEach(() => bench.close());

  it('wraps every key with a new one, and leaves nothing of the old wrapping in the files', async () => {
    const keys = await bench.open();
    await keys.prepare(NAMES);
    const ids = NAMES.map((name) => keys.keyFor(name).id);
    const before = bench.materials();
    expect(await keys.rotate()).toEqual({ version: 2, rewrapped: NAMES.length, continued: false });
    expect((await keys.status()).wrappingKeys).toMatchObject([
      { version: 1, state: 'RETIRED' },
      { version: 2, state: 'ACTIVE' },
    ]);
    const left = bench.bytes();
    for (const material of before) expect(left.includes(material)).toBe(false);
    await keys.close();
    const again = await bench.open();
    expect(NAMES.map((name) => again.keyFor(name).id)).toEqual(ids);
  });

  it('goes on while keys are made and destroyed', async () => {
    const keys = await bench.open();
    await keys.prepare(NAMES);
    const [first = ''] = NAMES;
    const last = NAMES.at(-1) ?? '';
    await keys.fence([first, last], 'erasure-1');
    const rotating = keys.rotate();
    const late = officer('late');
    const preparing = keys.prepare([late]);
    await keys.destroy([last, first]);
    await preparing;
    const { rewrapped } = await rotating;
    expect(rewrapped).toBeLessThan(NAMES.length);
    await keys.close();
    const again = await bench.open();
    expect(await again.keysOf(last)).toMatchObject([{ state: 'DESTROYED' }]);
    expect(again.keyFor(late)).toBeDefined();
    for (const name of NAMES.slice(1, -1)) again.keyFor(name);
  });

  it('changes the key-encryption key, for which both are needed once', async () => {
    const keys = await bench.open();
    await keys.prepare(NAMES.slice(0, 3));
    await keys.close();
    await expect(bench.open({ keyEncryptionKey: OTHER })).rejects.toThrow(KeyEncryptionKeyError);
    const both = await bench.open({ keyEncryptionKey: OTHER, previousKeyEncryptionKeys: [KEK] });
    expect(both.keyFor(NAMES[0] ?? '')).toBeDefined();
    await both.rotate();
    expect(await both.status()).toMatchObject({ keyEncryptionKey: OTHER.id, rotationUnderWay: false });
    await both.close();
    await expect(bench.open()).rejects.toThrow(`locked with the key-encryption key ${OTHER.id}`);
    const changed = await bench.open({ keyEncryptionKey: OTHER });
    expect(changed.keyFor(NAMES[0] ?? '')).toBeDefined();
  });

  it('is ended by the next one when it did not come to its end', async () => {
    const keys = await bench.open();
    await keys.prepare(NAMES.slice(0, 3));
    const retire = WrappingKeys.prototype.retireOlder;
    WrappingKeys.prototype.retireOlder = () => {
      throw new Error('interrupted');
    };
    try {
      await expect(keys.rotate()).rejects.toThrow('interrupted');
    } finally {
      WrappingKeys.prototype.retireOlder = retire;
    }
    expect(await keys.status()).toMatchObject({ rotationUnderWay: true });
    await keys.close();
    const again = await bench.open();
    expect(await again.rotate()).toEqual({ version: 2, rewrapped: 0, continued: true });
    expect(await again.status()).toMatchObject({ rotationUnderWay: false });
  });

  it('is one at a time', async () => {
    const keys = await bench.open();
    const reports = await Promise.all([keys.rotate(), keys.rotate()]);
    expect(reports.map(({ version }) => version)).toEqual([2, 2]);
  });
});

describe('A key-encryption key', () => {
  it.each(['', 'AAAA', 'not base64 at all, but of 43 characters ......', Buffer.alloc(31).toString('base64')])(
    'is not %j',
    (text) => expect(keyEncryptionKeyFrom(text)).toBeUndefined(),
  );

  it('is 32 bytes in base64, and its id tells nothing about it', () => {
    const bytes = randomBytes(32);
    const key = keyEncryptionKeyFrom(`${bytes.toString('base64')}\n`);
    expect(key?.id).toMatch(/^local-[\w-]{32}$/);
    expect(Buffer.from(key?.id.slice(6) ?? '', 'base64url').equals(bytes.subarray(0, 24))).toBe(false);
  });
});
