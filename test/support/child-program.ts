import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** All of standard output, line by line. */
  readonly lines: readonly string[];
  readonly errorOutput: string;
}

export interface RunningProgram {
  readonly process: ChildProcess;
  /** Resolves when the process has ended and all its output has been read. */
  readonly ended: Promise<ProgramEnd>;
}

export interface ProgramOptions {
  /** The compiled program, a file URL. */
  readonly program: URL;
  /** Given to the program as its first argument, as JSON. */
  readonly input: unknown;
  /** A command that starts the program, for example `['strace', '-f']`. Default: none. */
  readonly under?: readonly string[];
  onLine?(line: string): void;
}

/** Starts a compiled program on the Node.js that runs the tests. */
export function startProgram({ program, input, under = [], onLine }: ProgramOptions): RunningProgram {
  const [command = process.execPath, ...args] = [
    ...under,
    process.execPath,
    fileURLToPath(program),
    JSON.stringify(input),
  ];
  // Where calls are counted, those that Node.js makes for its own files must not come between.
  const uncached = under.length > 0 && { NODE_DISABLE_COMPILE_CACHE: '1' };
  const env = { ...process.env, ...uncached };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    onLine?.(line);
  });
  const read = new Promise<void>((resolve) => reader.once('close', () => resolve()));
  const exit = new Promise<Pick<ProgramEnd, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const ended = Promise.all([exit, text(child.stderr), read]).then(([end, errorOutput]): ProgramEnd => ({
    ...end,
    lines,
    errorOutput,
  }));
  return { process: child, ended };
}
