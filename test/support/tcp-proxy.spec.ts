import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TcpProxy } from './tcp-proxy.js';

describe('the network between a client and a server', () => {
  let server: Server;
  let proxy: TcpProxy;
  let received: string;
  let arrived: (() => void) | undefined;

  beforeEach(async () => {
    received = '';
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        received += data.toString();
        arrived?.();
        socket.write(data);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await TcpProxy.start({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
  });
  afterEach(async () => {
    await proxy.close();
    server.close();
    await once(server, 'close');
  });

  const connected = async (): Promise<Socket> => {
    const socket = connect(proxy.port, '127.0.0.1');
    // Those that a test leaves open are cut at its end.
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };
  const answerTo = async (socket: Socket, text: string): Promise<string> => {
    socket.write(text);
    const [data] = (await once(socket, 'data')) as [Buffer];
    return data.toString();
  };
  const errorOf = async (socket: Socket): Promise<unknown> => (await once(socket, 'error'))[0];

  it('carries what is sent, in both directions, and the end of it', async () => {
    const socket = await connected();
    expect(await answerTo(socket, 'good morning')).toBe('good morning');
    socket.end();
    await once(socket, 'close');
    expect(received).toBe('good morning');
  });

  it('breaks all connections at once, and takes new ones unless it is down', async () => {
    const sockets = [await connected(), await connected()];
    for (const socket of sockets) await answerTo(socket, 'here');
    const errors = sockets.map(errorOf);
    proxy.cut();
    for (const error of await Promise.all(errors)) expect(error).toMatchObject({ code: 'ECONNRESET' });
    expect(await answerTo(await connected(), 'again')).toBe('again');
    proxy.goDown();
    const refused = await connected().then(errorOf, (error: unknown) => error);
    expect(refused).toMatchObject({ code: 'ECONNRESET' });
    proxy.comeUp();
    expect(await answerTo(await connected(), 'once more')).toBe('once more');
  });

  it('loses the answer to what the server has got', async () => {
    proxy.judge(({ data }) => (data.includes('commit') ? 'lose-answer' : 'pass'));
    const socket = await connected();
    await answerTo(socket, 'begin');
    const error = errorOf(socket);
    const commit = new Promise<void>((resolve) => (arrived = resolve));
    socket.write('commit');
    expect(await error).toMatchObject({ code: 'ECONNRESET' });
    await commit;
    expect(received).toBe('begincommit');
  });

  it('loses what the server never gets', async () => {
    proxy.judge(({ data }) => (data.includes('commit') ? 'cut' : 'pass'));
    const socket = await connected();
    await answerTo(socket, 'begin');
    const error = errorOf(socket);
    socket.write('commit');
    expect(await error).toMatchObject({ code: 'ECONNRESET' });
    expect(received).toBe('begin');
  });

  it('holds everything back while it is frozen, and delivers it afterwards', async () => {
    const socket = await connected();
    await answerTo(socket, 'first');
    proxy.freeze();
    const answer = answerTo(socket, 'second');
    expect(received).toBe('first');
    proxy.thaw();
    expect(await answer).toBe('second');
    socket.end();
  });
});
