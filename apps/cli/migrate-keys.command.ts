import type { Command } from 'commander';
import { moveKeysToFolder, moveKeysToPostgres, type MoveKeysOptions } from '#platform/move-log';
import { readKeySettings, type Environment } from '#platform/service';
import { EXIT_CODE, UsageError, type ExitCode } from './exit-code.js';
import { hasValue, postgresSettings } from './migrate-log.command.js';
import type { Output } from './output.js';
import type { WithOutput } from './witness.commands.js';

export interface MigrateKeysOptions {
  readonly from: string;
  readonly to: string;
  readonly data: string;
  readonly json?: boolean;
}

const HELP = `
Stop every service and worker first. Keys, the fences of those who were erased, and the key that recognises repeated commands
go to the other place as they are, or nothing does; the source is left as it is.
PostgreSQL is where CONCORDAT_KEYS_URL, or else CONCORDAT_POSTGRES_URL, says (or the files that these names with _FILE name).
What locks the keys stays the same: CONCORDAT_KEY_ENCRYPTION_KEY, or the file key-encryption.key of the data folder, whose content
must then be configured for the shared engine.
Afterwards the source is a copy in which nobody is forgotten any more: delete it, or treat it as a backup of the keys.`;

export function addMigrateKeysCommand(program: Command, withOutput: WithOutput, environment: Environment): void {
  program
    .command('migrate-keys')
    .description('Moves the keys of persons between a data folder and PostgreSQL, beside a log that moves.')
    .requiredOption('--from <engine>', 'embedded or postgresql')
    .requiredOption('--to <engine>', 'embedded or postgresql')
    .requiredOption('--data <folder>', 'the data folder')
    .option('--json', 'write the result as JSON')
    .addHelpText('after', HELP)
    .action((options: MigrateKeysOptions) =>
      withOutput(options, (output) => migrateKeysCommand(options, environment, output)),
    );
}

async function migrateKeysCommand(
  { from, to, data }: MigrateKeysOptions,
  environment: Environment,
  output: Output,
): Promise<ExitCode> {
  const move = MOVES[`${from} ${to}`];
  if (move === undefined) {
    throw new UsageError(
      'Keys move from embedded to postgresql, or from postgresql to embedded. With EventStoreDB, too, they are in PostgreSQL.',
    );
  }
  const name = hasValue(environment, 'CONCORDAT_KEYS_URL') ? 'CONCORDAT_KEYS_URL' : 'CONCORDAT_POSTGRES_URL';
  const settings = postgresSettings(environment, name);
  const report = await move({ ...readKeySettings(environment), dataFolder: data, settings });
  const { keys, fences, repeated } = report;
  output.result(report, [
    repeated
      ? `All ${keys} keys and ${fences} fences were there already.`
      : `${keys} keys and ${fences} fences were moved, and compared with what was read.`,
    'The source is a copy from now on, in which nobody is forgotten any more: delete it, or keep it as a backup of the keys.',
  ]);
  return EXIT_CODE.done;
}

const MOVES: Readonly<Record<string, ((options: MoveKeysOptions) => ReturnType<typeof moveKeysToFolder>) | undefined>> =
  {
    'embedded postgresql': moveKeysToPostgres,
    'postgresql embedded': moveKeysToFolder,
  };
