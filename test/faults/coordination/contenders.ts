import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LeaseTimings } from '../../../libs/platform/coordination/index.js';
import { startProgram, type RunningProgram } from '../../support/child-program.js';
import { TcpProxy } from '../../support/tcp-proxy.js';
import type { ContenderInput } from './contender.program.js';

const PROGRAM = new URL('./contender.program.js', import.meta.url);

export interface ContendersOptions {
  readonly connectionString: string;
  readonly folder: string;
  readonly timings: LeaseTimings;
}

/** One process that contends, over a network of its own. */
export class Contender {
  #program: RunningProgram | undefined;

  private constructor(
    readonly holder: string,
    readonly proxy: TcpProxy,
    private readonly options: ContendersOptions,
    private readonly collisions: string[],
  ) {}

  static async start(holder: string, options: ContendersOptions, collisions: string[]): Promise<Contender> {
    const { hostname: host, port } = new URL(options.connectionString);
    const contender = new Contender(holder, await TcpProxy.start({ host, port: Number(port) }), options, collisions);
    await contender.restart();
    return contender;
  }

  get momentsFile(): string {
    return join(this.options.folder, `${this.holder}.moments`);
  }

  /** Resolves when it contends. */
  async restart(): Promise<void> {
    const url = new URL(this.options.connectionString);
    url.port = String(this.proxy.port);
    const { holder, momentsFile, collisions } = this;
    const input: ContenderInput = {
      connectionString: url.href,
      holder,
      timings: this.options.timings,
      momentsFile,
    };
    const contends = Promise.withResolvers<void>();
    this.#program = startProgram({
      program: PROGRAM,
      input,
      onLine: (line) => {
        if (line === 'contends') contends.resolve();
        if (line.startsWith('collision')) collisions.push(`${holder}: ${line}`);
      },
    });
    await Promise.race([contends.promise, this.#program.ended.then(failEarly)]);
  }

  kill(signal: NodeJS.Signals): void {
    this.#program?.process.kill(signal);
  }

  /** @returns when it took the lease for its own, by epoch: the first and the last moment, in nanoseconds */
  tenures(): ReadonlyMap<number, readonly [first: bigint, last: bigint]> {
    const tenures = new Map<number, [bigint, bigint]>();
    if (!existsSync(this.momentsFile)) return tenures;
    for (const line of readFileSync(this.momentsFile, 'utf8').trim().split('\n')) {
      const [epoch = '', at = ''] = line.split(' ');
      const moment = BigInt(at);
      const [first = moment] = tenures.get(Number(epoch)) ?? [];
      tenures.set(Number(epoch), [first, moment]);
    }
    return tenures;
  }

  async end(): Promise<void> {
    this.kill('SIGCONT');
    this.kill('SIGKILL');
    await this.#program?.ended;
    await this.proxy.close();
  }
}

function failEarly({ errorOutput }: { readonly errorOutput: string }): never {
  throw new Error(`A contender has ended: ${errorOutput}`);
}
