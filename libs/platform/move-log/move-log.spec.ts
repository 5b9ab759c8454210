import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { altered } from '../../../test/support/altered.js';
import { DataFolderInUseError, lockDataFolder, SqliteEventStore, type RecordedEvent } from '#platform/event-store';
import { temporaryFolder, type TemporaryFolder } from '../../../test/support/temporary-folder.js';
import { openEmbeddedSource, openEmbeddedTarget } from './embedded-log.js';
import { CopyDiffersError, LogInUseError, SourceUnsuitableError, TargetNotEmptyError } from './move-log.errors.js';
import { moveLog, type MoveLogOptions, type MoveReport } from './move-log.js';
import type { LogSource, LogTarget } from './moved-log.port.js';
import { fillLog, sampleFolder, wholeOf } from './sample-log.fixture.js';

let folder: TemporaryFolder;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => folder.remove());

const at = (name: string): string => join(folder.path, name);

interface Changes {
  readonly source?: (source: LogSource) => LogSource;
  readonly target?: (target: LogTarget) => LogTarget;
  readonly options?: Partial<MoveLogOptions>;
}

async function move(from: string, to: string, changes: Changes = {}): Promise<MoveReport> {
  const { source: changeSource = (source) => source, target: changeTarget = (target) => target, options } = changes;
  const source = await openEmbeddedSource(from);
  try {
    const target = openEmbeddedTarget(to);
    try {
      return await moveLog({ source: changeSource(source), target: changeTarget(target), eventsAtOnce: 7, ...options });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function logIn(dataFolder: string): Promise<readonly RecordedEvent[]> {
  const source = await openEmbeddedSource(dataFolder);
  try {
    return await wholeOf(source);
  } finally {
    await source.close();
  }
}

describe('moving a log', () => {
  it('copies every event as it was recorded, and says by which root it was compared', async () => {
    const from = await sampleFolder(folder.path, 'from', 40);
    const report = await move(from, at('to'));
    const log = await logIn(from);
    expect(await logIn(at('to'))).toEqual(log);
    expect(new Set(log.map(({ recordedAt }) => recordedAt)).size).toBe(40);
    expect(report).toMatchObject({ events: log.length, partnerships: 3, copiedBefore: 0, signedRoots: 0 });
    expect(report.root).toMatch(/^[\w+/]{43}=$/);
    const [source, target] = [await openEmbeddedSource(from), await openEmbeddedSource(at('to'))];
    expect(target.installationId).toBe(source.installationId);
    await Promise.all([source.close(), target.close()]);
  });

  it('leaves a log that a service takes on', async () => {
    const from = await sampleFolder(folder.path, 'from', 10);
    const { events } = await move(from, at('to'));
    const store = await SqliteEventStore.open({ file: join(at('to'), 'log.db') });
    const types = (await store.eventTypes()).toSorted();
    expect(types).toEqual([...Array(7).keys()].map((kind) => `sample.Kind${kind}Happened.v1`));
    await fillLog(store, 1);
    expect(await store.head()).toBe(events + 1);
    await store.close();
  });

  it('goes on from wherever it was interrupted', async () => {
    const from = await sampleFolder(folder.path, 'from', 30);
    const log = await logIn(from);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(6), { maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        async (stops, eventsAtOnce) => {
          run += 1;
          const to = at(`to-${run}`);
          let copied = 0;
          for (const batches of stops) {
            let left = batches;
            const stopping = (target: LogTarget) =>
              altered(target, {
                take: async (events) => {
                  if (left === 0) throw new Error('interrupted');
                  left -= 1;
                  await target.take(events);
                  copied += events.length;
                },
              });
            const moving = move(from, to, { target: stopping, options: { eventsAtOnce } });
            await moving.catch((error: unknown) => expect(error).toMatchObject({ message: 'interrupted' }));
            expect(existsSync(join(to, 'log.db'))).toBe(copied === log.length);
          }
          expect(await move(from, to, { options: { eventsAtOnce } })).toMatchObject({ copiedBefore: copied });
          expect(await logIn(to)).toEqual(log);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('does nothing more where all is done', async () => {
    const from = await sampleFolder(folder.path, 'from', 10);
    const first = await move(from, at('to'));
    expect(await move(from, at('to'))).toEqual({ ...first, copiedBefore: first.events });
  });
});

describe('a log is not moved', () => {
  it('when there is none', async () => {
    await expect(move(at('nowhere'), at('to'))).rejects.toBeInstanceOf(SourceUnsuitableError);
    expect(existsSync(at('nowhere'))).toBe(false);
    const empty = await sampleFolder(folder.path, 'empty', 0);
    await expect(move(empty, at('to'))).rejects.toThrow('is empty: there is nothing to move');
  });

  it('while a service uses one of the two', async () => {
    const from = await sampleFolder(folder.path, 'from', 3);
    for (const used of [from, at('to')]) {
      const lock = lockDataFolder(used);
      await expect(move(from, at('to'))).rejects.toBeInstanceOf(DataFolderInUseError);
      lock.release();
    }
    expect(existsSync(join(at('to'), 'log.db'))).toBe(false);
  });

  it('into the place of another log', async () => {
    const from = await sampleFolder(folder.path, 'from', 8);
    const other = await sampleFolder(folder.path, 'other', 5);
    const before = await logIn(other);
    await expect(move(from, other)).rejects.toBeInstanceOf(TargetNotEmptyError);
    await expect(move(from, other)).rejects.toThrow('belongs to another installation');
    expect(await logIn(other)).toEqual(before);
  });

  it('into a copy that a service has used since', async () => {
    const from = await sampleFolder(folder.path, 'from', 8);
    await move(from, at('to'));
    const store = await SqliteEventStore.open({ file: join(at('to'), 'log.db') });
    await fillLog(store, 1);
    await store.close();
    await expect(move(from, at('to'))).rejects.toThrow('holds events that are not in that of');
    const grown = await SqliteEventStore.open({ file: join(from, 'log.db') });
    await fillLog(grown, 3);
    await grown.close();
    await expect(move(from, at('to'))).rejects.toBeInstanceOf(TargetNotEmptyError);
  });

  it('when the copy differs in one byte, one event or one place', async () => {
    const from = await sampleFolder(folder.path, 'from', 12);
    const faults: Readonly<Record<string, (event: RecordedEvent) => RecordedEvent>> = {
      data: (event) => ({ ...event, data: event.data.map((byte, index) => (index === 3 ? byte ^ 1 : byte)) }),
      metadata: (event) => ({ ...event, metadata: new Uint8Array([...event.metadata, 0x20]) }),
      time: (event) => ({ ...event, recordedAt: event.recordedAt.replace('.000Z', '.001Z') }),
      type: (event) => ({ ...event, type: 'sample.SomethingElse.v1' }),
      id: (event) => ({
        ...event,
        id: event.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')) as typeof event.id,
      }),
    };
    for (const [name, fault] of Object.entries(faults)) {
      const faulty = (target: LogTarget) =>
        altered(target, {
          take: (events) => target.take(events.map((event) => (event.position === 9 ? fault(event) : event))),
        });
      const moving = move(from, at(name), { target: faulty });
      await expect(moving).rejects.toBeInstanceOf(CopyDiffersError);
      await expect(moving).rejects.toThrow('They differ first at position 9');
      expect(existsSync(join(at(name), 'log.db'))).toBe(false);
    }
  });

  it('when what is read back is shorter than what was taken', async () => {
    const from = await sampleFolder(folder.path, 'from', 12);
    const short = (target: LogTarget) => altered(target, { read: (after) => target.read(after, 10) });
    await expect(move(from, at('to'), { target: short })).rejects.toThrow('The copy ends before position 11');
  });

  it('when the source grows, or lacks an event', async () => {
    const from = await sampleFolder(folder.path, 'from', 12);
    let asked = 0;
    const growing = (source: LogSource) =>
      altered(source, { head: async () => ((await source.head()) + (asked++ === 0 ? -2 : 0)) as never });
    await expect(move(from, at('to'), { source: growing })).rejects.toBeInstanceOf(LogInUseError);
    await move(from, at('to'));
    const lacking = (source: LogSource) =>
      altered(source, {
        read: async function* (after, limit) {
          for await (const event of source.read(after, limit)) if (event.position !== 5) yield event;
        },
      });
    await expect(move(from, at('other'), { source: lacking })).rejects.toThrow('has position 6 after 4');
  });

  it('when it is not what was signed', async () => {
    const from = await sampleFolder(folder.path, 'from', 12);
    const signed = (size: number) => (source: LogSource) =>
      altered(source, { signedRoots: [{ size, root: new Uint8Array(32), by: 'the checkpoint of a witness' }] });
    const moving = move(from, at('to'), { source: signed(9) });
    await expect(moving).rejects.toBeInstanceOf(SourceUnsuitableError);
    await expect(moving).rejects.toThrow(
      'The first 9 events are not those that the checkpoint of a witness commits to',
    );
    mkdirSync(at('cut'));
    await expect(move(from, at('cut'), { source: signed(1_000) })).rejects.toThrow('was signed over 1000 events');
  });
});
