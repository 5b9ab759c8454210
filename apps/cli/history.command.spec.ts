import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder, type TemporaryFolder } from '../../test/support/temporary-folder.js';
import { historyCommand } from './history.command.js';
import { downloadFrom } from './service-connection.js';
import type { Target } from './target.js';

describe('A history from a running service', () => {
  let folder: TemporaryFolder;
  let server: Server;
  let file: string;
  let listener: RequestListener;
  let asked: string | undefined;
  beforeEach(async () => {
    folder = temporaryFolder();
    file = join(folder.path, 'history.jsonl');
    server = createServer((request, response) => {
      asked = request.url;
      listener(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    folder.remove();
  });

  const target = (): Target => {
    const { port } = server.address() as AddressInfo;
    const download = downloadFrom(`http://127.0.0.1:${port}`, 'token');
    async function* history(parameters: Readonly<Record<string, string>>) {
      yield* await download(`/exports/history.jsonl?${new URLSearchParams(parameters)}`);
    }
    return { history } as Partial<Target> as Target;
  };
  const silent = { write: () => true };
  const streams = { stdout: silent, stderr: silent };
  const run = () =>
    historyCommand(target(), { format: 'jsonl', object: 'plan-1', newestFirst: true, out: file }, streams);

  it('is written to the file that is named', async () => {
    listener = (_request, response) => void response.end('{"title":"Ä"}\n');
    expect(await run()).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe('{"title":"Ä"}\n');
    expect(asked).toBe('/exports/history.jsonl?objectId=plan-1&order=NEWEST_FIRST');
  });

  it('leaves no half of a file behind when the service stops in the middle', async () => {
    listener = (_request, response) => {
      response.write('{"title":"First"}\n');
      setImmediate(() => response.destroy());
    };
    await expect(run()).rejects.toThrow(/^What the service at .* sent is not whole: /);
    expect(existsSync(file)).toBe(false);
  });

  it('leaves a file as it is that is there', async () => {
    writeFileSync(file, 'mine');
    listener = (_request, response) => void response.end('{}\n');
    await expect(run()).rejects.toThrow('is there already');
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('waits for a reader that is slower than the service', async () => {
    listener = (_request, response) => void response.end('{}\n');
    const drained: (() => void)[] = [];
    const stdout = { write: () => false, once: (_event: 'drain', then: () => void) => void drained.push(then) };
    let isDone = false;
    const running = historyCommand(target(), { format: 'jsonl' }, { stdout, stderr: silent }).then(() => {
      isDone = true;
    });
    while (drained.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(isDone).toBe(false);
    drained[0]?.();
    await running;
    expect(isDone).toBe(true);
  });
});
