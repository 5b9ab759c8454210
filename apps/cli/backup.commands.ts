import type { Command } from 'commander';
import { z } from 'zod';
import { makeBackup, restore, type Restored, type RestorePoint } from '#platform/backup';
import { EXIT_CODE, UsageError, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';
import type { WithOutput } from './witness.commands.js';

interface BackupCommandOptions {
  readonly data: string;
  readonly to: string;
  readonly keysTo?: string;
  readonly json?: boolean;
}

interface RestoreCommandOptions {
  readonly from: string;
  readonly data: string;
  readonly until?: string;
  readonly keysFrom?: string;
  readonly withoutKeys?: boolean;
  readonly json?: boolean;
}

/** Commands that work on files of a data folder and of its copies. */
export function addBackupCommands(program: Command, withOutput: WithOutput): void {
  program
    .command('backup')
    .description(
      'Copies the record of a data folder, while its service runs or not, into a folder that is not there yet.',
    )
    .requiredOption('--data <folder>', 'the data folder of the service')
    .requiredOption('--to <folder>', 'where to put the record')
    .option(
      '--keys-to <folder>',
      'where to put the keys: on another disk, because they open what is sealed in the record',
    )
    .option('--json', 'write the result as JSON')
    .action((options: BackupCommandOptions) => withOutput(options, async (output) => backupCommand(options, output)));
  program
    .command('restore')
    .description('Puts a backup in the place of what is in the data folder of a service that is stopped.')
    .requiredOption('--from <folder>', 'the backup of the record')
    .requiredOption('--data <folder>', 'the data folder to restore into')
    .option('--until <moment>', 'leave out what was recorded after this position or time (2006-04-03T09:00:00Z)')
    .option('--keys-from <folder>', 'the backup of the keys; without it the keys in the data folder stay')
    .option('--without-keys', 'there are no keys: what is sealed will read as forgotten')
    .option('--json', 'write the result as JSON')
    .action((options: RestoreCommandOptions) => withOutput(options, async (output) => restoreCommand(options, output)));
}

function backupCommand({ data, to, keysTo }: BackupCommandOptions, output: Output): ExitCode {
  output.progress('Copying …');
  const report = makeBackup({ dataFolder: data, to, now: new Date(), ...(keysTo === undefined ? {} : { keysTo }) });
  const { position, lastRecordedAt, files } = report.record;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  output.result(report, [
    `The record up to position ${position} (${lastRecordedAt ?? 'empty'}) was copied to ${to}: ${bytes} bytes.`,
    keysTo === undefined
      ? 'The keys were not copied: name a folder for them with --keys-to, on another disk.'
      : `The keys were copied to ${keysTo}. Keep them apart from the record.`,
  ]);
  return EXIT_CODE.done;
}

function restoreCommand(options: RestoreCommandOptions, output: Output): ExitCode {
  const { from, data, until, keysFrom, withoutKeys = false } = options;
  output.progress('Restoring …');
  const report = restore({
    from,
    dataFolder: data,
    until: restorePoint(until),
    withoutKeys,
    now: new Date(),
    ...(keysFrom === undefined ? {} : { keysFrom }),
  });
  output.result(report, [...restoredLines(report.restored), `What was there before is in ${report.replaced}.`]);
  return EXIT_CODE.done;
}

function restoredLines({ position, known, keys }: Restored): string[] {
  const missing = known.position - position;
  return [
    `The record was restored up to position ${position}.`,
    ...(missing > 0
      ? [
          `It went up to position ${known.position} before: the last ${missing} events are missing. The service says so.`,
        ]
      : []),
    KEYS_LINES[keys],
  ];
}

const KEYS_LINES: Readonly<Record<Restored['keys'], string>> = {
  kept: 'The keys in the data folder stay as they are.',
  backup: 'The keys were restored from their backup.',
  none: 'There are no keys: what is sealed reads as forgotten.',
};

/** @throws UsageError */
export function restorePoint(until: string | undefined): RestorePoint {
  if (until === undefined) return { kind: 'end' };
  if (/^[1-9]\d{0,14}$/.test(until)) return { kind: 'position', position: Number(until) };
  if (z.iso.datetime({ offset: true }).safeParse(until).success) return { kind: 'time', time: new Date(until) };
  throw new UsageError(
    `--until ${until} is neither a position from 1 upwards nor a time with its offset, such as 2006-04-03T09:00:00Z.`,
  );
}
