import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { generateSignerKey, NOTE_ALGORITHM, parseNote, verifyNote } from '#platform/ledger';
import { formatAddCheckpoint, LONGEST_REQUEST } from './add-checkpoint.request.js';
import { ORIGIN, SampleLog } from './sample-log.fixture.js';
import { serveWitness, type RunningWitnessServer } from './witness-server.js';
import { WitnessStore } from './witness-store.js';
import { signingWith, Witness } from './witness.js';

describe('A witness over HTTP', () => {
  const key = generateSignerKey('witness.example/w1', NOTE_ALGORITHM.cosignature);
  let log: SampleLog;
  let store: WitnessStore;
  let server: RunningWitnessServer;
  const faults: unknown[] = [];

  beforeEach(async () => {
    log = new SampleLog().grow(7);
    store = WitnessStore.create(':memory:');
    const witness = new Witness({ store, logKeys: [log.key], clock: () => new Date(), sign: signingWith(key) });
    server = await serveWitness({ witness, host: '127.0.0.1', port: 0, onFault: (error) => faults.push(error) });
  });

  afterEach(async () => {
    await server.close();
    store.close();
  });

  function add(body: string): Promise<Response> {
    return fetch(`${server.url}/add-checkpoint`, { method: 'POST', body });
  }

  it('answers with a cosignature, and shows what it cosigned last', async () => {
    const response = await add(formatAddCheckpoint(log.request(0)));
    expect(response.status).toBe(200);
    const line = await response.text();
    const shown = await fetch(`${server.url}/checkpoints/${encodeURIComponent(ORIGIN)}`);
    const note = await shown.text();
    expect(note).toBe(`${log.checkpoint()}${line}`);
    expect(verifyNote(parseNote(note), [key, log.key])).toHaveLength(2);
  });

  it('answers as the specification wants it', async () => {
    await add(formatAddCheckpoint(log.request(0, 4)));
    const conflict = await add(formatAddCheckpoint(log.request(3)));
    expect([conflict.status, conflict.headers.get('content-type'), await conflict.text()]).toEqual([
      409,
      'text/x.tlog.size',
      '4\n',
    ]);
    const statuses = [
      formatAddCheckpoint(log.request(4)),
      'nonsense',
      formatAddCheckpoint({ oldSize: 8, proof: [], checkpoint: log.checkpoint() }),
      formatAddCheckpoint({ oldSize: 7, proof: [], checkpoint: log.checkpoint().replace('— log', '— x.log') }),
      formatAddCheckpoint({ oldSize: 7, proof: [], checkpoint: log.checkpoint().replace(ORIGIN, 'x') }),
      formatAddCheckpoint({ oldSize: 7, proof: [], checkpoint: log.fork(2).checkpoint() }),
      formatAddCheckpoint({ oldSize: 7, proof: [], checkpoint: log.fork(2).grow(2).checkpoint() }),
    ].map(async (body) => (await add(body)).status);
    expect(await Promise.all(statuses)).toEqual([200, 400, 400, 403, 404, 409, 422]);
  });

  it('cosigns one of two pasts that come at once', async () => {
    await add(formatAddCheckpoint(log.request(0, 2)));
    const fork = log.fork(2);
    const requests = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? log : fork).request(2));
    const statuses = await Promise.all(requests.map(async (each) => (await add(formatAddCheckpoint(each))).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(19);
  });

  it('has nothing to show of logs that it has not cosigned', async () => {
    for (const path of [encodeURIComponent(ORIGIN), 'x', '', '%', '%ff']) {
      expect((await fetch(`${server.url}/checkpoints/${path}`)).status).toBe(404);
    }
  });

  it('takes other requests for what they are', async () => {
    const { url } = server;
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${url}/health`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
  });

  it('reads no more than a request can be long', async () => {
    const response = await add('x'.repeat(LONGEST_REQUEST + 1));
    expect([response.status, await response.text()]).toEqual([413, 'A request is at most 32768 bytes long.\n']);
    const endless = connect(Number(new URL(server.url).port), '127.0.0.1');
    endless.on('error', () => undefined);
    endless.write('POST /add-checkpoint HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
    for (let index = 0; index < 40; index += 1) endless.write(`400\r\n${'x'.repeat(1024)}\r\n`);
    expect(await text(endless)).toContain('413');
  });

  it('goes on when a client goes away in the middle', async () => {
    const leaving = connect(Number(new URL(server.url).port), '127.0.0.1');
    const gone = new Promise((resolve) => leaving.once('close', resolve));
    leaving.write('POST /add-checkpoint HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nold 1', () =>
      leaving.destroy(),
    );
    await gone;
    expect((await add(formatAddCheckpoint(log.request(0)))).status).toBe(200);
    expect(faults).toEqual([]);
  });

  it('says that it failed, and signs nothing, when its memory does', async () => {
    store.close();
    const response = await add(formatAddCheckpoint(log.request(0)));
    expect([response.status, await response.text()]).toEqual([500, 'The witness failed. Nothing was cosigned.\n']);
    expect(faults.splice(0)).toHaveLength(1);
  });
});
