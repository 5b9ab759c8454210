import type { Command } from 'commander';
import { databasesOf, migrateShared } from '#platform/engine';
import { readEngineSettings, type Environment } from '#platform/service';
import { EXIT_CODE, UsageError, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';
import type { WithOutput } from './witness.commands.js';

interface MigrateOptions {
  readonly grantTo?: string;
  readonly json?: boolean;
}

/** Works on the databases that the environment names, as the role that owns their tables. */
export function addMigrateCommand(program: Command, withOutput: WithOutput, environment: Environment): void {
  program
    .command('migrate')
    .description('Makes the tables of a shared engine in PostgreSQL, or brings them up to this version.')
    .option('--grant-to <role>', 'lets this role work with them, as the service and the workers do')
    .option('--json', 'write the result as JSON')
    .action((options: MigrateOptions) => withOutput(options, (output) => migrateCommand(environment, options, output)));
}

async function migrateCommand(
  environment: Environment,
  { grantTo }: MigrateOptions,
  output: Output,
): Promise<ExitCode> {
  const engine = readEngineSettings(environment);
  if (engine === undefined) {
    throw new UsageError(
      'Say which databases: set CONCORDAT_ENGINE to postgresql or eventstoredb, and what goes with it. The embedded engine ' +
        'brings its files up to this version by itself.',
    );
  }
  output.progress('Migrating …');
  const reports = await migrateShared(databasesOf(engine), grantTo);
  output.result(reports, [
    ...reports.map(({ schema, applied }) =>
      applied.length === 0 ? `${schema} is up to date.` : `${schema} was brought up to date: ${applied.join(', ')}.`,
    ),
    ...(grantTo === undefined ? [] : [`The role ${grantTo} may work with them.`]),
  ]);
  return EXIT_CODE.done;
}
