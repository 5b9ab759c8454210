import {
  parseNote,
  verifyNote,
  type Ledger,
  type NoteSignature,
  type SignedCheckpoint,
  type VerifiedSignature,
} from '#platform/ledger';
import { Cosigning, type CosigningLog } from './cosigning.js';
import type { WitnessStatus } from './witness-lane.js';
import { isSameKey, judgeQuorum, type QuorumVerdict, type WitnessPolicy } from './witness-policy.js';
import { WitnessPolicyError } from './witness-policy.text.js';
import type { WitnessedLog } from './witnessed-log.port.js';

/** Who watches over a service's ledger, and how they are asked. */
export interface WitnessSettings {
  readonly policy: WitnessPolicy;
  /** How often witnesses are asked while the log grows, in milliseconds. */
  readonly intervalMs: number;
  /** How long a witness may take to answer, in milliseconds. */
  readonly timeoutMs: number;
}

export interface LedgerWitnessesParts extends WitnessSettings {
  readonly ledger: Ledger;
  readonly report: CosigningLog;
  readonly now: () => Date;
  /** Where several processes have one log; left out, this one asks the witnesses, and nobody else has to know. */
  readonly others?: OtherProcesses;
}

/** The other processes on the same log, as far as its witnesses matter to them. */
export interface OtherProcesses {
  /** Whether it is this process that asks. */
  isOurs(): boolean;
  /** Lets them know of a checkpoint before any witness does. */
  publish(checkpoint: SignedCheckpoint): Promise<void>;
  /** Lets them have a cosignature of the checkpoint of a size. */
  keep(size: number, signature: NoteSignature): Promise<void>;
  /** What the process that asks has last told of the witnesses. */
  statuses(): readonly WitnessStatus[];
}

/** What whoever relies on the record must know of it, as witnesses tell it. */
export interface WitnessNotice {
  readonly kind: 'OLDER_THAN_KNOWN' | 'DIFFERS_FROM_KNOWN';
  readonly text: string;
}

/** So many cosigned checkpoints are looked through for one that the quorum has signed. */
const LOOKED_THROUGH = 50;

/** The witnesses of a service's ledger: has its checkpoints cosigned, and says who has signed them. */
export class LedgerWitnesses {
  readonly policy: WitnessPolicy;
  readonly #ledger: Ledger;
  readonly #cosigning: Cosigning;
  readonly #others: OtherProcesses | undefined;

  /** @throws WitnessPolicyError when the policy is about other logs */
  constructor({ ledger, policy, others, ...options }: LedgerWitnessesParts) {
    if (policy.logs.length > 0 && !policy.logs.some(({ key }) => isSameKey(key, ledger.keys.active))) {
      throw new WitnessPolicyError(
        `The policy on witnesses is about other logs: the key of this one, ${ledger.keys.active.name}, is not in it.`,
      );
    }
    this.policy = policy;
    this.#ledger = ledger;
    this.#others = others;
    const isOurs = others && (() => others.isOurs());
    this.#cosigning = new Cosigning({
      policy,
      log: witnessedLog(ledger, others),
      ...(isOurs && { isOurs }),
      ...options,
    });
  }

  start(): void {
    this.#cosigning.start();
  }

  stop(): Promise<void> {
    return this.#cosigning.stop();
  }

  /** Asks those that are due now, once. */
  round(): Promise<void> {
    return this.#cosigning.round();
  }

  statuses(): readonly WitnessStatus[] {
    if (this.#others === undefined || this.#others.isOurs()) return this.#cosigning.statuses();
    return this.#others.statuses();
  }

  /** That a witness knew another log than this one is now. */
  notices(): readonly WitnessNotice[] {
    return this.statuses().flatMap(({ name, state, reason = '' }): WitnessNotice[] => {
      if (state === 'AHEAD') return [{ kind: 'OLDER_THAN_KNOWN', text: `The witness ${name}: ${reason}` }];
      if (state !== 'CONTRADICTED') return [];
      const text = `The witness ${name} will not sign, since the log is not the one that it signed before. It answers: ${reason}`;
      return [{ kind: 'DIFFERS_FROM_KNOWN', text }];
    });
  }

  /** The witnesses of the policy that have signed a checkpoint, and when. */
  signersOf({ note }: Pick<SignedCheckpoint, 'note'>): readonly VerifiedSignature[] {
    const keys = this.policy.witnesses.map(({ key }) => key);
    return verifyNote(parseNote(note), keys);
  }

  quorumOf(checkpoint: Pick<SignedCheckpoint, 'note'>): QuorumVerdict {
    const signers = this.signersOf(checkpoint).map(({ key }) => key);
    return judgeQuorum(this.policy, signers);
  }

  /** The newest checkpoint that a quorum has signed: nobody can take it back alone. */
  newestWitnessed(): SignedCheckpoint | undefined {
    return this.#ledger.cosigned(LOOKED_THROUGH).find((each) => this.quorumOf(each).outcome === 'met');
  }
}

function witnessedLog(ledger: Ledger, others: OtherProcesses | undefined): WitnessedLog {
  return {
    origin: ledger.origin,
    keys: ledger.keys.verifiers,
    newest: async () => {
      const checkpoint = ledger.checkpoint();
      if (checkpoint) await others?.publish(checkpoint);
      return checkpoint;
    },
    consistency: (earlierSize, size) => ledger.consistency(earlierSize, size).hashes,
    keep: async (size, signature) => {
      ledger.addCosignatures(size, [signature]);
      await others?.keep(size, signature);
    },
  };
}
