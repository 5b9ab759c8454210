import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FreshProcessOptions } from './fresh-process.js';

/** A server that runs in a process of its own until it is told to stop. Its module is also its main module. */
export interface ServerProgram<Input, Ready> {
  readonly url: string;
  /** Carries the types only. */
  readonly types?: readonly [Input, Ready];
}

export interface ServerProcess<Ready> {
  readonly pid: number;
  /** What the server said when it was ready. */
  readonly ready: Ready;
  stop(): Promise<void>;
}

export interface StartedServer<Ready> {
  readonly ready: Ready;
  close(): Promise<void>;
}

type Message<Ready> = { readonly ready: Ready } | { readonly failure: string };

export function defineServer<Input, Ready>(
  url: string,
  start: (input: Input) => Promise<StartedServer<Ready>>,
): ServerProgram<Input, Ready> {
  if (process.argv[1] === fileURLToPath(url)) void serve(start);
  return { url };
}

async function serve<Input, Ready>(start: (input: Input) => Promise<StartedServer<Ready>>): Promise<void> {
  const send = (message: Message<Ready>): void => void process.send?.(message);
  try {
    const server = await start(JSON.parse(process.argv[2] ?? 'null') as Input);
    // Also when the parent is gone.
    process.once('disconnect', () => void server.close().then(() => process.exit(0)));
    send({ ready: server.ready });
  } catch (error) {
    send({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    process.disconnect();
  }
}

/** @throws when the server does not start, with its own words */
export async function startServer<Input, Ready>(
  program: ServerProgram<Input, Ready>,
  input: Input,
  { nodeOptions = [], environment = {} }: FreshProcessOptions = {},
): Promise<ServerProcess<Ready>> {
  const file = fileURLToPath(program.url);
  const child = fork(file, [JSON.stringify(input)], {
    execArgv: ['--enable-source-maps', ...nodeOptions],
    env: { ...process.env, NODE_ENV: 'production', ...environment },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const message = await new Promise<Message<Ready>>((resolve, reject) => {
    child.once('message', (sent) => resolve(sent as Message<Ready>));
    child.once('error', reject);
    void ended.then(() => reject(new Error(`${file} ended before it was ready.`)));
  });
  if ('failure' in message) throw new Error(`${file} failed: ${message.failure}`);
  const stop = async (): Promise<void> => {
    child.disconnect();
    await ended;
  };
  return { pid: child.pid ?? 0, ready: message.ready, stop };
}
