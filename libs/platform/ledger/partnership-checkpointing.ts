import type { FollowerLog } from './ledger-follower.js';
import type { SqliteLedger } from './sqlite-ledger.js';

export interface PartnershipCheckpointingOptions {
  readonly ledger: Pick<SqliteLedger, 'grownPartnerships' | 'closePartnership'>;
  /** Puts on record which key signs, where it is not the one on record. */
  readonly adoptKey: () => Promise<void>;
  readonly log: FollowerLog;
  /** How long a partnership's tree may have grown before its checkpoint is put on record, in milliseconds. */
  readonly intervalMs: number;
  /** Whether it is this process that does so; left out, it is. */
  readonly isOurs?: () => boolean;
}

/**
 * Puts the signing key, and the checkpoints of partnerships that have grown on record, so that whoever holds a later checkpoint of the log
 * can tell whether anything was left out of a partnership's history. Its memory is the ledger: after a restart it goes on
 * with whatever has grown.
 */
export class PartnershipCheckpointing {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #adopted = false;
  #stopped = false;

  constructor(private readonly options: PartnershipCheckpointingOptions) {}

  /** What was left to do before the service stopped is done at once. */
  start(): void {
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  /** Does at once what is due. What fails is logged and tried again in the next round. */
  async runDue(): Promise<void> {
    await this.#adoptKey();
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

  async #runOwn(): Promise<void> {
    if (this.options.isOurs?.() !== false) await this.runDue();
  }

  async #adoptKey(): Promise<void> {
    if (this.#adopted) return;
    try {
      await this.options.adoptKey();
      this.#adopted = true;
    } catch (error) {
      this.options.log.error({ err: error }, 'The signing key of the evidence ledger could not be put on record');
    }
  }

  #schedule(pauseMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#round = this.#runOwn().finally(() => this.#schedule(this.options.intervalMs));
    }, pauseMs);
    this.#timer.unref();
  }
}
