import type { KeyObject } from 'node:crypto';
import type { SubjectId } from '#platform/event-sourcing';
import type { KeyStoreFile } from './key-store-file.js';
import type { SubjectKey } from './subject-keys.js';
import { isDestroyed } from './wrapping-keys.js';

export interface StoredKey {
  readonly id: string;
  readonly number: number;
  readonly subject: SubjectId;
  readonly material: Buffer;
}

export interface OpenedKey {
  readonly id: string;
  readonly subject: SubjectId;
  readonly key: KeyObject;
}

const KEYS = 'SELECT id, number, subject, material FROM subject_key JOIN key_material USING (number)';

/** The rows of the keys of subjects, and what is done to them. Writes are part of somebody's transaction. */
export class KeyTable {
  readonly #byId;
  readonly #bySubject;
  readonly #page;
  readonly #counts;
  readonly #addMaterial;
  readonly #addKey;
  readonly #overwrite;
  readonly #createdAt;

  constructor(private readonly file: KeyStoreFile) {
    const { database } = file;
    this.#byId = database.prepare<[string], StoredKey>(`${KEYS} WHERE id = ?`);
    this.#bySubject = database.prepare<[SubjectId], StoredKey>(`${KEYS} WHERE subject = ? ORDER BY number DESC`);
    this.#page = database.prepare<[number, number], StoredKey>(`${KEYS} WHERE number > ? ORDER BY number LIMIT ?`);
    this.#counts = database.prepare<[], { readonly all: number; readonly destroyed: number }>(
      'SELECT count(*) AS "all", count(*) FILTER (WHERE material = zeroblob(44)) AS destroyed FROM key_material',
    );
    this.#addMaterial = database.prepare<[Buffer]>('INSERT INTO key_material (material) VALUES (?)');
    this.#addKey = database.prepare<[string, number | bigint, SubjectId, string]>(
      'INSERT INTO subject_key VALUES (?, ?, ?, ?)',
    );
    this.#overwrite = database.prepare<[Buffer, number]>('UPDATE key_material SET material = ? WHERE number = ?');
    this.#createdAt = database.prepare<[string], string>('SELECT created_at FROM subject_key WHERE id = ?').pluck();
  }

  byId(id: string): StoredKey | undefined {
    return this.file.read(() => this.#byId.get(id));
  }

  /** The newest first. */
  ofSubject(subject: SubjectId): StoredKey[] {
    return this.file.read(() => this.#bySubject.all(subject));
  }

  describe({ id, subject, material }: StoredKey): SubjectKey {
    const createdAt = this.file.read(() => this.#createdAt.get(id)) ?? '';
    return { id, subject, createdAt, state: isDestroyed(material) ? 'DESTROYED' : 'ACTIVE' };
  }

  /** In the order in which they were made. */
  after(number: number, limit: number): StoredKey[] {
    return this.file.read(() => this.#page.all(number, limit));
  }

  counts(): { readonly all: number; readonly destroyed: number } {
    return this.file.read(() => this.#counts.get()) ?? { all: 0, destroyed: 0 };
  }

  add(id: string, subject: SubjectId, material: Buffer, now: string): void {
    const { lastInsertRowid } = this.#addMaterial.run(material);
    this.#addKey.run(id, lastInsertRowid, subject, now);
  }

  /** Of the same length, so that the bytes are overwritten where they are. */
  overwrite({ number, material: { length } }: StoredKey, material: Buffer): void {
    if (material.length !== length) throw new Error('Key material keeps its length.');
    this.#overwrite.run(material, number);
  }
}
