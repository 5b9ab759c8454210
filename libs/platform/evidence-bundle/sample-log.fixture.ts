import { MemoryEventStore, type EventId, type RecordedEvent, type StreamName } from '#platform/event-store';
import {
  checkpointText,
  consistencyProof,
  generateSignerKey,
  GrowingTree,
  inclusionProof,
  leafEntry,
  leafHash,
  NOTE_ALGORITHM,
  noteText,
  rootOf,
  signNote,
  toBase64,
  verifierKeyText,
  type Hash,
  type NodeLookUp,
  type NoteSignerKey,
} from '#platform/ledger';
import { deriveUuid, digestOf } from '#platform/values';
import type { BundleSource } from './bundle-source.js';
import { PARTNERSHIP_CHECKPOINTED } from './partnership-checkpoint.js';

export const ORIGIN = 'concordat.example/log';

export const samplePartnership = (name: string) => `partnership-${deriveUuid('sample-partnership', name)}`;

/** A log with its ledger, both in memory, and small enough to be spoiled in every way. */
export class SampleLog {
  readonly store: MemoryEventStore;
  readonly key: NoteSignerKey;
  readonly events: RecordedEvent[] = [];
  readonly #nodes = new Map<string, Hash>();
  readonly #tree = new GrowingTree();
  readonly #partnerships = new Map<string, { readonly tree: GrowingTree; upToPosition: number }>();
  readonly earlier: string[] = [];
  witnesses: readonly NoteSignerKey[] = [];

  constructor(key = generateSignerKey(ORIGIN, NOTE_ALGORITHM.ed25519)) {
    this.key = key;
    let time = Date.parse('2026-11-26T09:00:00Z');
    this.store = new MemoryEventStore({ clock: () => new Date((time += 1000)) });
  }

  async record(stream: string, type: string, data: unknown, partnershipId?: string): Promise<RecordedEvent> {
    const name = `${stream}-${deriveUuid('sample-stream', stream)}` as StreamName;
    const metadata = {
      actor: { party: { kind: 'HSE', id: 'hse' } },
      commandId: String(this.events.length),
      partnershipId,
    };
    await this.store.append(name, 'any', [
      {
        id: deriveUuid('sample-event', String(this.events.length)) as EventId,
        type,
        data: Buffer.from(JSON.stringify(data)),
        metadata: Buffer.from(JSON.stringify(metadata)),
      },
    ]);
    for await (const event of this.store.readAll({
      after: ((await this.store.head()) - 1) as RecordedEvent['position'],
    })) {
      this.#take(event, partnershipId);
      return event;
    }
    throw new Error('Nothing was recorded.');
  }

  /** Content, agreement sought to its digest, and given. */
  async recordAgreement(stream: string, content: object, partnershipId?: string): Promise<void> {
    const digest = digestOf(content);
    await this.record(stream, 'plans.PlanVersionProposed.v1', { version: 1, content }, partnershipId);
    await this.record(stream, 'plans.AgreementSought.v1', { version: 1, digest }, partnershipId);
    await this.record(stream, 'plans.AgreementGiven.v1', { version: 1, digest, seat: 'HSE' }, partnershipId);
  }

  async checkpointPartnership(partnershipId: string): Promise<void> {
    const own = this.#partnerships.get(partnershipId);
    if (!own) throw new Error(`There is no ${partnershipId}.`);
    await this.record('evidence', PARTNERSHIP_CHECKPOINTED, {
      partnershipId,
      size: own.tree.size,
      root: toBase64(own.tree.root()),
      upToPosition: own.upToPosition,
    });
  }

  /** The signed checkpoint over the events so far. */
  checkpoint(size = this.events.length): string {
    const text = checkpointText({ origin: ORIGIN, size, root: rootOf(size, this.#look), extensions: [] });
    const cosigned = this.witnesses.map((witness) => signNote(text, witness, 1_790_000_000));
    return noteText({ text, signatures: [signNote(text, this.key), ...cosigned] });
  }

  source(): BundleSource {
    return {
      store: this.store,
      clock: () => new Date('2026-11-26T12:00:00Z'),
      schemaOf: async (type) => (type.startsWith('plans.') ? JSON.stringify({ $id: type }) : undefined),
      ledger: {
        checkpoint: async () => this.checkpoint(),
        earlierCheckpoints: async () => this.earlier,
        verifierKeys: () => [verifierKeyText(this.key)],
        inclusion: async (index, size) => inclusionProof(index, size, this.#look),
        consistency: async (earlierSize, size) => consistencyProof(earlierSize, size, this.#look),
        closePartnership: async () => undefined,
      },
    };
  }

  readonly #look: NodeLookUp = (level, index) => {
    const hash = this.#nodes.get(`${level}/${index}`);
    if (!hash) throw new Error(`There is no node ${level}/${index}.`);
    return hash;
  };

  #take(event: RecordedEvent, partnershipId: string | undefined): void {
    const leaf = leafHash(leafEntry(event));
    this.events.push(event);
    this.#tree.append(leaf, (level, index, hash) => this.#nodes.set(`${level}/${index}`, hash));
    if (partnershipId === undefined) return;
    const own = this.#partnerships.get(partnershipId) ?? { tree: new GrowingTree(), upToPosition: 0 };
    own.tree.append(leaf);
    own.upToPosition = event.position;
    this.#partnerships.set(partnershipId, own);
  }
}

/** Two partnerships and what belongs to neither, agreements, and checkpoints of both partnerships. */
export async function sampleLog({
  rounds = 4,
  key,
}: { rounds?: number; key?: NoteSignerKey } = {}): Promise<SampleLog> {
  const log = new SampleLog(key);
  const [one, other] = [samplePartnership('one'), samplePartnership('other')];
  for (let round = 0; round < rounds; round += 1) {
    await log.record(`organisation`, 'organisations.TradingNamesSet.v1', { names: [`name ${round}`] });
    await log.record('contact', 'contacts.ContactRecorded.v1', { about: `visit ${round} “à la carte”` }, one);
    await log.recordAgreement(`plan-${round}`, { title: `Plan ${round}`, priorities: [round] }, one);
    await log.record('contact', 'contacts.ContactRecorded.v1', { about: `other ${round}` }, other);
    log.earlier.push(log.checkpoint());
    await log.checkpointPartnership(one);
  }
  await log.checkpointPartnership(other);
  return log;
}
