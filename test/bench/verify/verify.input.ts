export interface VerifyInput {
  /** Of an own: the log, the ledger and the bundle are written here. */
  readonly folder: string;
  readonly events: number;
}

export interface VerifyFigures {
  /** Events that were checked in a second, everything included: digests of files, signatures, tree, partnerships. */
  readonly perSecond: number;
  /** Processor time of the process over the time that passed: what other processes take away is not counted as ours. */
  readonly cores: number;
  readonly exportPerSecond: number;
}
