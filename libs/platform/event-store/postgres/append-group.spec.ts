import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideAppend } from '../append.decision.js';
import { newEvents, newStream, revision } from '../contract/sample-events.js';
import type { ExpectedRevision, Revision } from '../event-store.port.js';
import { AppendGroup, type PendingAppend } from './append-group.js';

const STREAMS = [newStream(), newStream()] as const;

function pending(stream: (typeof STREAMS)[number], expected: ExpectedRevision, count: number): PendingAppend {
  const request = { stream, expected, events: newEvents(count) };
  return { request, at: undefined, resolve: () => undefined, reject: () => undefined };
}

function groupOf(appends: readonly PendingAppend[]): AppendGroup {
  const group = new AppendGroup();
  for (const append of appends) if (!group.add(append)) break;
  return group;
}

/** Each in turn, as if the ones before it were written. */
function allCanBeWritten({ appends }: AppendGroup, before: ReadonlyMap<string, number>): boolean {
  const last = new Map(before);
  return appends.every(({ pending: { request } }) => {
    const known = last.get(request.stream) ?? -1;
    const decision = decideAppend(
      request,
      known === -1 ? undefined : (known as Revision),
      request.events.map(() => undefined),
    );
    last.set(request.stream, known + request.events.length);
    return decision.kind === 'write';
  });
}

const [one, other] = STREAMS;

const arbitraryAppend = fc
  .record({
    stream: fc.constantFrom(...STREAMS),
    expected: fc.oneof(fc.constantFrom<ExpectedRevision>('any', 'none', 'exists'), fc.nat(6).map(revision)),
    count: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ stream, expected, count }) => pending(stream, expected, count));

describe('a group of appends', () => {
  it('asks of its streams exactly what makes all of its appends be as expected, one after the other', () => {
    const lasts = fc.tuple(fc.integer({ min: -1, max: 8 }), fc.integer({ min: -1, max: 8 }));
    fc.assert(
      fc.property(fc.array(arbitraryAppend, { minLength: 1, maxLength: 6 }), lasts, (appends, [first, second]) => {
        const before = new Map<string, number>([
          [one, first],
          [other, second],
        ]);
        const group = groupOf(appends);
        const isMet = group.streams.every(({ name, lowest, highest }) => {
          const last = before.get(name) ?? -1;
          return last >= lowest && last <= highest;
        });
        expect(isMet).toBe(allCanBeWritten(group, before));
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes every append alone', () => {
    fc.assert(fc.property(arbitraryAppend, (append) => new AppendGroup().add(append)));
  });

  it('leaves out what cannot come after the others, and an event it has already', () => {
    const first = pending(one, revision(3), 2);
    const group = groupOf([first]);
    expect(group.add(pending(one, 'none', 1))).toBe(false);
    expect(group.add(pending(one, revision(3), 1))).toBe(false);
    expect(group.add({ ...first, request: { ...first.request, expected: 'any' } })).toBe(false);
    expect(group.add(pending(one, revision(5), 1))).toBe(true);
    expect(group.add(pending(one, 'exists', 1))).toBe(true);
    expect(group.add(pending(other, 'none', 1))).toBe(true);
    expect(group.appends.map(({ earlier }) => earlier)).toEqual([0, 2, 3, 0]);
    expect(group.streams).toMatchObject([
      { lowest: 3, highest: 3, events: 4 },
      { lowest: -1, highest: -1 },
    ]);
  });

  it('is full at some size, but takes one append of any size', () => {
    const large = (): PendingAppend => {
      const append = pending(newStream(), 'any', 1);
      const events = append.request.events.map((event) => ({ ...event, data: new Uint8Array(512 * 1024) }));
      return { ...append, request: { ...append.request, events } };
    };
    const group = new AppendGroup();
    let taken = 0;
    while (group.add(large())) taken += 1;
    expect(taken).toBe(16);
    const many = new AppendGroup();
    let events = 0;
    while (many.add(pending(newStream(), 'any', 500))) events += 500;
    expect(events).toBe(5_000);
  });
});
