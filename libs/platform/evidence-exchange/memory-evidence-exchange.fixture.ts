import type { NoteSignature } from '#platform/ledger';
import type { EvidenceExchange, SharedEvidence, SharedWitnessStatus } from './evidence-exchange.port.js';

/** What processes have told each other, for specs whose processes are one. */
export class MemoryEvidenceExchange implements EvidenceExchange {
  readonly #listeners = new Set<() => void>();
  #newest: { readonly size: number; readonly note: string } | undefined;
  #cosignatures: SharedEvidence['cosignatures'] = [];
  #statuses: readonly SharedWitnessStatus[] = [];
  published = 0;

  newest = async (): Promise<string | undefined> => this.#newest?.note;

  publish = async (size: number, note: string): Promise<void> => {
    this.published += 1;
    if ((this.#newest?.size ?? 0) < size) this.#newest = { size, note };
  };

  keep = async (size: number, signature: NoteSignature): Promise<void> => {
    const number = (this.#cosignatures.at(-1)?.number ?? 0) + 1;
    this.#cosignatures = [...this.#cosignatures, { number, size, signature }];
    this.call();
  };

  putStatuses = async (statuses: readonly SharedWitnessStatus[]): Promise<void> => {
    this.#statuses = statuses;
    this.call();
  };

  read = async (fromNumber: number): Promise<SharedEvidence> => ({
    newestSize: this.#newest?.size ?? 0,
    cosignatures: this.#cosignatures.filter(({ number }) => number >= fromNumber),
    statuses: this.#statuses,
  });

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** As a signal does. */
  call(): void {
    for (const listener of this.#listeners) listener();
  }

  async close(): Promise<void> {}
}
