import { describe, expect, it } from '@jest/globals';
import { newEvents, newStream, revision } from '../contract/sample-events.js';
import type { EventToAppend, ExpectedRevision, Position, RecordedEvent, StreamName } from '../event-store.port.js';
import type { PendingAppend } from './append-group.js';
import { decideAgain } from './decide-again.js';

const stream = newStream();
const recorded = newEvents(2);

/** A log with one stream, of two events. */
const reader = {
  lookUp: async () => ({
    known: new Map(recorded.map((event, index) => [event.id, asRecorded(event, index)] as const)),
    last: new Map([[stream, revision(1)]]),
  }),
};

function asRecorded(event: EventToAppend, index: number): RecordedEvent {
  const position = (index + 1) as Position;
  return { ...event, stream, revision: revision(index), position, recordedAt: '2003-07-01T12:00:00.000Z' };
}

function pending(
  expected: ExpectedRevision,
  events: readonly EventToAppend[] = newEvents(1),
  name: StreamName = stream,
) {
  const append: PendingAppend = {
    request: { stream: name, expected, events },
    at: undefined,
    resolve: () => undefined,
    reject: () => undefined,
  };
  return append;
}

describe('deciding appends again, when their group could not be written', () => {
  it('answers what is in the log, refuses what cannot be, and keeps what can', async () => {
    const [repeated, conflict, wrong, right] = [
      pending('none', recorded),
      pending('any', [...recorded, ...newEvents(1)]),
      pending(revision(0)),
      pending(revision(1)),
    ];
    const decided = await decideAgain(reader, [repeated, conflict, wrong, right]);
    expect(decided.answered).toMatchObject([[{}, { firstRevision: 0, position: 2, repeated: true }]]);
    expect(decided.refused.map(([append, { kind }]) => [append, kind])).toEqual([
      [conflict, 'event-id-conflict'],
      [wrong, 'wrong-expected-revision'],
    ]);
    expect(decided.writable?.appends.map((each) => each.pending)).toEqual([right]);
    expect(decided.later).toEqual([]);
  });

  it('leaves what depends on an earlier one until that is written', async () => {
    const other = newStream();
    const [first, next, rival, elsewhere] = [
      pending(revision(1)),
      pending(revision(2)),
      pending(revision(1)),
      pending('none', newEvents(1), other),
    ];
    const decided = await decideAgain(reader, [first, next, rival, elsewhere]);
    expect(decided.refused).toEqual([]);
    expect(decided.writable?.appends.map((each) => each.pending)).toEqual([first, elsewhere]);
    expect(decided.later).toEqual([next, rival]);
  });

  it('refuses an id that is in the log also when its stream is to be written to', async () => {
    const conflict = pending('any', [...newEvents(1), ...recorded]);
    const decided = await decideAgain(reader, [pending('any'), conflict]);
    expect(decided.refused).toMatchObject([[conflict, { kind: 'event-id-conflict' }]]);
  });
});
