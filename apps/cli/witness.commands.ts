import { once } from 'node:events';
import type { Command } from 'commander';
import { verifierKeyText } from '#platform/ledger';
import { createLog, type Log } from '#platform/service';
import {
  createWitness,
  openWitness,
  readWitness,
  serveWitness,
  signingWith,
  Witness,
  type Contradiction,
  type RunningWitnessServer,
  type WitnessAnswer,
  type WitnessFolder,
  type WitnessServerOptions,
} from '#platform/witness';
import { EXIT_CODE, OperationError, UsageError, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';

interface FolderOptions {
  readonly folder: string;
  readonly json?: boolean;
}

interface InitOptions extends FolderOptions {
  readonly name: string;
  readonly log: readonly string[];
}

interface ServeOptions extends FolderOptions {
  readonly host: string;
  readonly port: string;
}

/** Runs a command's work and keeps its exit code. */
export type WithOutput = (
  options: { readonly json?: boolean },
  work: (output: Output) => Promise<ExitCode> | ExitCode,
) => Promise<void>;

const SERVE_HELP = `
It needs no access to the log and keeps only what it cosigned last. Put a proxy in front that ends TLS. One line of JSON
is logged for each request. To watch another log, add its verifier key to logs.txt in the folder, and start it again.`;

const STATUS_HELP = `
Exit code 1: a log signed two different trees of one size. Both are in the result of --json, with the log's signatures.`;

/** `witness init | serve | status`: somebody who watches over the evidence ledger, on a machine of their own. */
export function addWitnessCommands(program: Command, withOutput: WithOutput): void {
  const witness = program
    .command('witness')
    .description('Watches logs, and cosigns what they show when nothing earlier has changed.');
  folderCommand(witness, 'init')
    .description('Makes a witness: its key, and its memory.')
    .requiredOption('--name <name>', 'names the witness: an address without "https://", such as witness.hse.example')
    .requiredOption('--log <verifier-keys...>', 'verifier keys of the logs to watch')
    .action((options: InitOptions) => withOutput(options, (output) => init(options, output)));
  folderCommand(witness, 'serve')
    .description('Answers logs that ask for a cosignature.')
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--port <number>', 'the port to listen on; 0 for any free one', '3100')
    .addHelpText('after', SERVE_HELP)
    .action((options: ServeOptions) => withOutput(options, () => serve(options)));
  folderCommand(witness, 'status')
    .description('Shows what was cosigned, and what was refused because it contradicted that.')
    .addHelpText('after', STATUS_HELP)
    .action((options: FolderOptions) => withOutput(options, (output) => status(options, output)));
}

function folderCommand(witness: Command, name: string): Command {
  return witness
    .command(name)
    .requiredOption('--folder <folder>', 'the folder of the witness')
    .option('--json', 'write the result as JSON');
}

function init({ folder, name, log }: InitOptions, output: Output): ExitCode {
  const verifierKey = createWitness({ folder, name, logs: log });
  output.result({ name, verifierKey }, [
    `The witness ${name} is in ${folder}. Its verifier key, for the policies of those who trust it:`,
    verifierKey,
    'Keep the folder for ever: a witness that has forgotten what it cosigned must be given up.',
  ]);
  return EXIT_CODE.done;
}

async function serve({ folder, host, port }: ServeOptions): Promise<ExitCode> {
  const log = createLog({ level: 'info' });
  const opened = openWitness(folder);
  try {
    return await serveUntilStopped(opened, { host, port: portOf(port), log });
  } finally {
    opened.close();
  }
}

async function serveUntilStopped(
  { key, logKeys, store }: WitnessFolder,
  { host, port, log }: { readonly host: string; readonly port: number; readonly log: Log },
): Promise<ExitCode> {
  const stopping = new AbortController();
  let exitCode: ExitCode = EXIT_CODE.done;
  const onAnswer = (answer: WitnessAnswer, contradiction?: Contradiction) => report(log, answer, contradiction);
  const server = await listening({
    witness: new Witness({ store, logKeys, clock: () => new Date(), sign: signingWith(key), onAnswer }),
    host,
    port,
    onFault: (error) => {
      log.fatal({ err: error }, 'The witness failed and ends');
      exitCode = EXIT_CODE.failure;
      stopping.abort();
    },
  });
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stopping.abort());
  const logs = [...new Set(logKeys.map(({ name }) => name))];
  log.info({ url: server.url, witness: key.name, verifierKey: verifierKeyText(key), logs }, 'The witness is ready');
  if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
  await server.close();
  return exitCode;
}

/** @throws OperationError when the port or the address cannot be had */
async function listening(options: WitnessServerOptions): Promise<RunningWitnessServer> {
  try {
    return await serveWitness(options);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new OperationError(`The witness cannot listen on port ${options.port} of ${options.host}: ${error.message}.`);
  }
}

function report(log: Log, { status, body }: WitnessAnswer, contradiction?: Contradiction): void {
  if (contradiction?.kind === 'forked') {
    log.error({ origin: contradiction.origin, reason: contradiction.reason }, 'A log has signed two different pasts');
  } else if (contradiction) {
    log.warn(
      { origin: contradiction.origin, reason: contradiction.reason },
      'A checkpoint did not go on from the last',
    );
  } else {
    log.info({ status, ...(status === 200 ? {} : { answer: body.trim() }) }, 'Answered');
  }
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 65_536;
  if (port > 65_535) throw new UsageError('The port must be a whole number from 0 to 65535.');
  return port;
}

function status({ folder }: FolderOptions, output: Output): ExitCode {
  const witness = readWitness(folder);
  try {
    const { key, logKeys, store } = witness;
    const contradictions = store.contradictions();
    const logs = [...new Set(logKeys.map(({ name }) => name))].map((origin) => logStatus(origin, store.last(origin)));
    output.result({ name: key.name, verifierKey: verifierKeyText(key), logs, contradictions }, [
      `witness       ${key.name}`,
      `verifier key  ${verifierKeyText(key)}`,
      ...logs.map(({ origin, size, cosignedAt }) =>
        size === undefined
          ? `log           ${origin}: nothing cosigned yet`
          : `log           ${origin}: ${size} ${size === 1 ? 'entry' : 'entries'}, cosigned ${cosignedAt}`,
      ),
      ...contradictions.map(contradictionLine),
    ]);
    return contradictions.some(({ kind }) => kind === 'forked') ? EXIT_CODE.failure : EXIT_CODE.done;
  } finally {
    witness.close();
  }
}

interface CosignedLast {
  readonly size: number;
  readonly cosignedAt: number;
  readonly checkpoint: string;
}

function logStatus(origin: string, last: CosignedLast | undefined) {
  if (!last) return { origin };
  return { origin, size: last.size, cosignedAt: timeText(last.cosignedAt), checkpoint: last.checkpoint };
}

function contradictionLine({ origin, kind, at, reason }: Contradiction): string {
  const what = kind === 'forked' ? 'signed two different pasts' : 'was shown with a proof that does not hold';
  return `refused       ${timeText(at)}: ${origin} ${what} (${reason})`;
}

function timeText(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
