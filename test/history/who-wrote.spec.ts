import { describe, expect, it } from '@jest/globals';
import { checkHistory } from './check-history.js';
import type { AppendOperation, AppendOutcome, SeenEvent } from './history.js';

const event = {
  id: '00000000-0000-4000-8000-000000000001',
  stream: 'history-1',
  revision: 0,
  position: 1,
  recordedAt: '2006-03-21T09:00:00.000Z',
  type: 'history.SiteOpened.v1',
  digest: 'a',
} as SeenEvent;

const { id, type, digest, stream, position, recordedAt, revision } = event;
const told: AppendOutcome = {
  kind: 'done',
  result: { firstRevision: revision, lastRevision: revision, position, recordedAt, repeated: true },
};

function append(at: number, expected: AppendOperation['expected'], outcome: AppendOutcome): AppendOperation {
  const events = [{ id, type, digest }];
  return { kind: 'append', session: 'client', invokedAt: at, answeredAt: at + 1, stream, expected, events, outcome };
}

/** Refused, because the stream is not there; then sent again with another expectation. */
const refused = append(1, 'exists', { kind: 'wrong-revision', actual: undefined });
const history = (...operations: readonly AppendOperation[]) => ({
  start: 0 as SeenEvent['position'],
  operations,
  log: [event],
});

describe('an append that was refused, and is in the log', () => {
  it('was written for somebody who lost the answer, and was told that it had been written before', () => {
    const options = { contiguousPositions: true, saysWhoWrote: false };
    expect(checkHistory(history(refused, append(3, 'any', told)), options)).toEqual([]);
  });

  it.each([
    ['nobody else sent it', [refused], false],
    ['whoever wrote it would have been told so', [refused, append(3, 'any', told)], true],
  ] as const)('is a fault where %s', (_why, operations, saysWhoWrote) => {
    const violations = checkHistory(history(...operations), { contiguousPositions: true, saysWhoWrote });
    expect(violations).toContainEqual(expect.objectContaining({ rule: 'refused-leaves-nothing' }));
  });
});
