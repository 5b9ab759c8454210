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
  PARTNERSHIP_CHECKPOINTED,
  partnershipOfEvent,
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
import type { BundlePartnership, BundleSource } from './bundle-source.js';

export const ORIGIN = 'concordat.example/log';

export const samplePartnership = (name: string) => `partnership-${deriveUuid('sample-partnership', name)}`;

/** What whoever holds the signing key does to the record that would be written at this place, counted from 0. */
export interface Rewriting {
  readonly at: number;
  readonly how: 'alter' | 'drop' | 'insert';
}

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

  #written = 0;

  constructor(
    key = generateSignerKey(ORIGIN, NOTE_ALGORITHM.ed25519),
    private readonly rewriting?: Rewriting,
  ) {
    this.key = key;
    let time = Date.parse('2026-11-26T09:00:00Z');
    this.store = new MemoryEventStore({ clock: () => new Date((time += 1000)) });
  }

  async record(stream: string, type: string, data: object, partnershipId?: string): Promise<void> {
    const how = this.rewriting?.at === this.#written ? this.rewriting.how : undefined;
    this.#written += 1;
    if (how === 'insert') await this.#append(stream, type, { ...data, inserted: true }, partnershipId, 'inserted');
    if (how !== 'drop') await this.#append(stream, type, how === 'alter' ? altered(data) : data, partnershipId);
  }

  async #append(stream: string, type: string, data: object, partnershipId?: string, id = String(this.#written)) {
    const name = `${stream}-${deriveUuid('sample-stream', stream)}` as StreamName;
    const metadata = { actor: { party: { kind: 'HSE', id: 'hse' } }, commandId: id, partnershipId };
    const { position } = await this.store.append(name, 'any', [
      {
        id: deriveUuid('sample-event', id) as EventId,
        type,
        data: Buffer.from(JSON.stringify(data)),
        metadata: Buffer.from(JSON.stringify(metadata)),
      },
    ]);
    const after = (position - 1) as RecordedEvent['position'];
    for await (const event of this.store.readAll({ after })) this.#take(event, partnershipId);
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
        earlierCheckpoints: () => this.earlier,
        verifierKeys: () => [verifierKeyText(this.key)],
        inclusion: (index, size) => inclusionProof(index, size, this.#look),
        consistency: (earlierSize, size) => consistencyProof(earlierSize, size, this.#look),
        partnership: async (id) => this.#partnership(id),
      },
    };
  }

  #partnership(partnershipId: string): BundlePartnership | undefined {
    const own = this.events.filter((event) => partnershipOfEvent(event) === partnershipId);
    if (own.length === 0) return undefined;
    const about = Buffer.from(partnershipId);
    return {
      checkpoints: () =>
        eachOf(
          this.events.filter(
            ({ type, data }) => type === PARTNERSHIP_CHECKPOINTED && Buffer.from(data).includes(about),
          ),
        ),
      events: (size) => eachOf(own.slice(0, size)),
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

function altered(data: object): object {
  if (!('content' in data) || typeof data.content !== 'object') return { ...data, altered: true };
  return { ...data, content: { ...data.content, altered: true } };
}

async function* eachOf<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

interface SampleOptions {
  readonly rounds?: number;
  readonly key?: NoteSignerKey;
  readonly rewriting?: Rewriting;
}

/** Two partnerships and what belongs to neither, agreements, and checkpoints of both partnerships. */
export async function sampleLog({ rounds = 4, key, rewriting }: SampleOptions = {}): Promise<SampleLog> {
  const log = new SampleLog(key, rewriting);
  const [one, other] = [samplePartnership('one'), samplePartnership('other')];
  for (let round = 0; round < rounds; round += 1) {
    await log.record(`organisation`, 'organisations.TradingNamesSet.v1', { names: [`name ${round}`] });
    await log.record('contact', 'contacts.ContactRecorded.v1', { about: `visit ${round} “à la carte”` }, one);
    await log.recordAgreement(`plan-${round}`, { title: `Plan ${round}`, priorities: [round] }, one);
    await log.record('contact', 'contacts.ContactRecorded.v1', { about: `other ${round}` }, other);
    log.earlier.push(log.checkpoint());
    await log.checkpointPartnership(one);
  }
  if (rounds > 0) await log.checkpointPartnership(other);
  return log;
}
