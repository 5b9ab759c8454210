import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  generateSignerKey,
  NOTE_ALGORITHM,
  parseNote,
  signNote,
  signatureLine,
  verifierKeyText,
  verifyNote,
  type NoteSignature,
  type NoteSignerKey,
} from '#platform/ledger';
import { Cosigning } from './cosigning.js';
import { ORIGIN, SampleLog } from './sample-log.fixture.js';
import { fetchWitnessed } from './witness-client.js';
import { judgeQuorum } from './witness-policy.js';
import { parseWitnessPolicy } from './witness-policy.text.js';
import { serveWitness, type RunningWitnessServer } from './witness-server.js';
import { WitnessStore } from './witness-store.js';
import { signingWith, Witness } from './witness.js';
import type { WitnessedLog } from './witnessed-log.port.js';

const MINUTE = 60_000;

describe('Asking witnesses', () => {
  const names = ['hse', 'fife', 'auditor'] as const;
  const keys = new Map(names.map((name) => [name, generateSignerKey(`${name}.example`, NOTE_ALGORITHM.cosignature)]));
  const running: { close(): Promise<void> }[] = [];
  let log: SampleLog;
  let kept: Map<number, NoteSignature[]>;
  let reports: string[];
  let now: Date;
  let urls: Map<string, string>;

  beforeEach(async () => {
    log = new SampleLog().grow(6);
    kept = new Map();
    reports = [];
    now = new Date();
    urls = new Map();
    for (const name of names) urls.set(name, (await startWitness(name)).url);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.close()));
  });

  function keyOf(name: string): NoteSignerKey {
    const key = names.map((each) => (each === name ? keys.get(each) : undefined)).find((each) => each !== undefined);
    if (!key) throw new Error(`There is no witness ${name}.`);
    return key;
  }

  async function startWitness(name: string): Promise<RunningWitnessServer> {
    const store = WitnessStore.create(':memory:');
    const witness = new Witness({ store, logKeys: [log.key], clock: () => now, sign: signingWith(keyOf(name)) });
    const server = await serveWitness({
      witness,
      host: '127.0.0.1',
      port: 0,
      onFault: (error) => reports.push(String(error)),
    });
    running.push(server);
    return server;
  }

  /** In place of a witness: something that answers as it likes. */
  async function startImpostor(name: string, answer: RequestListener): Promise<void> {
    const server: Server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    running.push({
      close: async () => {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      },
    });
    urls.set(name, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  function policy() {
    const lines = names.map((name) => `witness ${name} ${verifierKeyText(keyOf(name))} ${urls.get(name)}`);
    return parseWitnessPolicy(`${lines.join('\n')}\ngroup two 2 ${names.join(' ')}\nquorum two`);
  }

  function source(): WitnessedLog {
    return {
      origin: ORIGIN,
      keys: [log.key],
      newest: () => ({ size: log.size, note: log.checkpoint() }),
      consistency: (earlier, size) => log.consistency(earlier, size),
      keep: (size, signature) => void kept.set(size, [...(kept.get(size) ?? []), signature]),
    };
  }

  function cosigning(timeoutMs = 5_000): Cosigning {
    const say = (_details: object, message: string) => void reports.push(message);
    const report = { info: say, error: say };
    return new Cosigning({
      policy: policy(),
      log: source(),
      report,
      intervalMs: 1,
      timeoutMs,
      now: () => now,
      random: () => 0,
    });
  }

  function states(asking: Cosigning): readonly string[] {
    return asking.statuses().map(({ name, state }) => `${name} ${state}`);
  }

  function signers(size: number): readonly string[] {
    const { text } = parseNote(log.checkpoint(size));
    const verified = verifyNote({ text, signatures: kept.get(size) ?? [] }, [...keys.values()]);
    return verified.map(({ key }) => key.name).sort();
  }

  it('gathers the cosignatures of all for one checkpoint, and for the next ones', async () => {
    const asking = cosigning();
    await asking.round();
    expect(signers(6)).toEqual(['auditor.example', 'fife.example', 'hse.example']);
    expect(judgeQuorum(policy(), [...keys.values()])).toEqual({ outcome: 'met' });
    log.grow(5);
    await asking.round();
    expect(signers(11)).toHaveLength(3);
    expect(asking.statuses()).toEqual(
      names.map((name) => expect.objectContaining({ name, state: 'SIGNED', signedSize: 11 })),
    );
    expect(new Set(reports)).toEqual(new Set(['A witness has signed']));
  });

  it('asks nobody for what they have signed', async () => {
    const asking = cosigning();
    await asking.round();
    await asking.round();
    expect(kept.get(6)).toHaveLength(3);
  });

  it('goes on, after a restart, from what the witnesses cosigned before', async () => {
    await cosigning().round();
    log.grow(3);
    await cosigning().round();
    expect(signers(9)).toHaveLength(3);
  });

  it('is not held up by one that hangs, and leaves it out for longer each time', async () => {
    let requests = 0;
    await startImpostor('fife', (_request, response) => {
      requests += 1;
      if (requests > 1) response.writeHead(503).end();
    });
    const asking = cosigning(1_000);
    await asking.round();
    expect(signers(6)).toEqual(['auditor.example', 'hse.example']);
    expect(states(asking)).toEqual(['hse SIGNED', 'fife UNAVAILABLE', 'auditor SIGNED']);
    const pauses: number[] = [];
    for (let failures = 1; failures < 12; failures += 1) {
      const next = asking.statuses()[1]?.nextAttemptAt ?? now;
      pauses.push((next.getTime() - now.getTime()) / 1000);
      now = new Date(next.getTime() - 1);
      await asking.round();
      expect(requests).toBe(failures);
      now = next;
      await asking.round();
      expect(requests).toBe(failures + 1);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  it('takes a witness back that had gone', async () => {
    const original = urls.get('hse');
    await startImpostor('hse', (_request, response) => response.writeHead(503).end());
    let asking = cosigning();
    await asking.round();
    expect(states(asking)[0]).toBe('hse UNAVAILABLE');
    urls.set('hse', original ?? '');
    asking = cosigning();
    await asking.round();
    expect(states(asking)[0]).toBe('hse SIGNED');
  });

  it('sees by its witnesses that the log was rewritten', async () => {
    await cosigning().round();
    log = log.fork(3);
    const asking = cosigning();
    await asking.round();
    expect(asking.statuses()[0]).toMatchObject({
      state: 'CONTRADICTED',
      reason: expect.stringContaining('two roots for the same size'),
    });
    log.grow(4);
    const later = cosigning();
    await later.round();
    expect(later.statuses()[2]).toMatchObject({
      state: 'CONTRADICTED',
      reason: '422 Not cosigned: the first 6 leaves are others than before.',
    });
    expect(reports).toContain('A witness says that this is not the log it knew');
    expect(kept.get(10)).toBeUndefined();
  });

  it('sees by its witnesses that the log went back', async () => {
    await cosigning().round();
    const older = new SampleLog(log.key).grow(4);
    log = older;
    const asking = cosigning();
    await asking.round();
    expect(asking.statuses()[0]).toMatchObject({
      state: 'AHEAD',
      reason: 'It shows a checkpoint of 6 entries that this log has signed, and the log has 4: it is an older state.',
    });
    await startImpostor('hse', sayingTheSize);
    const unproved = cosigning();
    await unproved.round();
    expect(unproved.statuses()[0]).toMatchObject({
      state: 'AHEAD',
      reason: 'It says that it has cosigned 9 entries, and this log has 4. It shows no such checkpoint.',
    });
  });

  function sayingTheSize({ url }: IncomingMessage, response: ServerResponse): void {
    if (url === '/add-checkpoint') response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end('9\n');
    else response.writeHead(404).end();
  }

  it('shows what was cosigned last to whoever has the keys of both', async () => {
    await cosigning().round();
    const witness = { key: keyOf('hse'), url: urls.get('hse') ?? '' };
    const shown = await fetchWitnessed(witness, ORIGIN, [log.key], AbortSignal.timeout(5_000));
    expect(shown).toMatchObject({ size: 6, origin: ORIGIN });
    const strangeLog = generateSignerKey(ORIGIN, NOTE_ALGORITHM.ed25519);
    await expect(fetchWitnessed(witness, ORIGIN, [strangeLog], AbortSignal.timeout(5_000))).rejects.toThrow(
      'both have signed',
    );
  });

  it.each<[string, RequestListener, string]>([
    [
      'a signature by another key',
      (_request, response) => response.end(lineBy('auditor')),
      'holds no signature of fife.example',
    ],
    [
      'a signature of something else',
      (_request, response) => response.end(lineBy('fife', 'x\n')),
      'is not by that key',
    ],
    [
      'a time in the future',
      (_request, response) => response.end(lineBy('fife', undefined, 10 * MINUTE)),
      'clock of the witness is ahead',
    ],
    ['no signature', (_request, response) => response.end('thanks'), 'does not end'],
    ['an endless answer', (_request, response) => void response.end('x'.repeat(20_000)), 'The answer is too long.'],
    [
      'another size each time',
      (_request, response) =>
        void response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end(`${Math.floor(Math.random() * 6)}\n`),
      'another size each time',
    ],
    ['a redirect', (_request, response) => void response.writeHead(302, { location: '/' }).end(), '302'],
    ['a broken connection', (request) => void request.socket.destroy(), 'other side closed'],
  ])('keeps nothing when a witness answers with %s', async (_what, answer, reason) => {
    await startImpostor('fife', answer);
    const asking = cosigning();
    await asking.round();
    expect(signers(6)).toEqual(['auditor.example', 'hse.example']);
    expect(asking.statuses()[1]?.reason).toContain(reason);
  });

  function lineBy(name: string, text = parseNote(log.checkpoint()).text, aheadMs = 0): string {
    return signatureLine(signNote(text, keyOf(name), Math.floor((now.getTime() + aheadMs) / 1000)));
  }

  it('says which witness will not have the log', async () => {
    await startImpostor('fife', (_request, response) =>
      response.writeHead(404).end('This witness does not watch that log.\n\u001b[2J'),
    );
    const asking = cosigning();
    await asking.round();
    expect(asking.statuses()[1]).toMatchObject({
      state: 'REFUSED',
      reason: '404 This witness does not watch that log. [2J',
    });
  });

  it('goes round by itself, and stops at once while a witness hangs', async () => {
    let asked: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => (asked = resolve));
    await startImpostor('fife', () => asked());
    const asking = cosigning(MINUTE);
    asking.start();
    await hanging;
    await asking.stop();
    expect(states(asking)[1]).toBe('fife WAITING');
  });
});
