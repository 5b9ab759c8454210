import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SubjectKeyStore } from '#platform/privacy';
import { startProgram } from '../../support/child-program.js';
import { listed } from '../../support/listed.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { CLIENT_KEY, type KeyClientInput, type KeyClientLine } from './key-client.js';

/** `npm run test:faults` asks for more. */
const ROUNDS = Math.ceil(Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 8) / 2);
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);

describe('kill -9 of a process that makes and destroys keys', () => {
  it(
    `loses no key that was there, and no erasure that began is left undone, in ${ROUNDS} rounds`,
    async () => {
      process.stdout.write(`kill -9 of keys: ${ROUNDS} rounds with CONCORDAT_FAULT_SEED=${SEED}\n`);
      const folder = temporaryFolder();
      const file = join(folder.path, 'keys.db');
      const random = seeded(SEED);
      const said = new Said();
      for (let run = 0; run < ROUNDS; run++) {
        await killedAfter(1 + Math.floor(random() * 30), random() * 12, { file, run }, said);
        const keys = await SubjectKeyStore.open({ file, keyEncryptionKey: CLIENT_KEY });
        await said.check(keys);
        // What a service does at its start with erasures that had begun.
        const begun = (await listed(keys.fences())).filter(({ destroyedAt }) => destroyedAt === null);
        await keys.destroy(begun.map(({ subject }) => subject));
        const fenced = new Set((await listed(keys.fences())).map(({ subject }) => subject));
        const left = Buffer.concat(readdirSync(folder.path).map((name) => readFileSync(join(folder.path, name))));
        for (const subject of fenced) {
          expect(await keys.keysOf(subject)).toMatchObject([{ state: 'DESTROYED' }]);
          for (const material of said.materialOf(subject)) expect(left.includes(material)).toBe(false);
        }
        if ((await keys.status()).rotationUnderWay) expect(await keys.rotate()).toMatchObject({ continued: true });
        await said.check(keys);
        await keys.close();
      }
      expect(said.made.size).toBeGreaterThan(0);
      folder.remove();
    },
    ROUNDS * 20_000,
  );
});

/** What processes said was done, before they were killed. */
class Said {
  readonly made = new Set<string>();
  readonly #fenced = new Set<string>();
  readonly #destroyed = new Set<string>();
  readonly #materials = new Map<string, readonly Buffer[]>();
  #last: readonly string[] = [];

  take(line: KeyClientLine): void {
    switch (line.done) {
      case 'made':
        this.#last = line.subjects.filter((_, index) => index % 4 === 0);
        return line.subjects.forEach((subject) => void this.made.add(subject));
      case 'material':
        return this.#last.forEach((subject, index) => {
          this.#materials.set(subject, [Buffer.from(line.material[index] ?? '', 'hex')]);
        });
      case 'fenced':
        return line.subjects.forEach((subject) => void this.#fenced.add(subject));
      case 'destroyed':
        return line.subjects.forEach((subject) => void this.#destroyed.add(subject));
      case 'rotated':
        return;
    }
  }

  materialOf(subject: string): readonly Buffer[] {
    return this.#materials.get(subject) ?? [];
  }

  async check(keys: SubjectKeyStore): Promise<void> {
    for (const subject of this.made) {
      const [fence] = await keys.fencesOf([subject]);
      if (this.#fenced.has(subject)) expect(fence).toBeDefined();
      if (this.#destroyed.has(subject)) expect(fence?.destroyedAt).not.toBeNull();
      if (fence) continue;
      expect(keys.keyFor(subject).subject).toBe(subject);
    }
  }
}

async function killedAfter(lines: number, delay: number, input: KeyClientInput, said: Said): Promise<void> {
  let count = 0;
  const client = startProgram({
    program: new URL('key-client.js', import.meta.url),
    input,
    onLine: (line) => {
      said.take(JSON.parse(line));
      count += 1;
      // Anywhere within what comes next.
      if (count === lines) setTimeout(() => client.process.kill('SIGKILL'), delay);
    },
  });
  const { signal, errorOutput } = await client.ended;
  expect({ signal, errorOutput }).toEqual({ signal: 'SIGKILL', errorOutput: '' });
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
