import type { Command } from 'commander';
import { z } from 'zod';
import {
  checkFolder,
  erasuresOf,
  forgetInBackup,
  makeBackup,
  readErasures,
  readManifest,
  restore,
  writeErasures,
  type Restored,
  type RestorePoint,
} from '#platform/backup';
import { EXIT_CODE, OperationError, UsageError, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';
import type { WithOutput } from './witness.commands.js';

interface BackupCommandOptions {
  readonly data?: string;
  readonly to?: string;
  readonly keysTo?: string;
  readonly keys?: string;
  readonly json?: boolean;
}

interface ForgetCommandOptions extends BackupCommandOptions {
  readonly from?: string;
  readonly fences?: string;
}

interface RestoreCommandOptions {
  readonly from: string;
  readonly data: string;
  readonly until?: string;
  readonly keysFrom?: string;
  readonly keys?: string;
  readonly withoutKeys?: boolean;
  readonly fences?: string;
  readonly withoutFences?: boolean;
  readonly json?: boolean;
}

interface IntegrityCommandOptions {
  readonly data: string;
  readonly json?: boolean;
}

const KEYS_OPTION = [
  '--keys <file>',
  'the key store, when it is not in the data folder (or CONCORDAT_KEYS_FILE)',
] as const;

/** Commands that work on the files of a data folder and of its copies. */
export function addBackupCommands(program: Command, withOutput: WithOutput, keysFile: string | undefined): void {
  const backup = program
    .command('backup')
    .description(
      'Copies the record of a data folder, whether its service runs or not, into a folder that is not there yet.',
    )
    .option('--data <folder>', 'the data folder of the service')
    .option('--to <folder>', 'where to put the record')
    .option(
      '--keys-to <folder>',
      'where to put the keys: on another disk, because they open what is sealed in the record',
    )
    .option(...KEYS_OPTION, keysFile)
    .option('--json', 'write the result as JSON')
    .action((options: BackupCommandOptions) => withOutput(options, async (output) => backupCommand(options, output)));
  backup
    .command('fences')
    .description(
      'Writes the list of those who were erased (--data, --to), for a restore where the data folder is lost.',
    )
    .action((_, command: Command) => {
      const options = command.optsWithGlobals<BackupCommandOptions>();
      return withOutput(options, async (output) => fencesCommand(options, output));
    });
  backup
    .command('forget')
    .description(
      'Destroys, in a backup of the keys, the keys of those who were erased since: says who by --data or --fences.',
    )
    .requiredOption('--from <folder>', 'the backup of the keys')
    .option('--fences <file>', 'the list of those who were erased')
    .action((_, command: Command) => {
      const options = command.optsWithGlobals<ForgetCommandOptions>();
      return withOutput(options, async (output) => forgetCommand(options, output));
    });
  program
    .command('restore')
    .description('Puts a backup in the place of what is in the data folder of a service that is stopped.')
    .requiredOption('--from <folder>', 'the backup of the record')
    .requiredOption('--data <folder>', 'the data folder to restore into')
    .option('--until <moment>', 'leave out what was recorded after this position or time (2006-04-03T09:00:00Z)')
    .option('--keys-from <folder>', 'the backup of the keys; without it the keys in the data folder stay')
    .option(...KEYS_OPTION, keysFile)
    .option('--without-keys', 'there are no keys: what is sealed will read as forgotten')
    .option('--fences <file>', 'the list of those who were erased, when the data folder is lost')
    .option('--without-fences', 'there is no such list: who was erased after the backup will be readable again')
    .option('--json', 'write the result as JSON')
    .action((options: RestoreCommandOptions) => withOutput(options, async (output) => restoreCommand(options, output)));
  program
    .command('integrity')
    .description('Checks every record of a data folder or of a backup against the evidence ledger beside it.')
    .requiredOption('--data <folder>', 'the data folder of a service, which may be running, or a backup of the record')
    .option('--json', 'write the result as JSON')
    .action((options: IntegrityCommandOptions) =>
      withOutput(options, async (output) => integrityCommand(options, output)),
    );
}

function backupCommand({ data, to, keysTo, keys }: BackupCommandOptions, output: Output): ExitCode {
  output.progress('Copying …');
  const report = makeBackup({
    dataFolder: required(data, '--data'),
    to: required(to, '--to'),
    now: new Date(),
    ...(keysTo !== undefined && { keysTo }),
    ...(keys !== undefined && { keyStore: keys }),
  });
  const { position, lastRecordedAt, files } = report.record;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  output.result(report, [
    `The record up to position ${position} (${lastRecordedAt ?? 'empty'}) was copied to ${to}: ${bytes} bytes.`,
    'Every record was checked.',
    keysTo === undefined
      ? 'The keys were not copied: name a folder for them with --keys-to, on another disk.'
      : `The keys were copied to ${keysTo}. Keep them apart from the record.`,
  ]);
  return EXIT_CODE.done;
}

function fencesCommand({ data, to, keys }: BackupCommandOptions, output: Output): ExitCode {
  const list = erasuresOf(required(data, '--data'), new Date(), keys);
  writeErasures(required(to, '--to'), list);
  output.result(list, [`${countOf(list.fences.length, 'erasure')} written to ${to}.`]);
  return EXIT_CODE.done;
}

function forgetCommand({ from, data, fences, keys }: ForgetCommandOptions, output: Output): ExitCode {
  const folder = required(from, '--from');
  if ((data === undefined) === (fences === undefined)) {
    throw new UsageError('Say who was erased: either --data <folder> of the service or --fences <file>.');
  }
  const { installation } = readManifest(folder, 'keys');
  const list =
    fences === undefined ? erasuresOf(required(data, '--data'), new Date(), keys) : readErasures(fences, installation);
  if (list.installation !== installation) {
    throw new OperationError(
      `The keys in ${folder} are of another installation (${installation}) than the data folder.`,
    );
  }
  const report = forgetInBackup(folder, list.fences, new Date());
  output.result(report, [
    `${countOf(report.destroyed, 'key')} destroyed in ${folder}, which knows of ${report.fences} erased.`,
  ]);
  return EXIT_CODE.done;
}

function restoreCommand(options: RestoreCommandOptions, output: Output): ExitCode {
  const { from, data, until, keysFrom, keys, withoutKeys = false, fences, withoutFences = false } = options;
  output.progress('Restoring …');
  const report = restore({
    from,
    dataFolder: data,
    until: restorePoint(until),
    withoutKeys,
    withoutFences,
    now: new Date(),
    ...(keysFrom !== undefined && { keysFrom }),
    ...(keys !== undefined && { keyStore: keys }),
    ...(fences !== undefined && { fences }),
  });
  output.result(report, [
    ...restoredLines(report.restored),
    ...(keys !== undefined && report.restored.keys === 'backup'
      ? [`The key store is in ${data}: put it in the place of ${keys} before the service starts.`]
      : []),
    `What was there before is in ${report.replaced}.`,
  ]);
  return EXIT_CODE.done;
}

function integrityCommand({ data }: IntegrityCommandOptions, output: Output): ExitCode {
  const check = checkFolder(data);
  for (let step = check.next(); ; step = check.next()) {
    if (step.done !== true) {
      output.progress(`Checked up to position ${step.value} …`);
      continue;
    }
    const { head, checked, compared, faults } = step.value;
    output.result(step.value, [
      ...faults.map(({ text }) => text),
      faults.length === 0
        ? `The log holds what was recorded: ${checked} records up to position ${head}, ${compared} of them compared with the ledger.`
        : `${countOf(faults.length, 'fault')} found in ${checked} records.`,
    ]);
    return faults.length === 0 ? EXIT_CODE.done : EXIT_CODE.failure;
  }
}

function countOf(count: number, thing: string): string {
  return count === 1 ? `1 ${thing} was` : `${count} ${thing}s were`;
}

function required(value: string | undefined, option: string): string {
  if (value !== undefined) return value;
  throw new UsageError(`${option} is needed. See --help.`);
}

function restoredLines({ position, known, keys, fences }: Restored): string[] {
  const missing = known.position - position;
  return [
    `The record was restored up to position ${position}.`,
    ...(missing > 0
      ? [
          `It went up to position ${known.position} before: the last ${missing} events are missing. The service says so.`,
        ]
      : []),
    KEYS_LINES[keys],
    fences.from === 'none'
      ? 'No list of erasures was there: who was erased after the backup may be readable again. The service says so.'
      : `Those who were erased stay so: ${fences.count}.`,
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
