import type { SubjectId } from '#platform/event-sourcing';
import { KeyDamagedError } from '../key-store.errors.js';
import type { OpenedKey } from '../key-table.js';
import { isDestroyed, versionOf } from '../wrapping-keys.js';
import type { KeyChanges } from './key-changes.js';
import type { KeyDatabase } from './key-database.js';
import { keysById, subjectsOf, type KeyRow } from './key-rows.js';
import type { KeyAtHand, KeysAtHand } from './keys-at-hand.js';
import type { SharedWrappingKeys } from './shared-wrapping-keys.js';

export interface KeyReaderParts {
  readonly database: Pick<KeyDatabase, 'query' | 'patiently'>;
  readonly wrapping: Pick<SharedWrappingKeys, 'know' | 'unwrap'>;
  readonly atHand: KeysAtHand;
  readonly changes: Pick<KeyChanges, 'isCurrent' | 'generation' | 'look'>;
  readonly onDamaged: (keyId: string, damage: KeyDamagedError) => void;
}

/** Brings keys from the store into memory. Nothing that was read before a destruction gets there after it. */
export class KeyReader {
  constructor(private readonly parts: KeyReaderParts) {}

  /** @throws KeyStoreError */
  keys(ids: readonly string[]): Promise<readonly KeyAtHand[]> {
    const { database, atHand } = this.parts;
    return this.#unchanged(async () => {
      const rows = await keysById(database, ids);
      await this.#knowVersions(rows);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return () => ids.map((id) => atHand.put(id, this.#found(byId.get(id))));
    });
  }

  /**
   * Fences and keys of these subjects.
   * @returns the subjects that have neither
   */
  subjects(subjects: readonly SubjectId[]): Promise<readonly SubjectId[]> {
    const { database, atHand } = this.parts;
    return this.#unchanged(async () => {
      const rows = await subjectsOf(database, subjects);
      await this.#knowVersions(rows);
      return () => {
        const without: SubjectId[] = [];
        for (const { subject, reference, id, material } of rows) {
          if (reference !== null) atHand.fence(subject, reference);
          else if (id === null || material === null) without.push(subject);
          else this.#putActive({ id, subject, material });
        }
        return without;
      };
    });
  }

  /** Reads again when keys were fenced or destroyed meanwhile. */
  async #unchanged<Result>(read: () => Promise<() => Result>): Promise<Result> {
    const { changes, database } = this.parts;
    return database.patiently(async () => {
      for (;;) {
        if (!changes.isCurrent) await changes.look();
        const { generation } = changes;
        const take = await read();
        if (generation === changes.generation) return take();
      }
    });
  }

  #knowVersions(rows: readonly { readonly material: Buffer | null }[]): Promise<void> {
    const materials = rows.flatMap(({ material }) => (material === null || isDestroyed(material) ? [] : [material]));
    return this.parts.wrapping.know([...new Set(materials.map(versionOf))]);
  }

  #found(row: KeyRow | undefined): KeyAtHand['found'] {
    if (row === undefined) return 'unknown';
    if (isDestroyed(row.material)) return 'destroyed';
    return this.#opened(row);
  }

  #putActive(row: Pick<KeyRow, 'id' | 'subject' | 'material'>): void {
    const opened = this.#opened(row);
    if (opened instanceof KeyDamagedError) this.parts.atHand.putDamaged(row.subject, opened);
    else this.parts.atHand.putActive(opened);
  }

  /** Damage of one key must not keep the others from being read. */
  #opened({ id, subject, material }: Pick<KeyRow, 'id' | 'subject' | 'material'>): OpenedKey | KeyDamagedError {
    try {
      return { id, subject, key: this.parts.wrapping.unwrap(material, id) };
    } catch (error) {
      if (!(error instanceof KeyDamagedError)) throw error;
      this.parts.onDamaged(id, error);
      return error;
    }
  }
}
