import type { Position } from '#platform/event-store';

/** Why a row was not taken, and where it is. */
export interface ImportProblem {
  /** Line of the file on which the row begins, counted from 1; the header is on line 1. */
  readonly line: number;
  /** Name of the column concerned; `null` where it is the row as a whole. */
  readonly column: string | null;
  readonly reason: string;
}

export interface ImportCounts {
  /** Rows read, without the header and without empty lines. */
  readonly rows: number;
  /** Rows that changed the record. */
  readonly taken: number;
  /** Rows that were imported before, or say what the record says already. */
  readonly unchanged: number;
  readonly refused: number;
}

export interface ImportReport extends ImportCounts {
  /** In the order of their lines. */
  readonly problems: readonly ImportProblem[];
  /** How many problems there are besides these. */
  readonly problemsLeftOut: number;
  /** False when the file could not be read to its end; the last problem says why. */
  readonly complete: boolean;
  /** What a read must have reached to show every row that was not refused; `undefined` when all were. */
  readonly position: Position | undefined;
}

/** The file as a whole cannot be read as one of this kind. Nothing was taken. */
export class ImportFileError extends Error {
  override readonly name = 'ImportFileError';
  constructor(readonly problems: readonly ImportProblem[]) {
    super(problems.map(({ reason }) => reason).join(' '));
  }
}

/** A fault of the service stopped the import. What was taken is recorded; the same file may be imported again. */
export class ImportStoppedError extends Error {
  override readonly name = 'ImportStoppedError';
  constructor(
    /** What became of the rows before. */
    readonly report: Omit<ImportReport, 'position'>,
    cause: unknown,
  ) {
    super(stoppedMessage(report, cause instanceof Error ? cause.message : String(cause)), { cause });
  }
}

export function stoppedMessage({ rows }: ImportCounts, reason: string): string {
  return (
    `The import stopped after ${rows} rows: ${reason} ` +
    'What was taken before is recorded. Import the same file again: rows taken before have no second effect.'
  );
}
