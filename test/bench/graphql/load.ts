import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Question } from './questions.js';

const run = promisify(execFile);
const AUTOCANNON = fileURLToPath(import.meta.resolve('autocannon/autocannon.js'));

export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
}

const HEADERS = ['content-type=application/json', 'authorization=Bearer bench'];

export interface Answers {
  readonly total: number;
  /** In a second. */
  readonly average: number;
}

/** @returns answers per second, as `answersWithin` */
export async function answersPerSecond(url: string, question: Question, load: LoadOptions): Promise<number> {
  return (await answersWithin(url, question, load)).average;
}

/**
 * Asks one question over and over on several connections, from a process of its own.
 * @throws when an answer was not a success
 */
export async function answersWithin(
  url: string,
  { query, variables }: Question,
  { connections, seconds }: LoadOptions,
): Promise<Answers> {
  const { stdout } = await run(
    process.execPath,
    [
      AUTOCANNON,
      ...['--json', '--method', 'POST', '--connections', String(connections), '--duration', String(seconds)],
      ...HEADERS.flatMap((header) => ['--headers', header]),
      ...['--body', JSON.stringify({ query, variables }), url],
    ],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  const report = JSON.parse(stdout) as { requests: Answers; errors: number; non2xx: number };
  if (report.errors > 0 || report.non2xx > 0) throw new Error(`Answers of ${url} were no successes: ${stdout}`);
  return report.requests;
}
