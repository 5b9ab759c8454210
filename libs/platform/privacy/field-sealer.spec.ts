import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SealBrokenError, SubjectErasedError, type FieldPlace } from '#platform/event-sourcing';
import type { EventId, Revision, StreamName } from '#platform/event-store';
import { FieldSealer } from './field-sealer.js';
import { KeyStoreBench, officer } from './key-store.fixture.js';
import type { SubjectKeyStore } from './subject-key-store.js';

const ANNE = officer('Anne');
const BEN = officer('Ben');
const PLACE: FieldPlace = {
  eventId: 'event-1' as EventId,
  stream: ANNE as StreamName,
  revision: 3 as Revision,
  type: 'regulators.OfficerAmended.v1',
  path: 'name',
};

describe('A sealed value', () => {
  let bench: KeyStoreBench;
  let keys: SubjectKeyStore;
  let sealer: FieldSealer;
  beforeEach(async () => {
    bench = new KeyStoreBench();
    keys = await bench.open();
    sealer = new FieldSealer(keys);
    await sealer.prepare([ANNE, BEN]);
  });
  afterEach(() => bench.close());

  it('opens in its place as what it was, whatever JSON says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const stored = JSON.parse(JSON.stringify(sealer.seal(value, ANNE, PLACE)));
        expect(sealer.open(stored, PLACE)).toEqual({ outcome: 'opened', value: JSON.parse(JSON.stringify(value)) });
      }),
    );
  });

  it('never looks the same twice, and tells whose it is only by the id of a key', () => {
    const [one, two] = [sealer.seal('Anne Smith', ANNE, PLACE), sealer.seal('Anne Smith', ANNE, PLACE)];
    expect(one.sealed.iv).not.toBe(two.sealed.iv);
    expect(one.sealed.ct).not.toBe(two.sealed.ct);
    expect(JSON.stringify(one)).toMatch(/^\{"sealed":\{"v":1,"key":"[\w-]{32}","iv":"[\w-]{16}","ct":"[\w-]+"\}\}$/);
  });

  it.each<[string, Partial<FieldPlace>]>([
    ['event', { eventId: 'event-2' as EventId }],
    ['stream', { stream: BEN as StreamName }],
    ['revision', { revision: 4 as Revision }],
    ['type', { type: 'regulators.OfficerRegistered.v1' }],
    ['field', { path: 'email' }],
  ])('does not open in another %s', (_what, changes) => {
    const sealed = sealer.seal('Anne Smith', ANNE, PLACE);
    expect(() => sealer.open(sealed, { ...PLACE, ...changes })).toThrow(SealBrokenError);
  });

  it('is of no help to a guess by a digest over it once one of its keys is gone', () => {
    const bound = sealer.bind('digest', [ANNE, BEN]);
    const [anne, ben] = [keys.keyFor(ANNE).id, keys.keyFor(BEN).id];
    expect(bound).toMatch(/^[\w-]{43}$/);
    expect(sealer.bind('digest', [BEN, ANNE])).toBe(bound);
    expect(sealer.bindAgain('digest', [ben, anne])).toBe(bound);
    const others = [
      sealer.bind('other', [ANNE, BEN]),
      sealer.bind('digest', [ANNE]),
      sealer.bindAgain('digest', [ben]),
      sealer.bindAgain('digest', []),
    ];
    for (const other of others) expect(other).not.toBe(bound);
    keys.fence([BEN], 'erasure-1');
    expect(() => sealer.bind('digest', [ANNE, BEN])).toThrow(SubjectErasedError);
    keys.destroy([BEN]);
    expect(sealer.bindAgain('digest', [ben, anne])).toBeUndefined();
  });

  it('does not open as that of somebody else', () => {
    const { sealed } = sealer.seal('Anne Smith', ANNE, PLACE);
    expect(() => sealer.open({ sealed: { ...sealed, key: keys.keyFor(BEN).id } }, PLACE)).toThrow(SealBrokenError);
  });

  it('does not open when any bit of it was altered, or it was cut', () => {
    const { sealed } = sealer.seal('Anne', ANNE, PLACE);
    for (const part of ['iv', 'ct'] as const) {
      const bytes = Buffer.from(sealed[part], 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const altered = Buffer.from(bytes);
        altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const value = { sealed: { ...sealed, [part]: altered.toString('base64url') } };
        expect(() => sealer.open(value, PLACE)).toThrow(SealBrokenError);
      }
      for (let length = 0; length < bytes.length; length++) {
        const value = { sealed: { ...sealed, [part]: bytes.subarray(0, length).toString('base64url') } };
        expect(() => sealer.open(value, PLACE)).toThrow(SealBrokenError);
      }
    }
  });

  it('reads as forgotten once its key is gone, and nothing is sealed for the person again', async () => {
    const sealed = sealer.seal('Anne Smith', ANNE, PLACE);
    keys.fence([ANNE], 'erasure-1');
    expect(sealer.open(sealed, PLACE)).toMatchObject({ outcome: 'opened' });
    expect(() => sealer.seal('Anne Smith', ANNE, PLACE)).toThrow(SubjectErasedError);
    keys.destroy([ANNE]);
    expect(sealer.open(sealed, PLACE)).toEqual({ outcome: 'forgotten' });
    await expect(sealer.prepare([ANNE])).rejects.toThrow(SubjectErasedError);
  });
});
