import { describe, expect, it } from '@jest/globals';
import { EventCodec } from '#platform/event-sourcing';
import { MemoryEventStore, type StreamName } from '#platform/event-store';
import type { Erasure } from '#platform/contexts';
import type { Lease } from '#platform/coordination';
import { KeyCheck, type KeyCheckParts } from './key-check.js';
import { talliesContext } from './tallies-context.fixture.js';

const ERASURE: Erasure = { reference: 'erasure-1' as StreamName, subjectIds: ['officer-1'], holdings: async () => [] };

/** A process on a log with an erasure on record that the key store lacks. */
function processWith({ isHeld, whenLooked }: { readonly isHeld: boolean; readonly whenLooked?: () => void }) {
  const erased: string[] = [];
  let isDone = false;
  const finish = () => (isDone = true);
  const lease: Lease = { name: 'key-check', isHeld, epoch: 1, onChange: () => () => undefined };
  const parts: KeyCheckParts = {
    keys: {
      fencesOf: async (subjects) => {
        whenLooked?.();
        const destroyedAt = isDone ? '2026-01-01T00:00:00.000Z' : null;
        return subjects.map((subject) => ({ subject, reference: 'erasure-1', fencedAt: '', destroyedAt }));
      },
      unknownAmong: async () => [],
    },
    contexts: [{ ...talliesContext(), erased: async (_, after) => (after === '' ? [ERASURE] : []) }],
    store: new MemoryEventStore(),
    codec: new EventCodec([]),
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
  return { check: new KeyCheck(parts), erased, finish };
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
