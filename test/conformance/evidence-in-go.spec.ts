import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  bundleSourceOf,
  exportBundle,
  publishedEventSchema,
  tileFile,
  TREE_FOLDER,
  writeBundle,
} from '#platform/evidence-bundle';
import {
  generateSignerKey,
  leafEntry,
  NOTE_ALGORITHM,
  parseNote,
  signNote,
  toBase64,
  tlogProofText,
  verifierKeyText,
  type NoteSignerKey,
} from '#platform/ledger';
import { entryTiles, hashTiles } from '../../libs/platform/evidence-bundle/bundle-layout.js';
import { engineBench, type EngineBench } from '../../libs/platform/engine/engine-bench.fixture.js';
import { seed } from '../../apps/demo/seed/seed.js';
import { startService, type TestCaller } from '../support/service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const SOURCE = fileURLToPath(new URL('../../../test/conformance/go/tlogcheck', import.meta.url));
const GOPATH = '/usr/share/gocode';
/** The packages of Go itself, which take longest to compile, are kept for the next run. */
const COMPILED = join(tmpdir(), 'concordat-compiled-go');
const hasGo =
  spawnSync('go', ['version']).status === 0 && existsSync(`${GOPATH}/src/golang.org/x/mod/sumdb/tlog/tlog.go`);

if (!hasGo) {
  process.stderr.write(
    "The evidence ledger is not checked by Go's packages: install golang-go and golang-golang-x-mod-dev for that.\n",
  );
}

const AUDITOR: TestCaller = { name: 'auditor', party: { kind: 'AUDITOR', id: 'audit-office' }, roles: ['AUDITOR'] };

/** More than one tile of leaves, so that there are two levels and partial tiles of both. */
const EVENTS = 300;
/** When half of them are recorded, somebody keeps a checkpoint. */
const EARLIER = 150;

/** As the program says it: `ok`, or why it is refused. */
interface Answer {
  readonly exitCode: number | null;
  readonly text: string;
}

(hasGo ? describe : describe.skip)("Go's own transparency-log packages", () => {
  const folder = temporaryFolder();
  const path = (name: string) => join(folder.path, name);
  let bench: EngineBench;
  let witness: NoteSignerKey;

  beforeAll(async () => {
    execFileSync('go', ['build', '-o', path('tlogcheck'), '.'], {
      cwd: SOURCE,
      env: { ...process.env, GO111MODULE: 'off', GOPATH, GOFLAGS: '', GOCACHE: COMPILED },
    });
    bench = await engineBench();
    witness = generateSignerKey('witness.hse.example', NOTE_ALGORITHM.cosignature);
    const { ledger } = bench.engine;
    await record(0, EARLIER);
    writeFileSync(path('earlier'), (await newestCheckpoint()).note);
    await record(EARLIER, EVENTS);
    const checkpoint = await newestCheckpoint();
    ledger.addCosignatures(checkpoint.size, [signNote(parseNote(checkpoint.note).text, witness, 1_790_000_000)]);
    const keys = [...ledger.keys.verifiers, witness].map((key) => `${verifierKeyText(key)}\n`);
    writeFileSync(path('keys'), keys.join(''));
    await writeBundle(
      path('log'),
      exportBundle(bundleSourceOf(bench.engine, publishedEventSchema), { scope: { kind: 'all' } }),
    );
  }, 120_000);
  afterAll(async () => {
    await bench.close();
    folder.remove();
  });

  async function record(from: number, to: number): Promise<void> {
    for (let number = from; number < to; number += 1) await bench.open(`tally ${number}`, '2007-01-01T00:00:00.000Z');
  }

  async function newestCheckpoint() {
    const { ledger, store } = bench.engine;
    await ledger.requireUpTo(await store.head());
    const checkpoint = ledger.checkpoint();
    if (!checkpoint) throw new Error('There is no checkpoint.');
    return checkpoint;
  }

  function tlogcheck(...args: readonly string[]): Answer {
    const { status, stdout, stderr } = spawnSync(path('tlogcheck'), args, { encoding: 'utf8' });
    return { exitCode: status, text: `${stdout}${stderr}`.trim() };
  }

  const refused = (text = '') => ({ exitCode: 1, text: expect.stringContaining(`refused: ${text}`) });

  /** Names and signatures below a note, the signatures by what their base64 says. */
  function signaturesIn(note: string): string {
    const lines = readFileSync(note, 'latin1').split('\n\n').at(-1)?.split('\n') ?? [];
    return lines
      .map((line) => line.replace(/[^ ]*$/, (text) => (text.endsWith('=') ? bytesIn(text) : text)))
      .join('\n');
  }

  function bytesIn(text: string): string {
    return Buffer.from(text, 'base64').toString('hex');
  }

  /** A copy of a file or folder with one byte changed. */
  function spoiled(original: string, file = '', at = 0.5): string {
    const copy = path(`spoiled-${readdirSync(folder.path).length}`);
    cpSync(original, copy, { recursive: true });
    const target = join(copy, file);
    const bytes = readFileSync(target);
    const place = Math.floor(bytes.length * at);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    writeFileSync(target, bytes);
    return copy;
  }

  it('accept the checkpoint, signed by the log and cosigned by a witness', () => {
    const { size, root } = bench.engine.ledger.checkpointAt(EVENTS);
    expect(tlogcheck('checkpoint', path('keys'), path('log/checkpoint'))).toEqual({
      exitCode: 0,
      text: `ok size ${size} root ${toBase64(root)} signatures 2 witnesses 1`,
    });
  });

  it('refuse a checkpoint that was altered anywhere, and one by another key', () => {
    const length = statSync(path('log/checkpoint')).size;
    const note = readFileSync(path('log/checkpoint'));
    const [body, cosigned] = [note.indexOf('— '), note.lastIndexOf('— ')];
    const altered = Array.from({ length }, (_, at) => ({ at, file: spoiled(path('log/checkpoint'), '', at / length) }))
      // The last character of base64 has bits that Go, as most, does not read.
      .filter(({ at, file }) => at <= body || signaturesIn(file) !== signaturesIn(path('log/checkpoint')));
    const { exitCode, text } = tlogcheck('checkpoints', path('keys'), ...altered.map(({ file }) => file));
    const [first, ...answers] = text.split('\n');
    expect({ exitCode, first }).toEqual({ exitCode: 0, first: `ok ${altered.length} checkpoints` });
    expect(answers).toHaveLength(altered.length);
    for (const [index, { at }] of altered.entries()) {
      // A signature that names another witness than the trusted one says nothing, and is passed over.
      const mayBeIgnored = at >= cosigned && answers[index]?.startsWith('ok ');
      const expected = mayBeIgnored ? /^ok .* signatures 1 witnesses 0$/ : /^refused: /;
      expect([at, answers[index]]).toEqual([at, expect.stringMatching(expected)]);
    }
    writeFileSync(path('other-keys'), `${verifierKeyText(generateSignerKey('other', NOTE_ALGORITHM.ed25519))}\n`);
    expect(tlogcheck('checkpoint', path('other-keys'), path('log/checkpoint'))).toEqual(
      refused('note has no verifiable signatures'),
    );
  });

  it('accept every leaf entry by the tiles, and how the log grew', () => {
    const answer = tlogcheck('tiles', path('keys'), path('log'));
    expect(answer).toEqual({
      exitCode: 0,
      text: expect.stringMatching(`^ok ${EVENTS} entries, consistent with \\d\\d earlier sizes$`),
    });
  });

  it('refuse any tile that was altered', () => {
    const tiles = readdirSync(path('log/tile'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(path('log').length));
    expect(tiles).toHaveLength(5);
    for (const tile of tiles) {
      for (const at of [0, 0.5, 0.999]) {
        const answer = tlogcheck('tiles', path('keys'), spoiled(path('log'), tile, at));
        expect([tile, answer]).toEqual([tile, refused()]);
      }
    }
  });

  it('accept the proof of any event, and refuse it for another event or when it was altered', async () => {
    const { ledger } = bench.engine;
    const { note } = await newestCheckpoint();
    const events = await bench.events();
    for (const index of [0, 1, 127, 255, 256, 299]) {
      const event = events[index];
      if (!event) throw new Error(`There is no event ${index}.`);
      const { hashes } = ledger.inclusion(index, EVENTS);
      write(`proof-${index}`, tlogProofText({ index, hashes, checkpoint: note, extra: leafEntry(event) }));
      write(`entry-${index}`, leafEntry(event));
      expect(tlogcheck('inclusion', path('keys'), path(`proof-${index}`), path(`entry-${index}`))).toEqual({
        exitCode: 0,
        text: `ok index ${index} of ${EVENTS}`,
      });
      const other = path(`entry-${index === 0 ? 1 : 0}`);
      if (existsSync(other)) {
        expect(tlogcheck('inclusion', path('keys'), path(`proof-${index}`), other)).toEqual(
          refused('invalid transparency proof'),
        );
      }
      const altered = spoiled(path(`entry-${index}`));
      expect(tlogcheck('inclusion', path('keys'), path(`proof-${index}`), altered)).toEqual(
        refused('invalid transparency proof'),
      );
      // The proofs of a partnership's bundle have their entries in them.
      expect(tlogcheck('inclusion', path('keys'), path(`proof-${index}`)).text).toBe(`ok index ${index} of ${EVENTS}`);
      write('without', tlogProofText({ index, hashes, checkpoint: note }));
      expect(tlogcheck('inclusion', path('keys'), path('without'))).toEqual(refused('a tlog-proof without its entry'));
      write('of-another', tlogProofText({ index, hashes, checkpoint: note, extra: Buffer.from('x') }));
      expect(tlogcheck('inclusion', path('keys'), path('of-another'))).toEqual(refused('invalid transparency proof'));
      const moved = tlogProofText({ index: index === 0 ? 1 : index - 1, hashes, checkpoint: note });
      write('moved', moved);
      expect(tlogcheck('inclusion', path('keys'), path('moved'), path(`entry-${index}`))).toEqual(refused());
    }
  });

  it('accept what a service serves over HTTP', async () => {
    const service = await startService();
    try {
      await seed(service.engine);
      const { ledger, store } = service.engine;
      await ledger.requireUpTo(await store.head());
      service.as(AUDITOR);
      await download(service.url, 'keys');
      const checkpoint = await download(service.url, 'checkpoint');
      const size = Number(checkpoint.split('\n')[1]);
      for (const tile of [...hashTiles(size), ...entryTiles(size)]) {
        await download(service.url, tileFile(TREE_FOLDER.all, tile));
      }
      expect(size).toBeGreaterThan(512);
      expect(tlogcheck('tiles', path('served/keys'), path('served'))).toEqual({
        exitCode: 0,
        text: expect.stringMatching(`^ok ${size} entries, consistent with \\d\\d earlier sizes$`),
      });
    } finally {
      await service.close();
    }
  }, 120_000);

  async function download(url: string, name: string): Promise<string> {
    const response = await fetch(`${url}/evidence/${name}`, { headers: { authorization: `Bearer ${AUDITOR.name}` } });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([name, response.status]).toEqual([name, 200]);
    write(`served/${name}`, bytes);
    return bytes.toString('utf8');
  }

  it('accept that the log goes on from a checkpoint that was kept, and from no other', async () => {
    const hashes = bench.engine.ledger.consistency(EARLIER, EVENTS).hashes.map(toBase64);
    write('growth', hashes.map((hash) => `${hash}\n`).join(''));
    const files = [path('earlier'), path('log/checkpoint'), path('growth')];
    expect(tlogcheck('consistency', path('keys'), ...files)).toEqual({
      exitCode: 0,
      text: `ok ${EARLIER} to ${EVENTS}`,
    });
    for (const place of hashes.keys()) {
      write('spoiled-growth', hashes.with(place, toBase64(Buffer.alloc(32, place))).join('\n'));
      expect(tlogcheck('consistency', path('keys'), ...files.slice(0, 2), path('spoiled-growth'))).toEqual(
        refused('invalid transparency proof'),
      );
    }
    const { note } = bench.engine.ledger.checkpointAt(EARLIER - 1);
    write('another-size', note);
    expect(tlogcheck('consistency', path('keys'), path('another-size'), ...files.slice(1))).toEqual(refused());
  });

  function write(name: string, content: string | Uint8Array): void {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), content);
  }
});
