import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AppendRequest } from '../append.decision.js';
import { newEvent, newEvents, newStream } from '../contract/sample-events.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import type { TemporaryFolder } from '../../../../test/support/temporary-folder.js';
import { GroupCommit } from './group-commit.js';
import { openWritableLog } from './log-file.js';
import type { WritableLog } from './log-file.js';

const NOW = '2003-07-01T12:00:00.000Z';

describe('group commit', () => {
  let folder: TemporaryFolder;
  let log: WritableLog;
  let groups: GroupCommit;

  beforeEach(() => {
    folder = temporaryFolder();
    log = openWritableLog({ file: join(folder.path, 'events.sqlite') });
    groups = new GroupCommit(log.database);
  });
  afterEach(() => {
    log.database.close();
    folder.remove();
  });

  const kinds = (requests: readonly AppendRequest[]): string[] =>
    groups.commit(requests, NOW).map((outcome) => outcome.kind);

  const limitPages = (pages: number): unknown => log.database.pragma(`max_page_count = ${pages}`);

  it('commits all appends of a group in one transaction', () => {
    expect(kinds([request(), request(), request()])).toEqual(['done', 'done', 'done']);
    expect(groups.committedGroups).toBe(1);
  });

  it('decides each append on what those before it in the group have written', () => {
    const [first, second] = [request(), request()];
    const outcomes = groups.commit([first, { ...second, stream: first.stream }, first], NOW);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'wrong-expected-revision', 'done']);
    expect(outcomes[2]).toMatchObject({ repeated: true, position: 1 });
  });

  it('writes nothing for a group of refusals and repetitions', () => {
    const known = request();
    groups.commit([known], NOW);
    expect(kinds([known, { ...request(), expected: 'exists' }])).toEqual(['done', 'wrong-expected-revision']);
    expect(groups.committedGroups).toBe(1);
  });

  it('refuses what does not fit on a full disk, takes what does, and answers what needs no space', () => {
    const known = request();
    groups.commit([known], NOW);
    limitPages(pages(log) + 3);
    // The first fits, but is rolled back with the second and must then start again from revision 0.
    const outcomes = kinds([request(), request(200_000), known, { ...known, events: newEvents(1) }, request(200_000)]);
    expect(outcomes).toEqual(['done', 'storage-full', 'done', 'wrong-expected-revision', 'storage-full']);
    expect(positions(log)).toEqual([1, 2]);
  });

  it('goes on by itself once there is space again, with revisions and positions that follow on', () => {
    const stream = newStream();
    const append = (bytes: number): AppendRequest => ({ ...request(bytes), stream, expected: 'any' });
    groups.commit([append(10)], NOW);
    limitPages(pages(log));
    expect(kinds([append(100_000), append(100_000)])).toEqual(['storage-full', 'storage-full']);
    limitPages(100_000);
    expect(groups.commit([append(100_000)], NOW)).toMatchObject([{ kind: 'done', firstRevision: 1, position: 2 }]);
    expect(positions(log)).toEqual([1, 2]);
  });

  it('keeps the type of an event whose first append was rolled back with its group', () => {
    const typed = (type: string, bytes: number): AppendRequest => {
      const { stream, expected } = request();
      return { stream, expected, events: [newEvent({ type, data: new Uint8Array(bytes) })] };
    };
    limitPages(pages(log) + 3);
    expect(kinds([typed('contract.A.v1', 10), typed('contract.B.v1', 200_000)])).toEqual(['done', 'storage-full']);
    limitPages(100_000);
    expect(kinds([typed('contract.B.v1', 10)])).toEqual(['done']);
    const types = log.database.prepare('SELECT type FROM event_types').pluck().all();
    expect(types).toEqual(['contract.A.v1', 'contract.B.v1']);
  });

  it('notices what another connection has written, although there should be none', () => {
    const stream = newStream();
    const append = (): AppendRequest => ({ ...request(), stream, expected: 'any' });
    groups.commit([append()], NOW);
    const other = openWritableLog({ file: log.database.name });
    new GroupCommit(other.database).commit([append(), append()], NOW);
    other.database.close();
    expect(groups.commit([append()], NOW)).toMatchObject([{ kind: 'done', firstRevision: 3, position: 4 }]);
  });

  it('passes on every other failure, with nothing written', () => {
    log.database.exec("CREATE TRIGGER broken BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'broken'); END");
    expect(() => groups.commit([request()], NOW)).toThrow('broken');
    expect(log.database.inTransaction).toBe(false);
  });
});

function request(bytes = 100): AppendRequest {
  return { stream: newStream(), expected: 'none', events: [newEvent({ data: new Uint8Array(bytes) })] };
}

function pages(log: WritableLog): number {
  return Number(log.database.pragma('page_count', { simple: true }));
}

function positions(log: WritableLog): unknown[] {
  return log.database.prepare('SELECT position FROM events ORDER BY position').pluck().all();
}
