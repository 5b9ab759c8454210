import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import type { DeliveryReport } from '../delivery-transport.js';
import { envelopeFor } from '../envelope.fixture.js';
import { endpointSecret } from './webhook-secret.js';
import type { WebhookSettings } from './webhook-settings.js';
import { WebhookTransport } from './webhook-transport.js';

const SECRET = 'the secret of the service, long enough';

describe('A signed webhook', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
  const requests: { headers: Record<string, string>; body: string }[] = [];
  beforeEach(async () => {
    requests.length = 0;
    server = createServer((request, response) => {
      void text(request).then((body) => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        requests.push({ headers, body });
        answer(request, response, body);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/inbox?for=us`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const send = (
    settings: Partial<WebhookSettings> = {},
    to = url,
    signal = new AbortController().signal,
  ): Promise<DeliveryReport> =>
    new WebhookTransport({
      secret: SECRET,
      timeoutMs: 5_000,
      allowedNetworks: [],
      loopbackHttp: true,
      ...settings,
    }).send(envelopeFor(to), signal);
  const answering = (status: number, body = '', headers: Record<string, string> = {}) => {
    answer = (_request, response) => response.writeHead(status, headers).end(body);
  };

  it('can be verified with the secret of its endpoint, and of no other', async () => {
    answering(200, 'Thank you');
    expect(await send()).toEqual({ outcome: 'delivered', answer: '200 Thank you' });
    const [request] = requests;
    if (!request) throw new Error('No request came.');
    const payload = new Webhook(endpointSecret(SECRET, url)).verify(request.body, request.headers);
    expect(payload).toMatchObject({
      type: 'text.issued',
      timestamp: '2006-03-21T09:00:00.000Z',
      data: { issue: 1, subject: 'Large organisations: who to call – by sector' },
    });
    expect(request.headers['webhook-id']).toBe('delivery-6f1c2b5e-3d0a-4f63-9d51-0a6d3a1c7b42');
    expect(() => new Webhook(endpointSecret(SECRET, `${url}2`)).verify(request.body, request.headers)).toThrow();
    expect(() => new Webhook(endpointSecret(`${SECRET}!`, url)).verify(request.body, request.headers)).toThrow();
  });

  it.each([
    [204, 'delivered'],
    [302, 'permanent'],
    [400, 'permanent'],
    [408, 'temporary'],
    [410, 'permanent'],
    [429, 'temporary'],
    [503, 'temporary'],
    [504, 'uncertain'],
  ] as const)('that is answered with %d is %s', async (status, outcome) => {
    answering(status, '', { location: `${url}&again` });
    expect(await send()).toMatchObject({ outcome });
    expect(requests).toHaveLength(1);
  });

  it('tells when it may be sent again', async () => {
    answering(429, '', { 'retry-after': '120' });
    expect(await send()).toMatchObject({ retryAfterSeconds: 120 });
    answering(503, '', { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() });
    const report = await send();
    expect(report.outcome === 'temporary' && report.retryAfterSeconds).toBeGreaterThan(3_590);
    answering(503, '', { 'retry-after': 'soon' });
    expect(await send()).toEqual({ outcome: 'temporary', answer: '503' });
  });

  it('keeps a short excerpt of the answer, without what could mislead', async () => {
    answering(200, `ok\u001b[31m\u202e${'x'.repeat(100_000)}`);
    const { answer: kept } = await send();
    expect(kept).toMatch(/^200 ok \[31m xx+$/);
    expect(kept.length).toBeLessThan(210);
  });

  it('is uncertain when no answer comes, and temporary when nobody is there', async () => {
    answer = (request) => request.socket.destroy();
    expect(await send()).toMatchObject({ outcome: 'uncertain' });
    answer = () => undefined;
    expect(await send({ timeoutMs: 200 })).toMatchObject({ outcome: 'uncertain' });
    const stop = new AbortController();
    answer = () => stop.abort();
    expect(await send({}, url, stop.signal)).toMatchObject({ outcome: 'uncertain' });
    expect(requests).toHaveLength(3);
    expect(await send({}, 'http://127.0.0.1:1/')).toMatchObject({ outcome: 'temporary' });
    expect(await send({}, 'https://no-such-host.invalid/')).toMatchObject({ outcome: 'temporary' });
  });

  it('comes to an end when the other side changes the protocol instead of answering', async () => {
    answer = ({ socket }) => {
      socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n');
    };
    expect(await send({ timeoutMs: 500 })).toMatchObject({ outcome: 'uncertain' });
  });

  it.each([
    'https://127.0.0.1/',
    'https://localhost/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest/meta-data',
    'https://192.168.1.1/',
    'https://[::1]/',
    'https://[fd00::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://0x7f.1/',
    'http://127.0.0.1/',
  ])('does not go to %s', async (address) => {
    const report = await send({ loopbackHttp: false }, address);
    expect(report).toMatchObject({ outcome: 'permanent', answer: expect.stringContaining('may not reach') });
  });

  it('goes to a private network that the operator allows, and to no other', async () => {
    answering(200);
    expect(await send({ loopbackHttp: false, allowedNetworks: ['127.0.0.0/8'] }, 'https://10.0.0.1/')).toMatchObject({
      outcome: 'permanent',
    });
    expect(await send({ loopbackHttp: false, allowedNetworks: ['127.0.0.0/8'] }, 'https://127.0.0.1:1/')).toMatchObject(
      { outcome: 'temporary' },
    );
  });

  it('goes over http to this machine only', async () => {
    expect(await send({ allowedNetworks: ['0.0.0.0/0'] }, 'http://192.0.2.1/')).toMatchObject({ outcome: 'permanent' });
  });
});
