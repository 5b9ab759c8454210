import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { deriveUuid } from '#platform/values';
import { LocalKeyEncryptionKey } from './key-encryption-key.js';
import { SubjectKeyStore, type SubjectKeyStoreOptions } from './subject-key-store.js';

export const KEK = new LocalKeyEncryptionKey(Buffer.alloc(32, 7));

export function officer(name: string): string {
  return `officer-${deriveUuid('officer', name)}`;
}

/** A key store in a folder of its own. */
export class KeyStoreBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'concordat-keys-'));
  readonly file = join(this.folder, 'keys.db');
  readonly #opened: SubjectKeyStore[] = [];
  #seconds = 0;

  async open(options: Partial<SubjectKeyStoreOptions> = {}): Promise<SubjectKeyStore> {
    const clock = () => new Date(Date.UTC(2026, 0, 1, 0, 0, this.#seconds++));
    const keys = await SubjectKeyStore.open({ file: this.file, keyEncryptionKey: KEK, clock, ...options });
    this.#opened.push(keys);
    return keys;
  }

  /** Everything that the files of the store hold. */
  bytes(): Buffer {
    return Buffer.concat(readdirSync(this.folder).map((name) => readFileSync(join(this.folder, name))));
  }

  /** What the file holds of all keys, destroyed ones apart. */
  materials(): Buffer[] {
    return this.#materials('SELECT material FROM key_material', []);
  }

  materialsOf(subject: string): Buffer[] {
    return this.#materials('SELECT material FROM key_material JOIN subject_key USING (number) WHERE subject = ?', [
      subject,
    ]);
  }

  #materials(query: string, values: readonly string[]): Buffer[] {
    const database = new Database(this.file, { readonly: true });
    const all = database
      .prepare<unknown[], Buffer>(query)
      .pluck()
      .all(...values);
    database.close();
    // Without the version before it: what is secret.
    return all.map((material) => material.subarray(4)).filter((material) => material.some((byte) => byte !== 0));
  }

  async close(): Promise<void> {
    for (const keys of this.#opened) await keys.close();
    rmSync(this.folder, { recursive: true });
  }
}
