import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { currentCorrelationId } from './correlation.js';
import { logLines, startServiceApp, type ServiceApp } from './service-app.fixture.js';

const TOKEN = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJwZXJzb24ifQ.c2lnbmF0dXJl';

const logged = logLines();
let service: ServiceApp;
beforeAll(async () => {
  service = await startServiceApp(logged);
});
afterAll(() => service.app.close());

describe('the correlation id of a request', () => {
  it('is made, and answered with', async () => {
    const response = await fetch(`${service.url}/things/1`);
    const id = response.headers.get('x-correlation-id');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toEqual({ id: '1', correlationId: id });
  });

  it('is the one that the caller sent, when it is a UUID', async () => {
    const id = randomUUID();
    const headers = { 'x-correlation-id': id.toUpperCase() };
    const response = await fetch(`${service.url}/things/1`, { headers });
    expect(response.headers.get('x-correlation-id')).toBe(id);
  });

  it.each(['no uuid', '', `${randomUUID()} `.repeat(2), 'a'.repeat(5000)])('is not %j', async (sent) => {
    const response = await fetch(`${service.url}/things/1`, { headers: { 'x-correlation-id': sent } });
    expect(response.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('x-correlation-id')).not.toBe(sent);
  });

  it('stays with its own request when many with bodies run at once on few connections', async () => {
    const ids = Array.from({ length: 200 }, () => randomUUID());
    const answers = await Promise.all(
      ids.map(async (id) => {
        const headers = { 'x-correlation-id': id, 'content-type': 'application/json' };
        const body = JSON.stringify({ text: 'x'.repeat(20_000) });
        return (await fetch(`${service.url}/things`, { method: 'POST', headers, body })).json();
      }),
    );
    expect(answers).toEqual(ids.map((correlationId) => ({ correlationId })));
    expect(currentCorrelationId()).toBeUndefined();
  });

  it('stays with a request whose body comes after another request on its connection had begun', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const head = (id: string, length: number) =>
      `POST /things HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nx-correlation-id: ${id}\r\ncontent-length: ${length}\r\n\r\n`;
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    let received = '';
    const answers = new Promise<void>((resolve, reject) => {
      socket.on('error', reject).on('data', (chunk: Buffer) => {
        received += chunk.toString();
        if (received.split('"correlationId"').length > 2) resolve();
      });
    });
    try {
      socket.write(head(first, 2) + '{');
      // Another request, answered, shows that the first one has been waiting for its body.
      await fetch(`${service.url}/things/1`);
      socket.write('}' + head(second, 2));
      await fetch(`${service.url}/things/1`);
      socket.write('{}');
      await answers;
    } finally {
      socket.destroy();
    }
    const ids = [...received.matchAll(/\{"correlationId":"([^"]+)"\}/g)].map(([, id]) => id);
    expect(ids).toEqual([first, second]);
  });
});

describe('the log', () => {
  it('has one line for each request, with its route and without what was sent', async () => {
    const id = randomUUID();
    await fetch(`${service.url}/things/secret-id?name=secret`, {
      headers: { 'x-correlation-id': id, authorization: `Bearer ${TOKEN}`, cookie: 'secret=1' },
    });
    const lines = logged.lines.filter(({ correlationId }) => correlationId === id);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      level: 'info',
      service: 'concordat',
      msg: 'Request answered',
      method: 'GET',
      route: '/things/:id',
      status: 200,
    });
    expect(logged.text()).not.toContain('secret');
    expect(logged.text()).not.toContain(TOKEN);
  });

  it('names unknown paths by nothing', async () => {
    await fetch(`${service.url}/some/secret/path`);
    expect(logged.lines.at(-1)).toMatchObject({ route: 'none', status: 404 });
    expect(logged.text()).not.toContain('/some/secret');
  });

  it('holds faults with their stack, under the correlation id, without tokens', async () => {
    const id = randomUUID();
    const response = await fetch(`${service.url}/fail`, { headers: { 'x-correlation-id': id } });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('abc');
    const lines = logged.lines.filter(({ correlationId }) => correlationId === id);
    expect(lines.map(({ level }) => level).sort()).toEqual(['error', 'warn']);
    expect(JSON.stringify(lines)).toContain('A fault with Bearer [removed]');
    expect(JSON.stringify(lines)).not.toContain('abc.def');
  });

  it('removes secrets and tokens wherever they stand', () => {
    const { log, text } = logLines();
    const fault = Object.assign(new Error(`refused ${TOKEN}`), {
      config: { headers: { authorization: 'very-secret' } },
    });
    log.error({ err: fault, authorization: 'very-secret', headers: { authorization: 'very-secret' } }, `sent ${TOKEN}`);
    log.info({ request: { headers: { cookie: 'very-secret' } }, token: 'very-secret' }, `Bearer very-secret`);
    expect(text()).not.toContain('very-secret');
    expect(text()).not.toContain('eyJ');
    expect(text()).toContain('[removed]');
  });

  it('describes errors with their causes and nothing else of them', () => {
    const { log, lines } = logLines();
    const cause = Object.assign(new Error('inner'), { code: 'SQLITE_FULL', sql: 'SELECT person' });
    log.error({ err: new TypeError('outer', { cause }) }, 'Failed');
    log.error({ err: 'a text' }, 'Failed');
    expect(lines[0]?.['err']).toMatchObject({ type: 'TypeError', message: 'outer', cause: { code: 'SQLITE_FULL' } });
    expect(JSON.stringify(lines[0])).not.toContain('SELECT person');
    expect(lines[1]?.['err']).toEqual({ type: 'string', message: 'Something that is no Error was thrown.' });
  });
});
