import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { GracefulStop, type StopStep } from './graceful-stop.js';
import { listen } from './listen.js';

const FIXTURE = fileURLToPath(new URL('graceful-stop.fixture.js', import.meta.url));

class Service {
  #output = '';
  #errors = '';
  readonly ended: Promise<[number | null, NodeJS.Signals | null]>;

  constructor(readonly process: ChildProcessByStdio<null, Readable, Readable>) {
    process.stdout.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    process.stderr.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()));
    this.ended = once(process, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  }

  get lines(): readonly string[] {
    return this.#output.split('\n').filter((line) => line !== '');
  }

  get errors(): string {
    return this.#errors;
  }

  async says(start: string): Promise<string> {
    for (;;) {
      const line = this.lines.find((candidate) => candidate.startsWith(start));
      if (line !== undefined) return line;
      if (this.process.exitCode !== null) throw new Error(`Ended without saying "${start}": ${this.#errors}`);
      await Promise.race([once(this.process.stdout, 'data'), this.ended]);
    }
  }

  async url(): Promise<string> {
    return (await this.says('listening ')).replace('listening ', '');
  }
}

const services: Service[] = [];
function start(port = 0): Service {
  const service = new Service(spawn(process.execPath, [FIXTURE, String(port)], { stdio: ['ignore', 'pipe', 'pipe'] }));
  services.push(service);
  return service;
}
afterEach(async () => {
  for (const service of services.splice(0)) {
    service.process.kill('SIGKILL');
    await service.ended;
  }
});

describe('a service that is told to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s answers what is under way, then closes in order, and ends with 0',
    async (signal) => {
      const service = start();
      const slow = fetch(`${await service.url()}/slow`);
      await service.says('slow request under way');
      service.process.kill(signal);
      expect(await (await slow).json()).toEqual({ answered: true });
      expect(await service.ended).toEqual([0, null]);
      expect(service.lines.slice(2)).toEqual(['http stopping', 'http stopped', 'projections stopped', 'store closed']);
    },
  );

  it('gives up requests that take too long, closes the rest, and ends with 1', async () => {
    const service = start();
    const stuck = fetch(`${await service.url()}/stuck`).catch((error: unknown) => error);
    await service.says('stuck request under way');
    service.process.kill('SIGTERM');
    expect(await service.ended).toEqual([1, null]);
    expect(await stuck).toMatchObject({ name: 'TypeError' });
    expect(service.lines.slice(-2)).toEqual(['projections stopped', 'store closed']);
  });

  it('ends at once when it is told a second time', async () => {
    const service = start();
    fetch(`${await service.url()}/stuck`).catch(() => undefined);
    await service.says('stuck request under way');
    service.process.kill('SIGTERM');
    await service.says('http stopping');
    service.process.kill('SIGTERM');
    expect(await service.ended).toEqual([1, null]);
    expect(service.lines).not.toContain('store closed');
  });

  it('ends with 1 at a fault that nothing caught', async () => {
    const service = start();
    await fetch(`${await service.url()}/fault`).catch(() => undefined);
    expect(await service.ended).toEqual([1, null]);
  });
});

describe('the order of stopping', () => {
  const quiet = { info: () => undefined, error: () => undefined, fatal: () => undefined };

  async function run(steps: readonly StopStep[], exitCode?: number): Promise<readonly number[]> {
    const codes: number[] = [];
    const stop = new GracefulStop({ log: quiet, steps, exit: (code) => codes.push(code) });
    expect(stop.isStopping).toBe(false);
    const first = stop.stop('test', exitCode);
    expect(stop.isStopping).toBe(true);
    await Promise.all([first, stop.stop('again')]);
    return codes;
  }

  it('goes on after a step that fails, and ends with 1', async () => {
    const done: string[] = [];
    const codes = await run([
      {
        name: 'throws',
        stop: () => {
          throw new Error('no');
        },
      },
      { name: 'rejects', stop: () => Promise.reject(new Error('no')) },
      { name: 'last', stop: () => void done.push('last') },
    ]);
    expect(done).toEqual(['last']);
    expect(codes).toEqual([1]);
  });

  it('ends by force what is overdue, before it goes on', async () => {
    const done: string[] = [];
    let finish = () => undefined as void;
    const overdue = new Promise<void>((resolve) => (finish = resolve)).then(() => void done.push('ended'));
    const abandon = () => {
      done.push('abandoned');
      finish();
    };
    const codes = await run([
      { name: 'overdue', stop: () => overdue, within: 1, abandon },
      { name: 'last', stop: () => void done.push('last') },
    ]);
    expect(done).toEqual(['abandoned', 'ended', 'last']);
    expect(codes).toEqual([1]);
  });

  it('stops once, with the code that was asked for', async () => {
    let stops = 0;
    expect(await run([{ name: 'counted', stop: () => void (stops += 1) }], 3)).toEqual([3]);
    expect(stops).toBe(1);
  });
});

describe('a port that is in use', () => {
  it('is named, with what to change, and the process ends with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      const service = start(port);
      expect(await service.ended).toEqual([1, null]);
      expect(service.errors).toBe(
        `The service cannot start. Port ${port} on 127.0.0.1 is in use by another process. ` +
          'Stop it, or set CONCORDAT_PORT to another port.\n',
      );
    } finally {
      other.close();
    }
  });

  it('is not mixed up with other faults', async () => {
    const fault = new Error('something else');
    const app = { listen: () => Promise.reject(fault), getUrl: async () => '' };
    await expect(listen(app, { host: '127.0.0.1', port: 1 })).rejects.toBe(fault);
  });
});
