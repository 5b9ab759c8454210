import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isSqliteError, LogInspection } from '#platform/event-store';
import { LedgerInspection } from '#platform/ledger';
import { DATA_FILES } from './data-folder.files.js';
import { NO_HASHES } from './ledger-comparison.js';
import { LogCheck, type KnownRoot, type LogCheckOptions, type LogCheckReport } from './log-check.js';
import type { LogFault } from './log-fault.js';
import { openOrFault } from './open-or-fault.js';
import { samplePositions } from './sample-positions.js';

/** A log of so many events is checked whole at every start: it takes a fraction of a second. */
const SMALL_LOG = 2_000;
/** Of a larger one the last records, which a crash may have touched, and others at random. */
const LAST_RECORDS = 1_000;
const SAMPLED_RECORDS = 1_000;

export interface FolderCheckOptions {
  /** Further roots that the log must agree with. */
  readonly knownRoots?: readonly KnownRoot[];
  readonly leaveOut?: LogCheckOptions['leaveOut'];
}

/**
 * Checks every record of the log in a data folder, or in a backup of one, against the ledger beside it. Yields the
 * position that it has reached.
 */
export function* checkFolder(folder: string, options: FolderCheckOptions = {}): Generator<number, LogCheckReport> {
  const opened = openFiles(folder);
  if ('faults' in opened) return opened;
  try {
    return yield* checkOf(opened, options).whole();
  } finally {
    opened.close();
  }
}

/**
 * The check before a start: how many records there are, the last ones, and a sample; a small log whole. When that finds
 * anything, the whole log is looked through to say exactly what and where.
 * @param seed chooses the sample
 */
export function checkAtStart(folder: string, seed: number): LogCheckReport {
  const opened = openFiles(folder);
  if ('faults' in opened) return opened;
  try {
    const check = checkOf(opened, {});
    const head = check.shape();
    if (head > SMALL_LOG) {
      check.some(samplePositions(head, { last: LAST_RECORDS, sampled: SAMPLED_RECORDS, seed }));
      const report = check.report(head);
      if (report.faults.length === 0) return report;
    }
  } finally {
    opened.close();
  }
  return finished(checkFolder(folder));
}

interface OpenFiles {
  readonly log: LogInspection;
  readonly ledger: LedgerInspection | undefined;
  readonly ledgerFault: LogFault | undefined;
  close(): void;
}

function checkOf({ log, ledger, ledgerFault }: OpenFiles, options: FolderCheckOptions): LogCheck {
  const { knownRoots = [], leaveOut } = options;
  const kept = ledger?.checkpoint();
  const own = kept === undefined ? [] : [{ ...kept, by: "the ledger's newest checkpoint" }];
  return new LogCheck({
    log,
    hashes: ledger ?? NO_HASHES,
    knownRoots: [...own, ...knownRoots],
    alreadyFound: ledgerFault === undefined ? [] : [ledgerFault],
    ...(leaveOut === undefined ? {} : { leaveOut }),
  });
}

/** The ledger first: the log that is opened after it holds at least what the ledger does. */
function openFiles(folder: string): OpenFiles | LogCheckReport {
  const ledger = openLedger(join(folder, DATA_FILES.ledger));
  const log = openLog(folder, ledger instanceof LedgerInspection ? ledger : undefined);
  if (!(log instanceof LogInspection)) {
    if (ledger instanceof LedgerInspection) ledger.close();
    return { head: 0, checked: 0, compared: 0, faults: log === undefined ? [] : [log] };
  }
  const usable = ledger instanceof LedgerInspection ? ledger : undefined;
  return {
    log,
    ledger: usable,
    ledgerFault: ledger instanceof LedgerInspection ? undefined : ledger,
    close: () => {
      log.close();
      usable?.close();
    },
  };
}

/** @returns undefined when there is no log yet */
function openLog(folder: string, ledger: LedgerInspection | undefined): LogInspection | LogFault | undefined {
  const file = join(folder, DATA_FILES.log);
  if (existsSync(file)) return openOrFault(file);
  if (ledger === undefined || ledger.size === 0) return undefined;
  const text = `There is no event log in ${folder}, but the ledger there holds ${ledger.size} events.`;
  return { nature: 'truncated', position: 1, text };
}

function openLedger(file: string): LedgerInspection | LogFault | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return new LedgerInspection(file);
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    const text = `The ledger ${file} cannot be read (${error.code}). Move it away: it is built anew from the log.`;
    return { nature: 'ledger', position: null, text };
  }
}

/** Runs a check to its end without giving others a turn. */
export function finished(check: Generator<number, LogCheckReport>): LogCheckReport {
  for (;;) {
    const step = check.next();
    if (step.done === true) return step.value;
  }
}
