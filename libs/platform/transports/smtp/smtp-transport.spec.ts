import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeliveryReport } from '../delivery-transport.js';
import { envelopeFor } from '../envelope.fixture.js';
import { answering, startMailServer, type MailServer } from './mail-server.fixture.js';
import type { SmtpSettings } from './smtp-settings.js';
import { SmtpTransport } from './smtp-transport.js';

const TO = 'environmental.health@dundee.example';

describe('E-mail over SMTP', () => {
  let server: MailServer;
  let transport: SmtpTransport;
  afterEach(async () => {
    transport.close();
    await server.close();
  });

  const over = (settings: Partial<SmtpSettings> = {}) => {
    transport = new SmtpTransport({
      host: '127.0.0.1',
      port: server.port,
      tls: 'NONE',
      from: 'concordat@regulator.example',
      fromName: 'Concordat',
      timeoutMs: 5_000,
      ...settings,
    });
    return transport;
  };
  const send = (settings: Partial<SmtpSettings> = {}, signal = new AbortController().signal): Promise<DeliveryReport> =>
    over(settings).send(envelopeFor(TO), signal);

  it('hands over text and markup with an id that every attempt shares, and tells the answer', async () => {
    server = await startMailServer();
    const attachments = [
      { name: 'Plan <1>.pdf', mediaType: 'application/pdf', digest: `sha256:${'a'.repeat(64)}`, location: 'Extranet' },
    ];
    const report = await over().send(envelopeFor(TO, { attachments }), new AbortController().signal);
    expect(report).toEqual({ outcome: 'delivered', answer: expect.stringMatching(/^250 /) });
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: 'concordat@regulator.example', to: [TO] });
    const message = mail?.message ?? '';
    expect(message).toMatch(/^Message-ID:\s+<delivery-6f1c2b5e-3d0a-4f63-9d51-0a6d3a1c7b42@regulator\.example>/m);
    expect(message).toContain('Content-Type: multipart/alternative');
    expect(message).toMatch(/^From: Concordat <concordat@regulator\.example>\r?$/m);
    expect(message).toMatch(/\n\.\r?\n\.\.and nobody else\./);
    expect(message).toContain(`  sha256:${'a'.repeat(64)}`);
    expect(message).toContain('Plan &#60;1&#62;.pdf');
    expect(message).toContain('Plan <1>.pdf');
  });

  it('keeps its connections, and opens no more than the pool has', async () => {
    server = await startMailServer();
    over();
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    const reports = await Promise.all(
      numbers.map((number) =>
        transport.send(
          { ...envelopeFor(`r${number}@x.example`), deliveryId: `delivery-${number}` },
          new AbortController().signal,
        ),
      ),
    );
    expect(new Set(reports.map(({ outcome }) => outcome))).toEqual(new Set(['delivered']));
    expect(new Set(server.received.map(({ to }) => to[0])).size).toBe(40);
    expect(server.connections()).toBeLessThanOrEqual(10);
  });

  it.each([
    ['recipient', 550, 'permanent'],
    ['recipient', 450, 'temporary'],
    ['message', 554, 'permanent'],
    ['message', 451, 'temporary'],
  ] as const)('to the %s, the answer %d is %s', async (where, code, outcome) => {
    const error = answering(code, 'Not today');
    server = await startMailServer(
      where === 'recipient' ? { onRecipient: () => error } : { onMessage: async () => error },
    );
    expect(await send()).toEqual({ outcome, answer: `${code} Not today` });
    expect(server.received).toEqual([]);
  });

  it('is temporary when the connection is lost before the message, and uncertain after it', async () => {
    server = await startMailServer({
      onRecipient: (_address, { cut }) => {
        cut();
        return undefined;
      },
    });
    expect(await send()).toMatchObject({ outcome: 'temporary' });
    transport.close();
    await server.close();
    server = await startMailServer({
      onMessage: async (_mail, { cut }) => {
        cut();
        return undefined;
      },
    });
    expect(await send()).toMatchObject({
      outcome: 'uncertain',
      answer: expect.stringContaining('The message was sent, and no answer came'),
    });
    expect(server.received).toHaveLength(1);
  });

  it('goes over another connection when the server has ended the one that was kept', async () => {
    server = await startMailServer();
    over();
    for (const number of [1, 2, 3]) {
      const envelope = { ...envelopeFor(`r${number}@x.example`), deliveryId: `delivery-${number}` };
      const sent = transport.send(envelope, new AbortController().signal);
      expect(await sent).toMatchObject({ outcome: 'delivered' });
      server.cut();
    }
    expect(server.received.map(({ to }) => to[0])).toEqual(['r1@x.example', 'r2@x.example', 'r3@x.example']);
    expect(server.connections()).toBe(3);
  });

  it('is uncertain when the server says nothing to the whole message, and never sent again by itself', async () => {
    let messages = 0;
    server = await startMailServer({
      onMessage: () => {
        messages += 1;
        return new Promise(() => undefined);
      },
    });
    expect(await send({ timeoutMs: 300 })).toMatchObject({ outcome: 'uncertain' });
    expect(messages).toBe(1);
  });

  it('comes to an end with a server that never falls silent and never answers', async () => {
    server = await startMailServer();
    const endless = createServer((socket) => {
      socket.write('220 Ready\r\n');
      const timer = setInterval(() => socket.write('250-Please wait\r\n'), 20);
      socket.on('close', () => clearInterval(timer)).on('error', () => undefined);
      socket.resume();
    }).listen(0, '127.0.0.1');
    await once(endless, 'listening');
    const address = endless.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await send({ port, timeoutMs: 100 })).toMatchObject({ outcome: 'temporary' });
    transport.close();
    await new Promise((resolve) => endless.close(resolve));
  });

  it('ends at once when it is told to', async () => {
    const stop = new AbortController();
    server = await startMailServer({
      onMessage: async () => {
        stop.abort();
        return new Promise(() => undefined);
      },
    });
    expect(await send({}, stop.signal)).toMatchObject({ outcome: 'uncertain' });
  });

  it('is temporary when nobody is there', async () => {
    server = await startMailServer();
    const { port } = server;
    await server.close();
    expect(await send({ port, timeoutMs: 1_000 })).toMatchObject({ outcome: 'temporary' });
  });

  it('is temporary when the sign-in is refused: that is ours to put right', async () => {
    server = await startMailServer(
      {},
      {
        disabledCommands: ['STARTTLS'],
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: (_auth, _session, answer) => answer(answering(535, 'Wrong')),
      },
    );
    expect(await send({ credentials: { user: 'u', password: 'p' } })).toMatchObject({
      outcome: 'temporary',
      answer: expect.stringContaining('535'),
    });
  });

  describe('with encryption', () => {
    let key: string;
    let cert: string;
    beforeAll(() => {
      const folder = mkdtempSync(join(tmpdir(), 'concordat-certificate-'));
      const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
      const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
      const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
      execFileSync('openssl', [...request, ...names, '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' });
      [key, cert] = [readFileSync(keyFile, 'utf8'), readFileSync(certFile, 'utf8')];
      rmSync(folder, { recursive: true });
    });

    it('sends to a server that it trusts, and to no other', async () => {
      server = await startMailServer({}, { key, cert, disabledCommands: ['AUTH'] });
      expect(await send({ tls: 'STARTTLS', trustedCertificates: cert })).toMatchObject({ outcome: 'delivered' });
      transport.close();
      expect(await send({ tls: 'STARTTLS' })).toMatchObject({ outcome: 'temporary' });
      expect(server.received).toHaveLength(1);
    });

    it('sends nothing to a server that has none', async () => {
      server = await startMailServer();
      expect(await send({ tls: 'STARTTLS' })).toMatchObject({ outcome: 'temporary' });
      expect(server.received).toEqual([]);
    });
  });
});
