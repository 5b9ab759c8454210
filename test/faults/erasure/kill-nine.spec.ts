import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemCaller } from '#platform/access';
import { startProgram } from '../../support/child-program.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';
import { ERASURE, filesWith, openEngine, prepareErasure, SECRET } from './prepared-erasure.js';

const PROGRAM = new URL('./erasing-process.js', import.meta.url);

/** More moments than an erasure has. */
const MOST_MOMENTS = 100;

interface Shown {
  readonly status: string;
  readonly attempts: number;
}

describe('kill -9 in the midst of an erasure', () => {
  let folder: TemporaryFolder;
  let prepared: string;
  beforeAll(async () => {
    folder = temporaryFolder();
    prepared = join(folder.path, 'prepared');
    await prepareErasure(prepared);
    expect(filesWith(prepared, SECRET)).toContain('read-models.db');
  }, 120_000);
  afterAll(() => folder.remove());

  async function goOn(dataFolder: string): Promise<Shown | undefined> {
    const engine = await openEngine(dataFolder);
    await engine.effects.runDue();
    await engine.projections.caughtUp();
    using session = await engine.sessions.open(systemCaller('spec'));
    const rows = await session
      .tables<{ erasure: Shown & { id: string } }>()
      .selectFrom('erasure')
      .select(['status', 'attempts'])
      .where('id', '=', ERASURE)
      .execute();
    session[Symbol.dispose]();
    await engine.stop();
    return rows[0];
  }

  it('completes it at the next start, at whichever moment it came', async () => {
    const moments: string[] = [];
    for (let killAt = 1; killAt <= MOST_MOMENTS; killAt++) {
      const dataFolder = join(folder.path, String(killAt));
      cpSync(prepared, dataFolder, { recursive: true });
      const { lines, signal, errorOutput } = await startProgram({ program: PROGRAM, input: { dataFolder, killAt } })
        .ended;
      expect(errorOutput.replace(/.*Warning.*\n/g, '')).toBe('');
      const isKilled = signal === 'SIGKILL';
      if (isKilled) moments.push(lines.at(-1) ?? '');
      expect(await goOn(dataFolder)).toEqual({ status: 'COMPLETED', attempts: isKilled ? 2 : 1 });
      expect({ moment: lines.at(-1), files: filesWith(dataFolder, SECRET) }).toEqual({
        moment: lines.at(-1),
        files: [],
      });
      if (!isKilled) break;
    }
    process.stdout.write(`kill -9 of an erasure: ${moments.join('; ')}\n`);
    expect(moments.length).toBeGreaterThan(6);
  }, 600_000);
});
