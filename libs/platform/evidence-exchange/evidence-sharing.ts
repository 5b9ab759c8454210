import type { Lease } from '#platform/coordination';
import {
  EvidenceFormatError,
  LedgerKeysError,
  parseCheckpoint,
  parseNote,
  verifyNote,
  type KnownTree,
  type Ledger,
  type LedgerKeys,
  type NoteSignature,
  type SignedCheckpoint,
} from '#platform/ledger';
import { OutageLog, type OutageReports } from '#platform/outages';
import type { LedgerWitnesses, OtherProcesses, WitnessStatus } from '#platform/witness';
import type { EvidenceExchange, SharedEvidence, SharedWitnessStatus } from './evidence-exchange.port.js';

export interface EvidenceSharingOptions {
  readonly exchange: EvidenceExchange;
  /** `evidence`: who holds it publishes checkpoints and asks the witnesses. */
  readonly lease: Lease;
  readonly log: OutageReports;
}

/** What this process shares. */
export interface SharedParts {
  readonly ledger: Pick<Ledger, 'size' | 'checkpoint' | 'onCheckpoint' | 'addCosignatures'>;
  readonly witnesses: LedgerWitnesses | undefined;
}

/**
 * Numbers are given before the commit: where two processes keep cosignatures at the same time, one that comes later may
 * have a smaller number. Taking one over again changes nothing.
 */
const OVERLAP = 50;

/** Goes between the ledger of this process and the others on the same log. */
export class EvidenceSharing implements OtherProcesses {
  #parts: SharedParts | undefined;
  #statuses: readonly SharedWitnessStatus[] = [];
  #told = '';
  /** All up to here has been taken over. */
  #taken = 0;
  #newestSize = 0;
  /** The epoch of the lease at the last look: what an earlier holder has published is known since. */
  #seenEpoch: number | undefined;
  #looking = false;
  #again = false;
  #stopped = false;
  #ended: Promise<void> = Promise.resolve();
  #published: Promise<void> = Promise.resolve();
  readonly #endings: (() => void)[] = [];

  readonly #outage: OutageLog;

  constructor(private readonly options: EvidenceSharingOptions) {
    this.#outage = new OutageLog(options.log, {
      began: 'What other processes know of the evidence cannot be read or told',
      over: 'What other processes know of the evidence can be read and told again',
    });
  }

  /**
   * What the newest published checkpoint says of the log.
   * @throws LedgerKeysError when it was signed by a key, or for a log, that this process does not know
   */
  async known(keys: LedgerKeys): Promise<KnownTree | undefined> {
    const note = await this.options.exchange.newest();
    return note === undefined ? undefined : knownTree(note, keys);
  }

  start(parts: SharedParts): void {
    this.#parts = parts;
    this.#endings.push(
      parts.ledger.onCheckpoint((checkpoint) => this.#onCheckpoint(checkpoint)),
      this.options.exchange.onChange(() => this.#look()),
    );
    this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const end of this.#endings.splice(0)) end();
    await Promise.all([this.#ended, this.#published]);
    await this.options.exchange.close();
  }

  /** Not before this process has come as far as the one that held the lease before: a witness would miss events. */
  isOurs(): boolean {
    const { lease } = this.options;
    return lease.isHeld && this.#seenEpoch === lease.epoch && (this.#parts?.ledger.size ?? 0) >= this.#newestSize;
  }

  async publish({ size, note }: SignedCheckpoint): Promise<void> {
    await this.options.exchange.publish(size, note);
    this.#newestSize = Math.max(this.#newestSize, size);
  }

  keep(size: number, signature: NoteSignature): Promise<void> {
    return this.options.exchange.keep(size, signature);
  }

  statuses(): readonly WitnessStatus[] {
    const keys = new Map(this.#parts?.witnesses?.policy.witnesses.map(({ name, key }) => [name, key]));
    return this.#statuses.flatMap((status) => {
      const key = keys.get(status.name);
      return key === undefined ? [] : [statusOf(status, key)];
    });
  }

  #onCheckpoint(checkpoint: SignedCheckpoint): void {
    // Those that came before this process had the checkpoint.
    this.#look();
    if (!this.isOurs()) return;
    this.#published = this.publish(checkpoint).catch((error: unknown) => this.#report(error));
  }

  #look(): void {
    if (this.#looking) this.#again = true;
    else this.#ended = this.#lookAndTell();
  }

  async #lookAndTell(): Promise<void> {
    this.#looking = true;
    do {
      this.#again = false;
      try {
        await this.#lookOnce();
        this.#outage.over();
      } catch (error) {
        this.#report(error);
        break;
      }
    } while (this.#again && !this.#stopped);
    this.#looking = false;
  }

  async #lookOnce(): Promise<void> {
    const { epoch, isHeld } = this.options.lease;
    const shared = await this.options.exchange.read(Math.max(1, this.#taken + 1 - OVERLAP));
    this.#take(shared);
    const isNew = isHeld && this.#seenEpoch !== epoch;
    this.#seenEpoch = isHeld ? epoch : undefined;
    if (!this.isOurs()) return;
    // What was signed before this process had the lease, nobody may have published.
    const checkpoint = isNew ? this.#parts?.ledger.checkpoint() : undefined;
    if (checkpoint) await this.publish(checkpoint);
    await this.#tell();
  }

  #take({ newestSize, cosignatures, statuses }: SharedEvidence): void {
    const { ledger } = this.#parts ?? {};
    if (ledger === undefined) return;
    this.#newestSize = newestSize;
    this.#statuses = statuses;
    let taken = this.#taken;
    let isComplete = true;
    for (const { number, size, signature } of cosignatures) {
      // It comes again: the ledger is on its way there.
      if (size > ledger.size) isComplete = false;
      else ledger.addCosignatures(size, [signature]);
      if (isComplete) taken = Math.max(taken, number);
    }
    this.#taken = taken;
  }

  /** Only what has changed: others look at each word. */
  async #tell(): Promise<void> {
    const statuses = this.#parts?.witnesses?.statuses().map(({ key: _key, ...status }) => status);
    if (statuses === undefined) return;
    const text = JSON.stringify(statuses);
    if (text === this.#told) return;
    await this.options.exchange.putStatuses(statuses);
    this.#told = text;
  }

  #report(error: unknown): void {
    if (this.#stopped) return;
    this.#outage.failed({ err: error });
  }
}

function statusOf(
  { name, state, signedSize, signedAt, reason, nextAttemptAt }: SharedWitnessStatus,
  key: WitnessStatus['key'],
): WitnessStatus {
  return {
    name,
    key,
    state,
    ...(signedSize !== undefined && { signedSize }),
    ...(signedAt !== undefined && { signedAt }),
    ...(reason !== undefined && { reason }),
    ...(nextAttemptAt !== undefined && { nextAttemptAt }),
  };
}

const OTHER_KEYS =
  'The processes of this log have signed checkpoints with a key that this one does not know, or under another name of the ' +
  'log. Give all of them the same CONCORDAT_EVIDENCE_KEY; after a change of the key, the earlier ones stand below it.';

function knownTree(note: string, { origin, verifiers }: LedgerKeys): KnownTree {
  try {
    const signed = parseNote(note);
    const checkpoint = parseCheckpoint(signed.text);
    if (verifyNote(signed, verifiers).length > 0 && checkpoint.origin === origin) return checkpoint;
  } catch (error) {
    if (!(error instanceof EvidenceFormatError)) throw error;
  }
  throw new LedgerKeysError(OTHER_KEYS);
}
