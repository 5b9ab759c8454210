import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { ApplicationError } from '#platform/graphql';
import { ImportFileError, ImportStoppedError } from '#platform/imports';
import { BundleExportError, BundleFolderError, BundleFramesError } from '#platform/evidence-bundle';
import { isForOperator } from '#platform/engine';
import { LedgerError } from '#platform/ledger';
import { MoveLogError } from '#platform/move-log';
import { RebuildUnderWayError, UnknownProjectionError } from '#platform/projections';
import { WitnessStoreError } from '#platform/witness';
import { ConfigurationError, readEngineSettings } from '#platform/service';
import { authorityIdOf } from '#domain/regulators';
import { addBackupCommands } from './backup.commands.js';
import { openConfiguredEngine, openDataFolder } from './engine.target.js';
import { bundleScopeOf, exportCommand, requireFree, type ExportCommandOptions } from './export.command.js';
import { addEvidenceKeyCommand } from './evidence-key.command.js';
import { EXIT_CODE, OperationError, UsageError, type ExitCode } from './exit-code.js';
import { historyCommand, type HistoryOptions } from './history.command.js';
import { addMigrateCommand } from './migrate.command.js';
import { importCommand, importDefinition, importDefinitions, requireReadableFile } from './import.command.js';
import { keyStatusCommand, rotateKeysCommand } from './keys.commands.js';
import { addMigrateKeysCommand } from './migrate-keys.command.js';
import { addMigrateLogCommand } from './migrate-log.command.js';
import { deadLettersCommand, rebuildCommand, statusCommand } from './operator.commands.js';
import { ConsoleOutput, type Output, type Streams } from './output.js';
import { RunningServiceTarget } from './running-service.target.js';
import { bundlesOf } from './served-bundle.js';
import { connectTo, downloadFrom } from './service-connection.js';
import { subjectReportCommand } from './subject-report.command.js';
import type { Target } from './target.js';
import { verifyCommand, type VerifyCommandOptions } from './verify.command.js';
import { addWitnessCommands, type WithOutput } from './witness.commands.js';

type Environment = Readonly<Record<string, string | undefined>>;

interface TargetOptions {
  readonly url?: string;
  readonly data?: string;
  readonly direct?: boolean;
  readonly tokenFile?: string;
  readonly json?: boolean;
}

const EXIT_CODES_HELP = `
Exit codes: 0 done; 1 failure; 2 the command line is wrong; 3 some rows of an import were refused or not read;
4 evidence was checked and does not hold.
The token for --url comes from CONCORDAT_TOKEN or from --token-file, never from the command line.`;

/** Runs one command of the console. @returns the exit code */
export async function run(
  argv: readonly string[],
  environment: Environment,
  streams: Streams = process,
): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_CODE.done;
  const withOutput: WithOutput = async ({ json = false }, work) => {
    exitCode = await work(new ConsoleOutput(streams, json));
  };
  const program = createProgram(streams, async (options, work) => {
    const output = new ConsoleOutput(streams, options.json ?? false);
    const target = await openTarget(options, environment);
    try {
      exitCode = await work(target, output);
    } finally {
      await target.close();
    }
  });
  addWitnessCommands(program, withOutput);
  addBackupCommands(program, embeddedOnly(withOutput, environment), environment['CONCORDAT_KEYS_FILE'] || undefined);
  addMigrateCommand(program, withOutput, environment);
  addMigrateLogCommand(program, withOutput, environment);
  addMigrateKeysCommand(program, withOutput, environment);
  addVerifyCommand(program, withOutput, (file) => tokenOf(file, environment));
  addEvidenceKeyCommand(program, withOutput);
  try {
    await program.parseAsync(argv);
    return exitCode;
  } catch (error) {
    return reportFailure(error, streams);
  }
}

const ON_SHARED_ENGINES =
  'This command is for the files of the embedded engine, and CONCORDAT_ENGINE names another one. Back up and restore PostgreSQL ' +
  'with pg_dump or point-in-time recovery, and EventStoreDB as its documentation says (docs/how-to/run-on-postgresql.md, ' +
  'docs/how-to/run-on-eventstoredb.md); check the record with "concordat export --all" and "concordat verify".';

function embeddedOnly(withOutput: WithOutput, environment: Environment): WithOutput {
  return async (options, work) => {
    if (readEngineSettings(environment) !== undefined) throw new OperationError(ON_SHARED_ENGINES);
    await withOutput(options, work);
  };
}

type WithTarget = (
  options: TargetOptions,
  work: (target: Target, output: Output) => Promise<ExitCode>,
) => Promise<void>;

function createProgram(streams: Streams, withTarget: WithTarget): Command {
  const program = new Command('concordat')
    .description('The console of Concordat.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void streams.stdout.write(text),
      writeErr: (text) => void streams.stderr.write(text),
    })
    .addHelpText('after', EXIT_CODES_HELP);
  const kinds = importDefinitions.map(({ name, description }) => `  ${name}: ${description}`).join('\n');
  targeted(program, 'import <kind> <file>')
    .description('Takes the rows of a CSV file into the record and reports those that cannot be taken.')
    .addHelpText('after', `\nKinds:\n${kinds}`)
    .action(async (kind: string, file: string, options: TargetOptions) => {
      importDefinition(kind);
      requireReadableFile(file);
      await withTarget(options, (target, output) => importCommand(target, kind, file, output));
    });
  targeted(program, 'status')
    .description('Shows the log, the projections and the dead letters.')
    .action((options: TargetOptions) => withTarget(options, statusCommand));
  targeted(program, 'rebuild <projection>')
    .description('Builds a projection anew from the log, beside the one that queries read.')
    .action((projection: string, options: TargetOptions) =>
      withTarget(options, (target, output) => rebuildCommand(target, projection, output)),
    );
  targeted(program, 'dead-letters [projection]')
    .description('Lists the events that a projection could not take.')
    .option('--retry <projection>', 'try those of this projection again, in order')
    .action((projection: string | undefined, { retry, ...options }: TargetOptions & { readonly retry?: string }) => {
      if (projection !== undefined && retry !== undefined) {
        throw new UsageError('Name one projection: either one to list, or one to try again after --retry.');
      }
      return withTarget(options, (target, output) => deadLettersCommand(target, { projection, retry }, output));
    });
  const keys = program.command('keys').description('The keys with which personal data is sealed.');
  targeted(keys, 'status')
    .description('Shows the key store, its wrapping keys and how many keys there are.')
    .action((options: TargetOptions) => withTarget(options, keyStatusCommand));
  targeted(keys, 'rotate')
    .description('Wraps all keys anew, under the key-encryption key that is configured; the log is not touched.')
    .action((options: TargetOptions) => withTarget(options, rotateKeysCommand));
  targeted(program, 'subject-report <subject>')
    .description('Shows everything that is held on a person, by event; for data protection leads.')
    .action((subject: string, options: TargetOptions) =>
      withTarget(options, (target, output) => subjectReportCommand(target, subject, output)),
    );
  targeted(program, 'export')
    .description(
      'Writes an evidence bundle: events, proofs and the signed checkpoint, to be checked without the service.',
    )
    .requiredOption('--out <folder>', 'a new folder to write it to')
    .option('--all', 'the whole log')
    .option('--partnership <id>', 'the history of one partnership')
    .option('--known <files...>', 'signed checkpoints that you hold: the bundle shows how the log goes on from them')
    .action(async (options: TargetOptions & ExportCommandOptions) => {
      bundleScopeOf(options);
      requireFree(options.out);
      await withTarget(options, (target, output) => exportCommand(target, options, output));
    });
  targeted(program, 'history')
    .description('Writes what happened, to whom and why, as far as the caller may see it.')
    .option('--partnership <id>', 'events of this partnership')
    .option('--organisation <id>', 'events of this organisation')
    .option('--object <id>', 'events of this object')
    .option('--officer <id>', 'what this officer recorded')
    .option('--types <types>', 'only events of these types, with commas between them')
    .option('--parties <ids>', 'only what these parties recorded, with commas between them')
    .option('--from <time>', 'recorded at this time or later')
    .option('--before <time>', 'recorded before this time')
    .option('--effective-from <time>', 'took effect at this time or later')
    .option('--effective-before <time>', 'took effect before this time')
    .option('--correlation <id>', 'only this course of events')
    .option('--newest-first', 'in reverse order')
    .option('--format <format>', 'jsonl or csv', 'jsonl')
    .option('--out <file>', 'write to this file, which must not be there yet')
    .action((options: TargetOptions & HistoryOptions) =>
      withTarget(options, (target) => historyCommand(target, options, streams)),
    );
  program
    .command('authority-id <code>')
    .description('Prints the id of the authority with a GSS code, or with a short code where it has none.')
    .action((code: string) => void streams.stdout.write(`${authorityIdOf(code)}\n`));
  return program;
}

const VERIFY_HELP = `
Nothing is believed because the bundle says it. Give the verifier keys of the log that you had from elsewhere, and a
checkpoint that you kept or had from a witness: without one, a log that was rewritten as a whole with the true signing key
looks like the true one. The policy is a text file as C2SP tlog-policy writes it; it may bring the keys of the log too.
Exit code 4: something does not hold; the first fault is shown with its place.`;

interface VerifyOptions extends VerifyCommandOptions {
  readonly tokenFile?: string;
  readonly json?: boolean;
}

function addVerifyCommand(program: Command, withOutput: WithOutput, token: (file?: string) => string): void {
  program
    .command('verify [bundle]')
    .description('Checks an evidence bundle, offline, or the evidence that a running service shows.')
    .option('--url <address>', 'check what a running service shows')
    .option('--keys <file>', 'the verifier keys that you trust, one a line')
    .option('--known <files...>', 'signed checkpoints that you hold')
    .option('--policy <file>', 'which witnesses must have signed')
    .option('--complete-up-to <position>', 'must be shown to be complete up to this position of the log')
    .option('--token-file <file>', 'file that holds the access token for --url')
    .option('--json', 'write the result as JSON')
    .addHelpText('after', VERIFY_HELP)
    .action((bundle: string | undefined, { tokenFile, ...options }: VerifyOptions) =>
      withOutput(options, (output) => verifyCommand(bundle, options, () => token(tokenFile), output)),
    );
}

function targeted(program: Command, nameAndArguments: string): Command {
  return program
    .command(nameAndArguments)
    .option('--url <address>', 'work through the API of a running service')
    .option('--data <folder>', 'work on the data folder of a service that is stopped')
    .option('--direct', 'work on the shared engine that the environment names (CONCORDAT_ENGINE), beside its processes')
    .option('--token-file <file>', 'file that holds the access token for --url')
    .option('--json', 'write the result as JSON');
}

async function openTarget(options: TargetOptions, environment: Environment): Promise<Target> {
  const { url, data, direct = false, tokenFile } = options;
  if ([url !== undefined, data !== undefined, direct].filter(Boolean).length !== 1) {
    throw new UsageError(
      'Say where to work: either --url <address> of a running service, --data <folder>, or --direct on a shared engine.',
    );
  }
  if (direct) return openConfiguredEngine(environment);
  if (data !== undefined) return openDataFolder(data, environment);
  const token = tokenOf(tokenFile, environment);
  return new RunningServiceTarget(
    connectTo(url ?? '', token),
    bundlesOf(url ?? '', token),
    undefined,
    downloadFrom(url ?? '', token),
  );
}

function tokenOf(file: string | undefined, environment: Environment): string {
  const token = file === undefined ? environment['CONCORDAT_TOKEN'] : readToken(file);
  if (token) return token;
  throw new UsageError('A token is needed with --url: set CONCORDAT_TOKEN or name a --token-file.');
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperationError(`The token file cannot be read: ${reason}`);
  }
}

/** Faults that say in their message what the person at the console can do. */
const WORDED = [
  ApplicationError,
  ConfigurationError,
  OperationError,
  ImportStoppedError,
  UnknownProjectionError,
  RebuildUnderWayError,
  WitnessStoreError,
  BundleExportError,
  BundleFolderError,
  BundleFramesError,
  LedgerError,
  MoveLogError,
];

function reportFailure(error: unknown, { stderr }: Streams): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODE.done : EXIT_CODE.usage;
  if (error instanceof UsageError) {
    stderr.write(`${error.message}\n`);
    return EXIT_CODE.usage;
  }
  if (error instanceof ImportFileError) {
    stderr.write(`Nothing was taken: the file cannot be read as one of this kind.\n`);
    for (const { line, reason } of error.problems) stderr.write(`Line ${line}: ${reason}\n`);
    return EXIT_CODE.failure;
  }
  const isWorded = isForOperator(error) || WORDED.some((kind) => error instanceof kind);
  if (isWorded && error instanceof Error) stderr.write(`${error.message}\n`);
  else
    stderr.write(
      `A fault of the console: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  return EXIT_CODE.failure;
}
