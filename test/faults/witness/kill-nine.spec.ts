import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseNote, parseSignatureLines, verifierKeyText, verifyNote } from '../../../libs/platform/ledger/index.js';
import { createWitness, readWitness } from '../../../libs/platform/witness/index.js';
import { askWitness } from '../../../libs/platform/witness/witness-client.js';
import { SampleLog } from '../../../libs/platform/witness/sample-log.fixture.js';
import { startProgram, type RunningProgram } from '../../support/child-program.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';
import type { WitnessProgramInput } from './killed-witness.js';

const PROGRAM = new URL('./killed-witness.js', import.meta.url);
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
/** Rounds at random moments: `npm run test:faults` asks for more. */
const ROUNDS = Math.max(3, Math.ceil(Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 0) / 10));

interface StartedWitness {
  readonly program: RunningProgram;
  readonly url: string;
}

async function start(input: WitnessProgramInput): Promise<StartedWitness> {
  let announce: (url: string) => void = () => undefined;
  const url = new Promise<string>((resolve) => (announce = resolve));
  const program = startProgram({ program: PROGRAM, input, onLine: (line) => announce(line) });
  const ended = program.ended.then(({ errorOutput }): never => {
    throw new Error(`The witness ended before it served: ${errorOutput}`);
  });
  ended.catch(() => undefined);
  return { program, url: await Promise.race([url, ended]) };
}

describe('a witness that is killed', () => {
  let folder: TemporaryFolder;
  let log: SampleLog;

  beforeEach(() => {
    folder = temporaryFolder();
    log = new SampleLog().grow(5);
    createWitness({ folder: path(), name: 'w.example', logs: [verifierKeyText(log.key)] });
  });

  afterEach(() => folder.remove());

  function path(): string {
    return join(folder.path, 'witness');
  }

  function remembered() {
    const witness = readWitness(path());
    try {
      return { size: witness.store.last(log.key.name)?.size ?? 0, key: witness.key };
    } finally {
      witness.close();
    }
  }

  async function ask(url: string, from: SampleLog, oldSize: number, size = from.size) {
    return askWitness({ key: remembered().key, url }, from.request(oldSize, size), {
      signal: AbortSignal.timeout(10_000),
      now: () => new Date(),
    });
  }

  it('between check and record has cosigned nothing, and does so when it is asked again', async () => {
    const killed = await start({ folder: path(), killedWhen: 'checked' });
    expect(await ask(killed.url, log, 0)).toMatchObject({ outcome: 'unavailable' });
    expect(await killed.program.ended).toMatchObject({ signal: 'SIGKILL' });

    const { program, url } = await start({ folder: path() });
    expect(await ask(url, log, 0)).toMatchObject({ outcome: 'cosigned' });
    program.process.kill();
    await program.ended;
  });

  it('between record and answer remembers, and never cosigns another past', async () => {
    const killed = await start({ folder: path(), killedWhen: 'recorded' });
    expect(await ask(killed.url, log, 0)).toMatchObject({ outcome: 'unavailable' });
    expect(await killed.program.ended).toMatchObject({ signal: 'SIGKILL' });

    const { program, url } = await start({ folder: path() });
    expect(await ask(url, log, 0)).toEqual({ outcome: 'other-old-size', size: 5 });
    expect(await ask(url, log.fork(2), 5)).toMatchObject({ outcome: 'contradicted' });
    expect(await ask(url, log, 5)).toMatchObject({ outcome: 'cosigned' });
    program.process.kill();
    await program.ended;
  });

  it(
    'at any moment has never forgotten what it answered',
    async () => {
      process.stdout.write(`killed witnesses: ${ROUNDS} rounds with CONCORDAT_FAULT_SEED=${SEED}\n`);
      log.grow(400);
      let answered = 0;
      const moments = fc.sample(fc.integer({ min: 1, max: 150 }), { numRuns: ROUNDS, seed: SEED });
      for (const [round, milliseconds] of moments.entries()) {
        const { program, url } = await start({ folder: path() });
        const kill = () => void setTimeout(() => program.process.kill('SIGKILL'), milliseconds);
        // On a busy machine the time is over before the first answer: every other round waits for that.
        if (round % 2 === 1) kill();
        answered = Math.max(
          answered,
          await growUntilGone(url, remembered().size, round % 2 === 0 ? kill : () => undefined),
        );
        await program.ended;
        expect(remembered().size).toBeGreaterThanOrEqual(answered);
      }
      expect(answered).toBeGreaterThan(0);
    },
    ROUNDS * 10_000,
  );

  /** @returns the largest size that was cosigned */
  async function growUntilGone(url: string, from: number, onFirst: () => void): Promise<number> {
    const { key } = remembered();
    for (let old = from; ; old += 1) {
      const size = Math.min(old + 1, log.size);
      const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: bodyOf(old, size) }).catch(
        () => null,
      );
      const line = await response?.text().catch(() => null);
      if (!response || line === null || line === undefined) return old === from ? 0 : old;
      expect(response.status).toBe(200);
      const { text } = parseNote(log.checkpoint(size));
      expect(verifyNote({ text, signatures: parseSignatureLines(line) }, [key])).toHaveLength(1);
      if (old === from) onFirst();
    }
  }

  function bodyOf(old: number, size: number): string {
    const hashes = log.consistency(old, size).map((hash) => `${Buffer.from(hash).toString('base64')}\n`);
    return `old ${old}\n${hashes.join('')}\n${log.checkpoint(size)}`;
  }
});
