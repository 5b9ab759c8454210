/** What the process ends with; documented in `concordat --help`. */
export const EXIT_CODE = {
  /** Everything was done; of an import: every row was taken or unchanged. */
  done: 0,
  failure: 1,
  /** The command line is wrong. */
  usage: 2,
  /** Some rows of an import were refused or not read. */
  rowsRefused: 3,
  /** Evidence was checked, and does not hold. */
  notVerified: 4,
} as const;

export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE];

/** The command line asks for something that cannot be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What was asked for could not be done, for a reason that the person at the console can act on. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
}
