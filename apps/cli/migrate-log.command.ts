import type { Command } from 'commander';
import {
  moveLog,
  openEmbeddedSource,
  openEmbeddedTarget,
  openEventStoreDbSource,
  openEventStoreDbTarget,
  openPostgresSource,
  openPostgresTarget,
  type LogSource,
  type LogTarget,
} from '#platform/move-log';
import { connectionStringFault, type PostgresSettings } from '#platform/postgres';
import { ConfigurationError, readSecret, type Environment } from '#platform/service';
import { EXIT_CODE, UsageError, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';
import type { WithOutput } from './witness.commands.js';

const ENGINES = ['embedded', 'postgresql', 'eventstoredb'] as const;
type EngineName = (typeof ENGINES)[number];

export interface MigrateLogOptions {
  readonly from: string;
  readonly to: string;
  readonly data?: string;
  readonly json?: boolean;
}

const HELP = `
Stop every service and worker first. The source is left as it is. Whoever is interrupted runs the same command again: it
goes on behind what was copied. At the end both logs are read as wholes and compared by the roots of the whole log and of
each partnership.
Where PostgreSQL and EventStoreDB are comes from CONCORDAT_POSTGRES_URL and CONCORDAT_EVENTSTOREDB_URL, or from the files
that these names with _FILE at their end name. The role in PostgreSQL must own the tables, or make them.
A source is compared with the newest checkpoint that was signed over it: in the data folder, or on record beside the read models of
PostgreSQL and EventStoreDB (CONCORDAT_READ_MODELS_URL, or else CONCORDAT_POSTGRES_URL). Where there is none to compare with, the
result says why.`;

export function addMigrateLogCommand(program: Command, withOutput: WithOutput, environment: Environment): void {
  program
    .command('migrate-log')
    .description('Copies the event log of one engine into an empty one of another, with ids, order and times.')
    .requiredOption('--from <engine>', `where it is: ${ENGINES.join(', ')}`)
    .requiredOption('--to <engine>', 'where it is to be')
    .option('--data <folder>', 'the data folder, where one of the two engines is the embedded one')
    .option('--json', 'write the result as JSON')
    .addHelpText('after', HELP)
    .action((options: MigrateLogOptions) =>
      withOutput(options, (output) => migrateLogCommand(options, environment, output)),
    );
}

export async function migrateLogCommand(
  { from, to, data }: MigrateLogOptions,
  environment: Environment,
  output: Output,
): Promise<ExitCode> {
  const engines = [engineOf('--from', from), engineOf('--to', to)] as const;
  assertPlaces(engines, data);
  const source = await openSource(engines[0], data ?? '', environment);
  try {
    const target = await openTarget(engines[1], data ?? '', environment, source.installationId);
    try {
      return await move(source, target, output);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function move(source: LogSource, target: LogTarget, output: Output): Promise<ExitCode> {
  const report = await moveLog({
    source,
    target,
    onProgress: ({ step, position, head }) =>
      output.progress(`${step === 'copying' ? 'Copied' : 'Compared'} up to position ${position} of ${head} …`),
  });
  const {
    events,
    copiedBefore,
    partnerships,
    root,
    signedRoots,
    notCompared = 'Nothing signed was beside the source',
  } = report;
  output.result(report, [
    copiedBefore === events
      ? `All ${events} events were in ${target.place} already.`
      : `${events - copiedBefore} events were copied to ${target.place}${copiedBefore > 0 ? `, behind ${copiedBefore} of an earlier run` : ''}.`,
    `Both logs have ${events} events with the root ${root}, and the same histories of ${partnerships} partnerships.`,
    signedRoots === 0
      ? `NOT compared with anything that was signed. ${notCompared}. Compare the root with a checkpoint of size ${events} that you hold.`
      : 'The source holds what its last signed checkpoint commits to.',
    `The source in ${source.place} was left as it is. Move its keys with "concordat migrate-keys" before a service starts.`,
  ]);
  return EXIT_CODE.done;
}

function openSource(engine: EngineName, data: string, environment: Environment): Promise<LogSource> {
  switch (engine) {
    case 'embedded':
      return openEmbeddedSource(data);
    case 'postgresql':
      return openPostgresSource(postgresSettings(environment), readModelsSettings(environment));
    case 'eventstoredb':
      return openEventStoreDbSource(
        readSecret(environment, 'CONCORDAT_EVENTSTOREDB_URL'),
        readModelsSettings(environment),
      );
  }
}

async function openTarget(
  engine: EngineName,
  data: string,
  environment: Environment,
  installationId: string,
): Promise<LogTarget> {
  switch (engine) {
    case 'embedded':
      return openEmbeddedTarget(data);
    case 'postgresql':
      return openPostgresTarget(postgresSettings(environment));
    case 'eventstoredb':
      return openEventStoreDbTarget(readSecret(environment, 'CONCORDAT_EVENTSTOREDB_URL'), installationId);
  }
}

/** Where read models, and with them the newest checkpoint, are; undefined where that is not said. */
function readModelsSettings(environment: Environment): PostgresSettings | undefined {
  const name = ['CONCORDAT_READ_MODELS_URL', 'CONCORDAT_POSTGRES_URL'].find((each) => hasValue(environment, each));
  return name === undefined ? undefined : postgresSettings(environment, name);
}

export function hasValue(environment: Environment, name: string): boolean {
  return Boolean(environment[name] || environment[`${name}_FILE`]);
}

/** @throws ConfigurationError, which never repeats what is secret */
export function postgresSettings(environment: Environment, name = 'CONCORDAT_POSTGRES_URL'): PostgresSettings {
  const connectionString = readSecret(environment, name);
  const fault = connectionStringFault(connectionString);
  if (fault === undefined) return { connectionString };
  throw new ConfigurationError([`${name} ${fault}.`]);
}

/** @throws UsageError */
function engineOf(option: string, name: string): EngineName {
  const engine = ENGINES.find((known) => known === name);
  if (engine !== undefined) return engine;
  throw new UsageError(`${option} ${name} is no engine. It must be one of ${ENGINES.join(', ')}.`);
}

/** @throws UsageError */
function assertPlaces([from, to]: readonly [EngineName, EngineName], data: string | undefined): void {
  if (from === to) {
    throw new UsageError(
      `The log is with the engine ${from} already. To copy it within an engine, use its backup: see the how-to guides.`,
    );
  }
  const needsFolder = from === 'embedded' || to === 'embedded';
  if (needsFolder && data === undefined)
    throw new UsageError('Name the data folder of the embedded engine with --data.');
  if (!needsFolder && data !== undefined) throw new UsageError('--data is for the embedded engine only.');
}
