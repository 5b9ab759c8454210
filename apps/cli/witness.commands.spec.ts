import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { generateSignerKey, NOTE_ALGORITHM, parseVerifierKey, verifierKeyText } from '#platform/ledger';
import { createWitness, openWitness, WitnessStoreError } from '#platform/witness';
import { formatAddCheckpoint } from '../../libs/platform/witness/add-checkpoint.request.js';
import { ORIGIN, SampleLog } from '../../libs/platform/witness/sample-log.fixture.js';
import { temporaryFolder, type TemporaryFolder } from '../../test/support/temporary-folder.js';
import { run } from './program.js';

const MAIN = fileURLToPath(new URL('./main.js', import.meta.url));

describe('concordat witness', () => {
  let temporary: TemporaryFolder;
  let folder: string;
  let output: string;
  const log = new SampleLog().grow(5);
  const logKey = verifierKeyText(log.key);

  beforeEach(() => {
    temporary = temporaryFolder();
    folder = join(temporary.path, 'witness');
    output = '';
  });

  afterEach(() => temporary.remove());

  async function witness(...args: readonly string[]): Promise<number> {
    const stream = { write: (text: string) => void (output += text) };
    output = '';
    return run(['node', 'concordat', 'witness', ...args], {}, { stdout: stream, stderr: stream });
  }

  function init(name = 'witness.hse.example', ...logs: readonly string[]): Promise<number> {
    return witness('init', '--folder', folder, '--name', name, '--log', ...(logs.length > 0 ? logs : [logKey]));
  }

  it('makes a witness once, and says its verifier key', async () => {
    expect(await init()).toBe(0);
    const line = output.split('\n').find((each) => each.startsWith('witness.hse.example+')) ?? '';
    expect(parseVerifierKey(line)).toMatchObject({
      name: 'witness.hse.example',
      algorithm: NOTE_ALGORITHM.cosignature,
    });
    expect(statSync(join(folder, 'witness.key')).mode & 0o777).toBe(0o600);
    const key = readFileSync(join(folder, 'witness.key'));
    expect(await init()).toBe(1);
    expect(output).toContain('There is a witness in');
    expect(readFileSync(join(folder, 'witness.key'))).toEqual(key);
  });

  it.each([
    ['a name with spaces', 'a witness', logKey, 'The name: The name of a key has 1 to 200 characters'],
    ['half a key', 'w', 'log.example+00', 'The keys of logs, line 1: A verifier key is <name>+<key id>+<key>.'],
    [
      'the key of a witness',
      'w',
      verifierKeyText(generateSignerKey('w', NOTE_ALGORITHM.cosignature)),
      'The keys of logs, line 1: this is the key of a witness, not of a log.',
    ],
  ])('makes none with %s', async (_what, name, key, fault) => {
    expect(await init(name, key)).toBe(1);
    expect(output).toContain(fault);
    expect(await witness('status', '--folder', folder)).toBe(1);
    expect(output).toBe(`There is no witness in ${folder}. Make one: concordat witness init.\n`);
  });

  it('needs to be told everything', async () => {
    expect(await witness('init', '--folder', folder)).toBe(2);
    expect(await witness('serve')).toBe(2);
    await init();
    expect(await witness('serve', '--folder', folder, '--port', '65536')).toBe(2);
    expect(output).toBe('The port must be a whole number from 0 to 65535.\n');
  });

  it('does not start with what it cannot rest on', async () => {
    await init();
    const first = openWitness(folder);
    expect(await witness('serve', '--folder', folder)).toBe(1);
    expect(output).toContain('is in use by another process');
    first.close();

    writeFileSync(join(folder, 'logs.txt'), '# none\n');
    expect(await witness('serve', '--folder', folder)).toBe(1);
    expect(output).toContain('names no log');
    writeFileSync(join(folder, 'logs.txt'), `${logKey}\n${logKey.slice(0, -4)}\n`);
    expect(() => openWitness(folder)).toThrow(/logs.txt, line 2: /);
    writeFileSync(join(folder, 'logs.txt'), `${logKey}\n`);

    rmSync(join(folder, 'witness.db'));
    expect(await witness('serve', '--folder', folder)).toBe(1);
    expect(output).toContain('a witness that has forgotten what it cosigned must be given up');
    expect(() => createWitness({ folder, name: 'w', logs: [logKey] })).toThrow(WitnessStoreError);

    writeFileSync(join(folder, 'witness.db'), '');
    expect(() => openWitness(folder)).toThrow('is not the memory of a witness');
    writeFileSync(join(folder, 'witness.db'), 'x'.repeat(5_000));
    expect(() => openWitness(folder)).toThrow('is not the memory of a witness');
  });

  it('serves until it is told to stop, and says what it cosigned and what it refused', async () => {
    await init();
    const child = spawn(process.execPath, [MAIN, 'witness', 'serve', '--folder', folder, '--port', '0']);
    const lines = createInterface({ input: child.stdout });
    const [ready] = await once(lines, 'line');
    const { url } = JSON.parse(String(ready)) as { readonly url: string };
    const add = async (body: string) => (await fetch(`${url}/add-checkpoint`, { method: 'POST', body })).status;
    expect(await add(formatAddCheckpoint(log.request(0)))).toBe(200);
    expect(await witness('status', '--folder', folder)).toBe(0);
    expect(output).toMatch(new RegExp(`log {11}${ORIGIN}: 5 entries, cosigned 20`));
    expect(await add(formatAddCheckpoint({ ...log.request(5), proof: [Buffer.alloc(32)] }))).toBe(422);
    expect(await witness('status', '--folder', folder)).toBe(0);
    expect(output).toContain('was shown with a proof that does not hold');
    expect(await add(formatAddCheckpoint({ oldSize: 5, proof: [], checkpoint: log.fork(1).checkpoint() }))).toBe(409);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);

    expect(await witness('status', '--folder', folder, '--json')).toBe(1);
    const status = JSON.parse(output) as { readonly contradictions: readonly object[] };
    expect(status.contradictions).toMatchObject([
      { kind: 'not-consistent' },
      { kind: 'forked', cosigned: log.checkpoint() },
    ]);
  });

  it('can be looked at after it was killed while it wrote', async () => {
    await init();
    const file = join(folder, 'witness.db');
    const writing = new Database(file);
    // So much that it is written to the file before it is committed.
    writing.pragma('cache_size = 1');
    writing.exec(`BEGIN IMMEDIATE;
      INSERT INTO contradictions (origin, kind, at, reason, cosigned, request)
      WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 500)
      SELECT '${ORIGIN}', 'forked', number, '', '', hex(randomblob(1000)) FROM numbers`);
    const left = [file, `${file}-journal`].map((name) => ({ name, content: readFileSync(name) }));
    writing.close();
    for (const { name, content } of left) writeFileSync(name, content);
    expect(await witness('status', '--folder', folder)).toBe(0);
    expect(output).toContain(`${ORIGIN}: nothing cosigned yet`);
  });

  it('can be looked at by somebody who may only read', async () => {
    await init();
    chmodSync(join(folder, 'witness.db'), 0o444);
    expect(await witness('status', '--folder', folder)).toBe(0);
    expect(output).toContain(`${ORIGIN}: nothing cosigned yet`);
  });
});
