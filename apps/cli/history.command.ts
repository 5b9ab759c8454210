import { existsSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportFormat } from '#platform/history';
import { EXIT_CODE, OperationError, UsageError, type ExitCode } from './exit-code.js';
import type { Streams } from './output.js';
import type { Target } from './target.js';

/** What the command line says about a history. */
export interface HistoryOptions {
  readonly partnership?: string;
  readonly organisation?: string;
  readonly object?: string;
  readonly officer?: string;
  readonly types?: string;
  readonly parties?: string;
  readonly from?: string;
  readonly before?: string;
  readonly effectiveFrom?: string;
  readonly effectiveBefore?: string;
  readonly correlation?: string;
  readonly newestFirst?: boolean;
  readonly format: string;
  readonly out?: string;
}

export async function historyCommand(target: Target, options: HistoryOptions, { stdout }: Streams): Promise<ExitCode> {
  const { format, out } = options;
  if (!isFormat(format)) throw new UsageError(`--format must be jsonl or csv; it is ${format}.`);
  const lines = target.history(parametersOf(options), format);
  if (out === undefined) for await (const line of lines) await written(stdout, line);
  else await writeTo(out, lines);
  return EXIT_CODE.done;
}

function isFormat(text: string): text is ExportFormat {
  return text === 'jsonl' || text === 'csv';
}

/** A reader that is slower than the service is waited for. */
async function written(stdout: Streams['stdout'], text: string): Promise<void> {
  if (stdout.write(text) !== false || !stdout.once) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  stdout.once('drain', resolve);
  await promise;
}

/** A file that is there is left as it is; none is made when the history is refused, and none is left that is not whole. */
async function writeTo(file: string, lines: AsyncIterable<string>): Promise<void> {
  const iterator = lines[Symbol.asyncIterator]();
  const first = await iterator.next();
  const opened = await openNew(file);
  try {
    await pipeline(Readable.from(fromFirst(first, iterator)), opened.createWriteStream());
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

async function openNew(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx');
  } catch (error) {
    if (!existsSync(file)) throw error;
    throw new OperationError(`The file ${file} is there already. Name another one.`);
  }
}

async function* fromFirst(first: IteratorResult<string>, iterator: AsyncIterator<string>): AsyncGenerator<string> {
  for (let next = first; next.done !== true; next = await iterator.next()) yield next.value;
}

function parametersOf(options: HistoryOptions): Readonly<Record<string, string>> {
  const named: Readonly<Record<string, string | undefined>> = {
    partnershipId: options.partnership,
    organisationId: options.organisation,
    objectId: options.object,
    officerId: options.officer,
    types: options.types,
    parties: options.parties,
    recordedFrom: options.from,
    recordedBefore: options.before,
    effectiveFrom: options.effectiveFrom,
    effectiveBefore: options.effectiveBefore,
    correlationId: options.correlation,
    ...(options.newestFirst === true && { order: 'NEWEST_FIRST' }),
  };
  return Object.fromEntries(Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
