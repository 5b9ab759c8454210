import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStoreDbLogNotWholeError, EventStoreDbNoLogError, openEventStoreDb } from '#platform/event-store';
import {
  SERVER_KIND,
  startEventStoreDb,
  type EventStoreDbServer,
} from '../../../test/support/eventstoredb/event-store-db-server.js';
import { temporaryFolder, type TemporaryFolder } from '../../../test/support/temporary-folder.js';
import { between, moving } from './both-logs.fixture.js';
import { openEmbeddedSource, openEmbeddedTarget } from './embedded-log.js';
import { openEventStoreDbSource, openEventStoreDbTarget } from './eventstoredb-log.js';
import { LogInUseError, TargetNotEmptyError } from './move-log.errors.js';
import type { LogTarget } from './moved-log.port.js';
import { fillLog, sampleFolder, wholeOf } from './sample-log.fixture.js';

// Needs servers without events, which a real one is not.
const describeWithDouble = SERVER_KIND === 'a double' ? describe : describe.skip;

describeWithDouble('moving a log to EventStoreDB, with a double', () => {
  const servers: EventStoreDbServer[] = [];
  let folder: TemporaryFolder;
  let from: string;
  let original: Awaited<ReturnType<typeof wholeOf>>;
  let installationId: string;

  beforeAll(async () => {
    folder = temporaryFolder();
    from = await sampleFolder(folder.path, 'from', 60);
    const source = await openEmbeddedSource(from);
    [original, installationId] = [await wholeOf(source), source.installationId];
    await source.close();
  });

  afterAll(() => {
    for (const server of servers) server.stop();
    folder.remove();
  });

  const newServer = async (): Promise<string> => {
    const server = await startEventStoreDb();
    servers.push(server);
    return server.connectionString;
  };
  const target = (server: string) => (): Promise<LogTarget> => openEventStoreDbTarget(server, installationId);

  it('keeps everything there and back', async () => {
    const server = await newServer();
    const there = await between(openEmbeddedSource(from), target(server), moving);
    const back = join(folder.path, 'back');
    const report = await between(openEventStoreDbSource(server), () => openEmbeddedTarget(back), moving);
    expect(report).toEqual({ ...there, notCompared: expect.stringContaining('is not named') });
    const copy = await openEmbeddedSource(back);
    expect(await wholeOf(copy)).toEqual(original);
    expect(copy.installationId).toBe(installationId);
    await copy.close();
  });

  it('goes on where it was interrupted, in the middle of a batch too', async () => {
    const server = await newServer();
    await between(openEmbeddedSource(from), target(server), (_, to) => to.take(original.slice(0, 43)));
    const report = await between(openEmbeddedSource(from), target(server), moving);
    expect(report).toMatchObject({ copiedBefore: 43, events: original.length });
  });

  it('leaves a log that no service starts on until it is whole', async () => {
    const server = await newServer();
    const use = async () => (await openEventStoreDbSource(server)).close();
    await between(openEmbeddedSource(from), target(server), async (source, to) => {
      await to.adopt(source.installationId);
      await to.take(original.slice(0, 43));
    });
    await expect(use()).rejects.toBeInstanceOf(EventStoreDbLogNotWholeError);
    await between(openEmbeddedSource(from), target(server), moving);
    await use();
  });

  it('takes nothing from a server that has no log, and leaves it as it is', async () => {
    const server = await newServer();
    await expect(openEventStoreDbSource(server)).rejects.toBeInstanceOf(EventStoreDbNoLogError);
    await between(openEmbeddedSource(from), target(server), moving);
  });

  it('is refused where the server belongs to another installation, although it holds no event', async () => {
    const server = await newServer();
    const store = await openEventStoreDb({ connectionString: server, log: { error: () => undefined } });
    await store.close();
    const refused = between(openEmbeddedSource(from), target(server), moving);
    await expect(refused).rejects.toBeInstanceOf(TargetNotEmptyError);
  });

  it('is refused when somebody else appends meanwhile', async () => {
    const server = await newServer();
    await between(openEmbeddedSource(from), target(server), async (source, to) => {
      await to.adopt(source.installationId);
      await to.take(original.slice(0, 10));
      // As a process that was there before.
      const other = await openEventStoreDb({
        connectionString: server,
        log: { error: () => undefined },
        isMoved: true,
      });
      await fillLog(other, 1);
      await other.close();
      await expect(to.take(original.slice(10, 20))).rejects.toBeInstanceOf(LogInUseError);
    });
    const again = between(openEmbeddedSource(from), target(server), moving);
    await expect(again).rejects.toThrow('holds events that are not in that of');
  });
});
