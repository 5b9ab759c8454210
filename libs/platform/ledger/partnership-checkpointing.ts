import type { FollowerLog } from './ledger-follower.js';
import type { SqliteLedger } from './sqlite-ledger.js';

export interface PartnershipCheckpointingOptions {
  readonly ledger: Pick<SqliteLedger, 'grownPartnerships' | 'closePartnership'>;
  readonly log: FollowerLog;
  /** How long a partnership's tree may have grown before its checkpoint is put on record, in milliseconds. */
  readonly intervalMs: number;
}

/**
 * Puts the checkpoints of partnerships that have grown on record, so that whoever holds a later checkpoint of the log
 * can tell whether anything was left out of a partnership's history. Its memory is the ledger: after a restart it goes on
 * with whatever has grown.
 */
export class PartnershipCheckpointing {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(private readonly options: PartnershipCheckpointingOptions) {}

  start(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#round = this.runDue().finally(() => this.start());
    }, this.options.intervalMs);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  /** Does at once what is due. What fails is logged and tried again in the next round. */
  async runDue(): Promise<void> {
    const { ledger, log } = this.options;
    for (const partnershipId of ledger.grownPartnerships()) {
      if (this.#stopped) return;
      try {
        await ledger.closePartnership(partnershipId);
      } catch (error) {
        log.error({ err: error, partnershipId }, 'The checkpoint of a partnership could not be put on record');
      }
    }
  }
}
