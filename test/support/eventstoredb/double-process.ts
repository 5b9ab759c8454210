import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Fault } from './double-faults.js';
import type { DoubleProgramInput, DoubleReport, DoubleRequest } from './event-store-double.program.js';

const PROGRAM = fileURLToPath(new URL('event-store-double.program.js', import.meta.url));

/** The double as a process of its own, which can be killed as one. */
export class DoubleProcess {
  #child: ChildProcess | undefined;
  #connectionString = '';
  #ports: readonly number[] | undefined;

  private constructor(private readonly input: DoubleProgramInput) {}

  static async start(input: DoubleProgramInput = {}): Promise<DoubleProcess> {
    const double = new DoubleProcess(input);
    await double.start();
    return double;
  }

  get connectionString(): string {
    return this.#connectionString;
  }

  /** Again on the same ports. What it had in its file is there; what it had in memory is not. */
  async start(): Promise<void> {
    const input = { ...this.input, ...(this.#ports && { ports: this.#ports }) };
    const child = fork(PROGRAM, [JSON.stringify(input)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child = child;
    const report = await nextReport(child);
    if (report.kind !== 'ready') throw new Error('The double did not say that it is ready.');
    this.#connectionString = report.connectionString;
    this.#ports = [...report.connectionString.matchAll(/:(\d+)/g)].map(([, port]) => Number(port));
  }

  fault(fault: Fault, times = 1): Promise<void> {
    return this.#ask({ kind: 'fault', fault, times });
  }

  clearFaults(): Promise<void> {
    return this.#ask({ kind: 'clear-faults' });
  }

  electLeader(node: number): Promise<void> {
    return this.#ask({ kind: 'elect-leader', node });
  }

  /** At once, unless another signal is given: SIGSTOP freezes it, SIGCONT lets it go on. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  async #ask(request: DoubleRequest): Promise<void> {
    if (this.#child === undefined) throw new Error('The double does not run.');
    const answered = nextReport(this.#child);
    this.#child.send(request);
    await answered;
  }
}

async function nextReport(child: ChildProcess): Promise<DoubleReport> {
  const waiting = new AbortController();
  try {
    const [report] = await Promise.race([
      once(child, 'message', waiting),
      once(child, 'exit', waiting).then(([code]) => {
        throw new Error(`The double ended with code ${code}.`);
      }),
    ]);
    return report as DoubleReport;
  } finally {
    waiting.abort();
  }
}
