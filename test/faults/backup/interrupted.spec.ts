import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { finishSwitch, makeBackup, restore } from '../../../libs/platform/backup/index.js';
import { sampleLog } from '../../../libs/platform/backup/sample-log.fixture.js';
import { lockDataFolder, LogInspection } from '../../../libs/platform/event-store/index.js';
import { startProgram } from '../../support/child-program.js';
import { STRACE, straceAvailable } from '../../support/strace.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';

const RESTORING = new URL('./restoring.program.js', import.meta.url);
const BACKING_UP = new URL('./backing-up.program.js', import.meta.url);
/** The program is killed as it makes its first, second … such call, until it gets by without meeting it. */
const CALLS = ['rename', 'fsync', 'unlink', 'mkdir'] as const;
const MOST_CALLS = 100;
/** There are many synchronisations: `npm run test:faults` kills at each, others at every fourth. */
const STEPS =
  process.env['CONCORDAT_FAULT_ROUNDS'] === undefined ? { rename: 1, fsync: 4, unlink: 1, mkdir: 1 } : undefined;
const UNTIL = 6;
const MINUTES = 5;

describe('kill -9 at each step', () => {
  let folder: TemporaryFolder;
  let head: number;
  const at = (name: string) => join(folder.path, name);
  beforeEach(async () => {
    folder = temporaryFolder();
    lockDataFolder(at('data')).release();
    head = (await sampleLog(at('data/log.db'), 12)).events.length;
    writeFileSync(at('data/fingerprint.key'), 'k'.repeat(32));
  });
  afterEach(() => folder.remove());

  const killedAt = async (program: URL, input: unknown, call: string, nth: number) => {
    const inject = `inject=${call}:signal=KILL:when=${nth}`;
    const under = [...STRACE, '-o', '/dev/null', '-e', `trace=${call}`, '-e', inject];
    return (await startProgram({ program, input, under }).ended).lines.length === 0;
  };
  const headOf = (dataFolder: string) => {
    const log = new LogInspection(join(dataFolder, 'log.db'));
    try {
      return log.facts().head as number;
    } finally {
      log.close();
    }
  };
  /** As the service does before anything else. */
  const start = (dataFolder: string) => {
    const lock = lockDataFolder(dataFolder);
    finishSwitch(lock.path);
    lock.release();
  };

  it.each(CALLS)(
    'of a restore leaves what was there before or what was restored, whole (%s)',
    async (call) => {
      if (!straceAvailable('that an interrupted restore leaves the old or the new log')) return;
      makeBackup({ dataFolder: at('data'), to: at('backup'), keysTo: at('keys'), now: new Date() });
      const heads = new Set<number>();
      for (let nth = 1; ; nth += STEPS?.[call] ?? 1) {
        expect(nth).toBeLessThan(MOST_CALLS);
        const dataFolder = at(`data-${nth}`);
        cpSync(at('data'), dataFolder, { recursive: true });
        const input = { from: at('backup'), keysFrom: at('keys'), dataFolder, until: UNTIL };
        const killed = await killedAt(RESTORING, input, call, nth);
        start(dataFolder);
        const found = headOf(dataFolder);
        heads.add(found);
        expect([head, UNTIL]).toContain(found);
        expect(existsSync(join(dataFolder, 'restored.json'))).toBe(found === UNTIL);
        expect(readFileSync(join(dataFolder, 'fingerprint.key'), 'utf8')).toBe('k'.repeat(32));
        restore({ from: at('backup'), dataFolder, until: { kind: 'end' }, now: new Date() });
        expect(headOf(dataFolder)).toBe(head);
        if (!killed) break;
      }
      expect(heads).toContain(UNTIL);
    },
    MINUTES * 60_000,
  );

  it.each(['rename', 'fsync'] as const)(
    'of a backup leaves none, or a whole one (%s)',
    async (call) => {
      if (!straceAvailable('that an interrupted backup is not taken for a whole one')) return;
      for (let nth = 1; ; nth += STEPS?.[call] ?? 1) {
        expect(nth).toBeLessThan(MOST_CALLS);
        const input = { dataFolder: at('data'), to: at(`backup-${nth}`), keysTo: at(`keys-${nth}`) };
        const killed = await killedAt(BACKING_UP, input, call, nth);
        const again = { ...input, now: new Date() };
        if (existsSync(input.to)) expect(() => makeBackup(again)).toThrow(/is there already/);
        else makeBackup(again);
        restore({
          from: input.to,
          dataFolder: at(`new-${nth}`),
          withoutKeys: true,
          until: { kind: 'end' },
          now: new Date(),
        });
        expect(headOf(at(`new-${nth}`))).toBe(head);
        if (!killed) break;
      }
    },
    MINUTES * 60_000,
  );
});
