import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * A measurement that runs in a process of its own, so that no earlier one has warmed, or fragmented, what it runs on.
 * The module that defines a program is also its main module.
 */
export interface Program<Input, Result> {
  readonly url: string;
  /** Carries the types only. */
  readonly types?: readonly [Input, Result];
}

/** What a program that is not written in TypeScript must send to its parent process. */
type Answer<Result> = { readonly result: Result } | { readonly failure: string };

/** Defines a program, and runs it when this process was started for it. */
export function defineProgram<Input, Result>(
  url: string,
  run: (input: Input) => Promise<Result> | Result,
): Program<Input, Result> {
  if (process.argv[1] === fileURLToPath(url)) void answer(run);
  return { url };
}

async function answer<Input, Result>(run: (input: Input) => Promise<Result> | Result): Promise<void> {
  let message: Answer<Result>;
  try {
    message = { result: await run(JSON.parse(process.argv[2] ?? 'null') as Input) };
  } catch (error) {
    message = { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  process.send?.(message, () => process.disconnect());
}

export interface FreshProcessOptions {
  /** Options of Node.js, for example `--cpu-prof`. */
  readonly nodeOptions?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** @throws when the program fails, with its own words */
export function inFreshProcess<Input, Result>(
  program: Program<Input, Result>,
  input: Input,
  { nodeOptions = [], environment = {} }: FreshProcessOptions = {},
): Promise<Result> {
  const file = fileURLToPath(program.url);
  const child = fork(file, [JSON.stringify(input)], {
    execArgv: ['--enable-source-maps', ...nodeOptions],
    env: { ...process.env, NODE_ENV: 'production', ...environment },
  });
  return new Promise((resolve, reject) => {
    let answer: Answer<Result> | undefined;
    child.once('message', (message) => (answer = message as Answer<Result>));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (answer === undefined) reject(new Error(`${file} ended without an answer (${signal ?? `code ${code}`}).`));
      else if ('failure' in answer) reject(new Error(`${file} failed: ${answer.failure}`));
      else resolve(answer.result);
    });
  });
}
