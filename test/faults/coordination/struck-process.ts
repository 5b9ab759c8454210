import { startProgram, type RunningProgram } from '../../support/child-program.js';
import { TcpProxy } from '../../support/tcp-proxy.js';

/** What may happen to a process that holds a lease. */
export const FAULTS = ['killed', 'suspended', 'cut off', 'out of reach'] as const;
export type Fault = (typeof FAULTS)[number];

export interface StruckProcessOptions {
  readonly holder: string;
  readonly program: URL;
  /** Of the server, past its network. */
  readonly connectionString: string;
  /** @param connectionString over its network */
  input(connectionString: string): unknown;
  /** What it writes when it is as far as it has to be. */
  readonly readyLine: string;
  onLine(line: string): void;
}

/** A process with a network of its own. Either may fail. */
export class StruckProcess {
  #program: RunningProgram | undefined;
  #ended = false;

  private constructor(
    private readonly options: StruckProcessOptions,
    private readonly network: TcpProxy,
  ) {}

  static async start(options: StruckProcessOptions): Promise<StruckProcess> {
    const { hostname: host, port } = new URL(options.connectionString);
    const struck = new StruckProcess(options, await TcpProxy.start({ host, port: Number(port) }));
    await struck.#run();
    return struck;
  }

  get holder(): string {
    return this.options.holder;
  }

  strike(fault: Fault): void {
    if (fault === 'killed') this.#program?.process.kill('SIGKILL');
    if (fault === 'suspended') this.#program?.process.kill('SIGSTOP');
    if (fault === 'cut off') this.network.goDown();
    if (fault === 'out of reach') this.network.freeze();
  }

  async mend(fault: Fault): Promise<void> {
    if (fault === 'killed') await this.#run();
    if (fault === 'suspended') this.#program?.process.kill('SIGCONT');
    if (fault === 'cut off') this.network.comeUp();
    if (fault === 'out of reach') this.network.thaw();
  }

  /** A second time, it does nothing. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.#program?.process.kill('SIGCONT');
    this.#program?.process.kill('SIGKILL');
    await this.#program?.ended;
    await this.network.close();
  }

  /** Resolves when it is ready. */
  async #run(): Promise<void> {
    const { program, input, readyLine, onLine, connectionString } = this.options;
    const url = new URL(connectionString);
    url.port = String(this.network.port);
    const ready = Promise.withResolvers<void>();
    this.#program = startProgram({
      program,
      input: input(url.href),
      onLine: (line) => {
        if (line === readyLine) ready.resolve();
        else onLine(line);
      },
    });
    await Promise.race([ready.promise, this.#program.ended.then(failEarly)]);
  }
}

function failEarly({ errorOutput, lines }: { readonly errorOutput: string; readonly lines: readonly string[] }): never {
  throw new Error(`A process has ended by itself: ${lines.join('\n')} ${errorOutput}`);
}
