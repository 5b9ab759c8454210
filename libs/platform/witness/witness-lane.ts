import type { NoteVerifierKey } from '#platform/ledger';
import { askWitness, fetchWitnessed, type AskedWitness, type WitnessReply } from './witness-client.js';
import type { LogCheckpoint, WitnessedLog } from './witnessed-log.port.js';

export const WITNESS_STATES = ['WAITING', 'SIGNED', 'UNAVAILABLE', 'REFUSED', 'CONTRADICTED', 'AHEAD'] as const;

/**
 * `CONTRADICTED`: the witness says that the log is not what it cosigned before. `AHEAD`: it says that it cosigned a
 * larger log than this one is: this one may have been restored from a backup.
 */
export type WitnessState = (typeof WITNESS_STATES)[number];

export interface WitnessStatus {
  /** As the policy calls it. */
  readonly name: string;
  readonly key: NoteVerifierKey;
  readonly state: WitnessState;
  /** The largest checkpoint that it cosigned since this process started. */
  readonly signedSize?: number;
  readonly signedAt?: Date;
  /** Why it has not signed, where it has not. */
  readonly reason?: string;
  /** It is not asked before then. */
  readonly nextAttemptAt?: Date;
}

export interface LaneParts {
  readonly log: WitnessedLog;
  readonly now: () => Date;
  readonly timeoutMs: number;
  /** From 0 to 1: spreads the attempts of several services. */
  readonly random: () => number;
}

const SECOND = 1_000;
/** After the first failure, doubled with each further one. */
const FIRST_PAUSE = SECOND;
const LONGEST_PAUSE = 300 * SECOND;
/** Where a person has to do something first. */
const PAUSE_AFTER_REFUSAL = 60 * SECOND;
/** 409 says the right size once; it may change once more when another process asks too. */
const MOST_TRIES = 3;

type Attempt = Exclude<WitnessReply, { readonly outcome: 'other-old-size' }> | Ahead;
interface Ahead {
  readonly outcome: 'ahead';
  readonly size: number;
  /** Whether it shows such a checkpoint with the log's signature: what it says alone proves nothing. */
  readonly shown: boolean;
}

/** Asks one witness, and remembers what came of it. */
export class WitnessLane {
  #oldSize = 0;
  #failures = 0;
  #status: WitnessStatus;

  constructor(
    private readonly witness: AskedWitness & { readonly name: string },
    private readonly parts: LaneParts,
  ) {
    this.#status = { name: witness.name, key: witness.key, state: 'WAITING' };
  }

  get status(): WitnessStatus {
    return this.#status;
  }

  isDue({ size }: LogCheckpoint): boolean {
    const { signedSize, nextAttemptAt } = this.#status;
    if (signedSize !== undefined && signedSize >= size && this.#status.state === 'SIGNED') return false;
    return nextAttemptAt === undefined || nextAttemptAt <= this.parts.now();
  }

  /** @returns whether the witness has cosigned the checkpoint */
  async ask(checkpoint: LogCheckpoint, signal: AbortSignal): Promise<boolean> {
    const within = AbortSignal.any([signal, AbortSignal.timeout(this.parts.timeoutMs)]);
    const attempt = await this.#attempt(checkpoint, within);
    if (signal.aborted) return false;
    if (attempt.outcome !== 'cosigned') {
      this.#failed(attempt, checkpoint);
      return false;
    }
    await this.parts.log.keep(checkpoint.size, attempt.signature);
    const { name, key } = this.#status;
    this.#failures = 0;
    this.#oldSize = checkpoint.size;
    const signedAt = new Date(attempt.time * SECOND);
    this.#status = { name, key, state: 'SIGNED', signedSize: checkpoint.size, signedAt };
    return true;
  }

  async #attempt(checkpoint: LogCheckpoint, signal: AbortSignal): Promise<Attempt> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const oldSize = Math.min(this.#oldSize, checkpoint.size);
      const proof = await this.parts.log.consistency(oldSize, checkpoint.size);
      const request = { oldSize, proof, checkpoint: checkpoint.note };
      const reply = await askWitness(this.witness, request, { signal, now: this.parts.now });
      if (reply.outcome !== 'other-old-size') return reply;
      if (reply.size > checkpoint.size) return this.#ahead(reply.size, checkpoint, signal);
      this.#oldSize = reply.size;
    }
    return { outcome: 'unavailable', reason: 'The witness names another size each time.' };
  }

  async #ahead(size: number, checkpoint: LogCheckpoint, signal: AbortSignal): Promise<Ahead> {
    const { origin, keys } = this.parts.log;
    try {
      const shown = await fetchWitnessed(this.witness, origin, keys, signal);
      if (shown && shown.size > checkpoint.size) return { outcome: 'ahead', size: shown.size, shown: true };
    } catch {
      // Not all witnesses show what they cosigned.
    }
    return { outcome: 'ahead', size, shown: false };
  }

  #failed(attempt: Exclude<Attempt, { readonly outcome: 'cosigned' }>, checkpoint: LogCheckpoint): void {
    this.#failures += 1;
    const pause = attempt.outcome === 'unavailable' ? FIRST_PAUSE : PAUSE_AFTER_REFUSAL;
    const grown = Math.min(LONGEST_PAUSE, pause * 2 ** Math.min(this.#failures - 1, 20));
    // Between three quarters and all of it.
    const spread = grown * (1 - this.parts.random() / 4);
    const { name, key, signedSize, signedAt } = this.#status;
    this.#status = {
      name,
      key,
      ...(signedSize === undefined ? {} : { signedSize }),
      ...(signedAt === undefined ? {} : { signedAt }),
      ...stateAfter(attempt, checkpoint),
      nextAttemptAt: new Date(this.parts.now().getTime() + spread),
    };
  }
}

function stateAfter(
  attempt: Exclude<Attempt, { readonly outcome: 'cosigned' }>,
  { size }: LogCheckpoint,
): { readonly state: WitnessState; readonly reason: string } {
  switch (attempt.outcome) {
    case 'ahead':
      return { state: 'AHEAD', reason: reasonOfAhead(attempt, size) };
    case 'contradicted':
      return { state: 'CONTRADICTED', reason: attempt.reason };
    case 'refused':
      return { state: 'REFUSED', reason: attempt.reason };
    case 'unavailable':
      return { state: 'UNAVAILABLE', reason: attempt.reason };
  }
}

function reasonOfAhead({ size, shown }: Ahead, own: number): string {
  return shown
    ? `It shows a checkpoint of ${size} entries that this log has signed, and the log has ${own}: it is an older state.`
    : `It says that it has cosigned ${size} entries, and this log has ${own}. It shows no such checkpoint.`;
}
