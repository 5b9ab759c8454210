/** What goes wrong with the evidence ledger. */
export class LedgerError extends Error {
  override readonly name: string = 'LedgerError';
}

/** The file is no ledger, or a newer version wrote it. It was left as it is. */
export class LedgerFormatError extends LedgerError {
  override readonly name = 'LedgerFormatError';
}

/** The file does not hold what it signed itself, or cannot be read. What it would sign next would be another history. */
export class LedgerDamagedError extends LedgerError {
  override readonly name = 'LedgerDamagedError';
  constructor(file: string, reason: string) {
    super(
      `The evidence ledger ${file} is damaged: ${reason}. Move it away: it is built anew from the log. Compare a checkpoint ` +
        'that was kept elsewhere with it afterwards.',
    );
  }
}

/**
 * The log does not hold what the ledger has committed to: it was cut, replaced or altered. The service must not go on
 * as if nothing had happened, for it would sign a second history.
 */
export class LedgerContradictsLogError extends LedgerError {
  override readonly name = 'LedgerContradictsLogError';
  constructor(
    /** How many events the ledger covers. */
    readonly size: number,
    readonly reason: string,
    remedy = 'move ledger.db away: it is built anew from the log',
  ) {
    super(
      `The evidence ledger covers ${size} events of the log, but ${reason}. The log was restored to an older state, ` +
        `exchanged or altered. Put the log back from its newest backup. If the log is right as it is, ${remedy}, and ` +
        'whoever holds an earlier checkpoint will see that they differ.',
    );
  }
}

/** The ledger does not reach so far, or never will: there is no such event, tree, tile or size. */
export class OutsideLedgerError extends LedgerError {
  override readonly name = 'OutsideLedgerError';
}

/** The ledger has not covered a position yet. It will shortly: ask again. */
export class LedgerBehindError extends LedgerError {
  override readonly name = 'LedgerBehindError';
  constructor(wanted: number, reached: number) {
    super(
      `The evidence ledger covers the log up to position ${reached}, and did not reach ${wanted} in time. Ask again shortly.`,
    );
  }
}

/** The ledger is closed, or this engine has none. */
export class LedgerUnavailableError extends LedgerError {
  override readonly name = 'LedgerUnavailableError';
}

/** The signing keys cannot be used. Never says what they are. */
export class LedgerKeysError extends LedgerError {
  override readonly name = 'LedgerKeysError';
}
