import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keyEncryptionKeyFrom } from './key-encryption-key.js';
import { KeyStoreBench, officer } from './key-store.fixture.js';
import { WrappingKeys } from './wrapping-keys.js';

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
