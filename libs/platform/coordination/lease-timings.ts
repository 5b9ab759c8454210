/** All in milliseconds. */
export interface LeaseTimings {
  /** From one word with the server to the next, in which what has become free is taken. */
  readonly roundMs: number;
  /** How long after asking an answer of the server counts: after it, this process does not take a lease for its own. */
  readonly sureMs: number;
  /**
   * How long the server waits for a word before it gives the leases of a process to others. Longer than `sureMs`, so
   * that the one has let go before the other begins.
   */
  readonly silenceMs: number;
}

export const LEASE_TIMINGS: LeaseTimings = { roundMs: 500, sureMs: 3_000, silenceMs: 4_000 };
