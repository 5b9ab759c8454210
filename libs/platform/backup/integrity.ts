import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { KnownCheckpoint } from './checkpoint-in.js';
import { DATA_FILES } from './data-folder.files.js';
import { checkAtStart } from './folder-check.js';
import { LogDamagedError } from './integrity.errors.js';
import type { LogCheckReport } from './log-check.js';
import type { LogFault } from './log-fault.js';
import { checkpointNotices, restoredNotices, stoppedNotices, type Notice, type PresentLog } from './notices.js';
import { readRestored, type Restored } from './restored.file.js';
import { Scrub, type ScrubLog, type ScrubStatus } from './scrub.js';

const HIGHEST_SEED = 2 ** 31;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What is done about a log that turns out to be damaged when it is opened. */
export type OnDamage = 'refuse' | 'read-only';

export interface IntegrityOptions {
  readonly dataFolder: string;
  readonly onDamage?: OnDamage;
  /** Records that the background pass looks at in a second. */
  readonly recordsPerSecond?: number;
  /** Time between two such passes, in milliseconds. */
  readonly pauseMs?: number;
  /** A checkpoint that is kept apart from the service, with a signature that was checked. */
  readonly knownCheckpoint?: KnownCheckpoint;
  readonly clock: () => Date;
  readonly log: ScrubLog;
}

export interface IntegrityStatus {
  /** What is wrong with the log, as far as it is known. */
  readonly faults: readonly LogFault[];
  readonly notices: readonly Notice[];
  /** Nothing is recorded. */
  readonly readOnly: boolean;
  readonly scrub: ScrubStatus;
}

/** Whether the log holds what was recorded: found out at the start, and again and again in the background. */
export class Integrity {
  readonly scrub: Scrub;
  readonly #atStart: LogCheckReport;
  readonly #restored: Restored | undefined;

  /**
   * Checks the log of a data folder that nobody has opened yet.
   * @throws LogDamagedError when it is damaged and is not to be read all the same
   */
  constructor(private readonly options: IntegrityOptions) {
    const { dataFolder, onDamage = 'refuse', clock, log, recordsPerSecond = 1_000, pauseMs = DAY_MS } = options;
    const seed = randomInt(HIGHEST_SEED);
    this.#restored = readRestored(dataFolder);
    this.#atStart = checkAtStart(dataFolder, seed);
    const { faults, head, checked, compared } = this.#atStart;
    const damaged = faults.filter(({ nature }) => nature !== 'ledger');
    if (damaged.length > 0 && onDamage === 'refuse')
      throw new LogDamagedError(join(dataFolder, DATA_FILES.log), faults);
    for (const { nature, position, text } of faults) log.error({ nature, position }, text);
    log.info({ head, checked, compared, seed }, 'Checked the log');
    this.scrub = new Scrub({ dataFolder, recordsPerSecond, pauseMs, clock, log });
  }

  /** The log is damaged: it is read, and nothing is recorded. */
  get isReadOnly(): boolean {
    return this.#atStart.faults.some(({ nature }) => nature !== 'ledger');
  }

  status(present: PresentLog): IntegrityStatus {
    const scrub = this.scrub.status;
    const { knownCheckpoint } = this.options;
    return {
      faults: this.#faults(scrub),
      notices: [
        ...(this.#restored === undefined ? [] : restoredNotices(this.#restored, present)),
        ...(knownCheckpoint === undefined
          ? []
          : checkpointNotices(knownCheckpoint, present, 'the checkpoint kept apart')),
        ...stoppedNotices(scrub),
      ],
      readOnly: this.isReadOnly,
      scrub,
    };
  }

  /** A later pass says more, except of the file's structure, which only the check at the start looks at. */
  #faults(scrub: ScrubStatus): readonly LogFault[] {
    const { faults } = this.#atStart;
    if (scrub.passes === 0) return faults;
    const known = new Set(scrub.faults.map(({ text }) => text));
    return [...faults.filter(({ nature, text }) => nature === 'file' && !known.has(text)), ...scrub.faults];
  }
}
