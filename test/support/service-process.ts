import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MAINS = {
  api: fileURLToPath(new URL('../../apps/api/main.js', import.meta.url)),
  worker: fileURLToPath(new URL('../../apps/worker/main.js', import.meta.url)),
} as const;
const PACKAGE = fileURLToPath(new URL('../../../package.json', import.meta.url));

/** The options of Node.js with which `npm start` runs the service. */
export function nodeOptionsOfStart(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { readonly scripts: { readonly start: string } };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

export interface EndedProcess {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ServiceProcess {
  /** `undefined` when it could not be started. */
  readonly pid: number | undefined;
  /** Resolves with the address when the process answers for its health; rejects when it ends before. */
  listening(): Promise<string>;
  /** Resolves with the address when the service says that it is ready; rejects when it ends before. */
  ready(): Promise<string>;
  readonly ended: Promise<EndedProcess>;
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<EndedProcess>;
}

/** The service as `npm start` runs it, in a process of its own, with this environment and nothing else of `CONCORDAT_`. */
export function startServiceProcess(environment: Readonly<Record<string, string>>): ServiceProcess {
  return startProcess('api', environment);
}

/** The same for the worker as `npm run worker` runs it. */
export function startWorkerProcess(environment: Readonly<Record<string, string>>): ServiceProcess {
  return startProcess('worker', environment);
}

function startProcess(program: keyof typeof MAINS, environment: Readonly<Record<string, string>>): ServiceProcess {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('CONCORDAT_'));
  const child = spawn(process.execPath, [...nodeOptionsOfStart(), MAINS[program]], {
    env: { ...Object.fromEntries(others), ...environment },
  });
  let stdout = '';
  let stderr = '';
  let announce: (url: string) => void = () => undefined;
  let answers: (url: string) => void = () => undefined;
  const url = new Promise<string>((resolve) => (announce = resolve));
  const listening = new Promise<string>((resolve) => (answers = resolve));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
    const ready = /"url":"([^"]+)".*"msg":"(?:Concordat|The worker) is ready"/.exec(stdout);
    if (ready?.[1]) announce(ready[1]);
    const heard = /"url":"([^"]+)".*"msg":"Listening"/.exec(stdout);
    if (heard?.[1]) answers(heard[1]);
  });
  const ended = once(child, 'close').then(([exitCode]: unknown[]) => ({
    exitCode: typeof exitCode === 'number' ? exitCode : null,
    stdout,
    stderr,
  }));
  const unlessEnded = (said: Promise<string>) =>
    Promise.race([
      said,
      ended.then((end) => {
        throw new Error(`The process ended before it was ready: ${end.stderr}${end.stdout}`);
      }),
    ]);
  return {
    pid: child.pid,
    ready: () => unlessEnded(url),
    listening: () => unlessEnded(listening),
    ended,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
