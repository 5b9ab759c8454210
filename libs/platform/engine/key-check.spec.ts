import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore, type EventId, type StreamName } from '#platform/event-store';
import type { Erasure } from '#platform/contexts';
import type { Lease } from '#platform/coordination';
import { KeyDamagedError, type UnknownKeys } from '#platform/privacy';
import { deriveUuid } from '#platform/values';
import { KeyCheck, type KeyCheckParts } from './key-check.js';
import { talliesContext } from './tallies-context.fixture.js';

const STREAM = `officer-${deriveUuid('officer', 'sealed')}` as StreamName;
const DAMAGE = new KeyDamagedError('The wrapping key 3 of the key store is damaged.');
const ERASURE: Erasure = { reference: 'erasure-1' as StreamName, subjectIds: ['officer-1'], holdings: async () => [] };

/** A process on a log with an erasure on record that the key store lacks. */
function processWith({
  isHeld,
  whenLooked,
  unknownKeys = 'forgotten',
  isUnknown = false,
  sealedWith = ['A'],
  damaged = [],
}: {
  readonly isHeld: boolean;
  readonly whenLooked?: () => void;
  readonly unknownKeys?: UnknownKeys;
  /** An event at the end of the log is sealed with a key that was never in the store. */
  readonly isUnknown?: boolean;
  /** The keys of each event. */
  readonly sealedWith?: readonly string[];
  readonly damaged?: readonly string[];
}) {
  const erased: string[] = [];
  let isDone = false;
  const finish = () => (isDone = true);
  const lease: Lease = { name: 'key-check', isHeld, epoch: 1, onChange: () => () => undefined };
  const store = new MemoryEventStore();
  const parts: KeyCheckParts = {
    keys: {
      fencesOf: async (subjects) => {
        whenLooked?.();
        const destroyedAt = isDone ? '2026-01-01T00:00:00.000Z' : null;
        return subjects.map((subject) => ({ subject, reference: 'erasure-1', fencedAt: '', destroyedAt }));
      },
      unknownAmong: async (ids) => (isUnknown ? ids : []),
      damagedAmong: async (ids) => ids.filter((id) => damaged.includes(id)).map((id) => ({ id, damage: DAMAGE })),
      unknownKeys,
    },
    contexts: [{ ...talliesContext(), erased: async (_, after) => (after === '' ? [ERASURE] : []) }],
    store,
    codec: { keysIn: () => sealedWith },
    erasing: {
      available: true,
      erase: async ({ reference }) => {
        erased.push(reference);
        finish();
        return { events: 0, valuesInClearText: 0, readModels: [] };
      },
    },
    openSession: async () => ({ [Symbol.dispose]: () => undefined }) as never,
    log: { info: () => undefined, error: () => undefined },
    lease,
  };
  return { check: new KeyCheck(parts), erased, finish, store };
}

describe('What is on record as erased and is not in the key store', () => {
  it('is carried out again by the process that has the lease', async () => {
    const { check, erased } = processWith({ isHeld: true });
    await check.run(new AbortController().signal);
    expect(erased).toEqual(['erasure-1']);
    expect(check.notices).toMatchObject([{ kind: 'KEYS_OLDER' }]);
  });

  it('is waited for by the others before they serve', async () => {
    let looks = 0;
    const other = processWith({
      isHeld: false,
      whenLooked: () => {
        looks += 1;
        if (looks === 2) other.finish();
      },
    });
    await other.check.run(new AbortController().signal);
    expect(looks).toBeGreaterThan(1);
    expect(other.erased).toEqual([]);
  });

  it('keeps no process from stopping', async () => {
    const stop = new AbortController();
    const { check } = processWith({ isHeld: false, whenLooked: () => stop.abort() });
    await expect(check.run(stop.signal)).rejects.toThrow('aborted');
  });
});

describe('What is sealed with keys that the key store never held', () => {
  it.each<[UnknownKeys, RegExp]>([
    ['forgotten', /^One of the last events is .+ reads as \[forgotten\]\. If there is a newer copy/],
    [
      'fault',
      /^One of the last events is .+ cannot be read, .+ retry the dead letters.+ CONCORDAT_UNKNOWN_KEYS=forgotten/,
    ],
  ])('is said to the operator as it is: %s', async (unknownKeys, text) => {
    const { check, store, finish } = processWith({ isHeld: true, unknownKeys, isUnknown: true });
    finish();
    await store.append(STREAM, 'none', [sealed()]);
    await check.run(new AbortController().signal);
    expect(check.notices).toEqual([{ kind: 'KEYS_OLDER', text: expect.stringMatching(text) }]);
  });
});

describe('Damaged keys that the last events are sealed with', () => {
  it('are named to the operator, with what is damaged', async () => {
    const { check, store, finish } = processWith({ isHeld: true, sealedWith: ['A', 'B'], damaged: ['B'] });
    finish();
    await store.append(STREAM, 'none', [sealed()]);
    await check.run(new AbortController().signal);
    expect(check.notices).toEqual([
      {
        kind: 'KEYS_DAMAGED',
        text: expect.stringMatching(/^A key is damaged: B\. 1 of .+The wrapping key 3 .+damaged\.$/),
      },
    ]);
  });

  it('are not all named when there are many', async () => {
    const many = Array.from({ length: 12 }, (_, index) => `K${index}`);
    const { check, store, finish } = processWith({ isHeld: true, sealedWith: many, damaged: many });
    finish();
    await store.append(STREAM, 'none', [sealed()]);
    await check.run(new AbortController().signal);
    expect(check.notices).toMatchObject([
      { text: expect.stringMatching(/^12 keys are damaged: K0, .+K9 and 2 more\./) },
    ]);
  });
});

function sealed() {
  const bytes = new TextEncoder().encode('{}');
  return { id: deriveUuid('event', 'sealed') as EventId, type: 'officers.Sealed.v1', data: bytes, metadata: bytes };
}
