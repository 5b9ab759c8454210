import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SqliteEventStore } from '#platform/event-store';
import { board, boardsIn, closings, TallyLog } from './board.fixture.js';
import { inSqlite, sqliteFile } from './read-model-storages.fixture.js';

const CHILD = fileURLToPath(new URL('killed-batch.fixture.js', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-killed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('A process killed in the midst of a batch leaves whole batches only, and the next one goes on from there', async () => {
  const [logFile, file] = [join(folder, 'log.db'), join(folder, 'read-models.db')];
  const before = await SqliteEventStore.open({ file: logFile });
  const log = new TallyLog(before);
  await log.open('a');
  await log.count('a', 1, 99);
  await before.close();

  for (const [killedAt, reached] of [
    [27, 20],
    [28, 20],
    [73, 70],
  ] as const) {
    const child = spawn(process.execPath, [CHILD, logFile, file, String(killedAt)], { stdio: 'inherit' });
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    const store = await SqliteEventStore.open({ file: logFile });
    const left = await boardsIn(inSqlite)([board(), closings()], { store, storage: sqliteFile(file) });
    expect(await left.rows()).toEqual({
      position: reached,
      tallies: { a: [reached - 1, reached - 1] },
      counts: Array.from({ length: reached - 1 }, (_, index) => index + 2),
    });
    await left.close();
    await store.close();
  }

  const store = await SqliteEventStore.open({ file: logFile });
  const resumed = await boardsIn(inSqlite)([board(), closings()], { store, storage: sqliteFile(file) });
  await resumed.runner.start();
  expect(await resumed.rows()).toMatchObject({ position: 100, tallies: { a: [99, 99] } });
  await resumed.close();
  await store.close();
});
