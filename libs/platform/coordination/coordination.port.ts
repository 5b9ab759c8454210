import type { LeaseStatus } from './lease-status.js';

/** The right to be the only process that does something. */
export interface Lease {
  readonly name: string;
  /** Whether this process has it now. It may have been lost since: what is written is fenced by the epoch besides. */
  readonly isHeld: boolean;
  /** How often the lease has changed hands, this time included; 0 where nobody else can have it. */
  readonly epoch: number;
  /**
   * Called each time the lease is gained or lost, and at once when it is held already.
   * @returns ends the calls
   */
  onChange(listener: (isHeld: boolean) => void): () => void;
}

/** Shares out work among the processes on one log, each piece to one of them at a time. */
export interface Coordination {
  /** The lease of this name, for which this process contends from `start` on. The same object for the same name. */
  lease(name: string): Lease;
  start(): Promise<void>;
  /** Who has what, for operators; left out where there is one process. */
  leases?(): Promise<readonly LeaseStatus[]>;
  /** Gives up all leases, so that another process has them at once. */
  stop(): Promise<void>;
}
