import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkFolder, finished, makeBackup, restore } from '../../../libs/platform/backup/index.js';
import { hashOfEvent } from '../../../libs/platform/backup/ledger-comparison.js';
import { lockDataFolder, SqliteEventStore, START } from '../../../libs/platform/event-store/index.js';
import { GrowingTree, toBase64 } from '../../../libs/platform/ledger/index.js';
import { startProgram } from '../../support/child-program.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';

const CLIENT = new URL('../event-store/append-client.js', import.meta.url);
const CLIENTS = 4;
const BACKUPS = 4;
const ENOUGH = 400;

describe('A backup while clients append', () => {
  let folder: TemporaryFolder;
  const at = (name: string) => join(folder.path, name);
  beforeEach(() => {
    folder = temporaryFolder();
    lockDataFolder(at('data')).release();
  });
  afterEach(() => folder.remove());

  const rootOf = async (dataFolder: string, size: number): Promise<string> => {
    const store = await SqliteEventStore.open({ file: join(dataFolder, 'log.db') });
    const tree = new GrowingTree();
    for await (const event of store.readAll({ after: START, limit: size })) tree.append(hashOfEvent(event));
    await store.close();
    expect(tree.size).toBe(size);
    return toBase64(tree.root());
  };

  it('restores to the root that the log had there, and holds what was acknowledged before', async () => {
    let acknowledged = 0;
    const reached = new Map<number, () => void>();
    const program = startProgram({
      program: CLIENT,
      input: { file: at('data/log.db'), campaign: 'backup under load', startAt: Array(CLIENTS).fill(0) },
      onLine(line) {
        const { result } = JSON.parse(line) as { result?: { position: number } };
        acknowledged = Math.max(acknowledged, result?.position ?? 0);
        for (const [position, resolve] of reached) if (acknowledged >= position) resolve();
      },
    });
    const positions: number[] = [];
    for (let backup = 1; backup <= BACKUPS; backup += 1) {
      await new Promise<void>((resolve) => reached.set(ENOUGH * backup, resolve));
      const before = acknowledged;
      const { record } = makeBackup({ dataFolder: at('data'), to: at(`backup-${backup}`), now: new Date() });
      expect(record.position).toBeGreaterThanOrEqual(before);
      positions.push(record.position);
    }
    program.process.kill('SIGKILL');
    await program.ended;
    for (const [index, position] of positions.entries()) {
      const restored = at(`restored-${index}`);
      const from = at(`backup-${index + 1}`);
      restore({ from, dataFolder: restored, withoutKeys: true, until: { kind: 'end' }, now: new Date() });
      expect(await rootOf(restored, position)).toBe(await rootOf(at('data'), position));
      expect(finished(checkFolder(restored))).toMatchObject({ head: position, checked: position, faults: [] });
    }
    expect(new Set(positions).size).toBeGreaterThan(1);
  }, 120_000);
});
