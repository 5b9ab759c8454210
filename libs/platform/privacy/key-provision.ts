import { createSecretKey, randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { SubjectId } from '#platform/event-sourcing';
import type { Fences } from './fences.js';
import type { KeyStoreFile } from './key-store-file.js';
import type { KeyTable, OpenedKey } from './key-table.js';
import { KEY_BYTES, keyIdOf } from './wrapped-key.js';
import type { WrappingKeys } from './wrapping-keys.js';

interface Batch {
  readonly subjects: Set<SubjectId>;
  readonly done: Promise<void>;
}

export interface KeyProvisionParts {
  readonly file: KeyStoreFile;
  readonly table: KeyTable;
  readonly fences: Fences;
  readonly wrapping: WrappingKeys;
  readonly clock: () => Date;
  /** Called with each key when it is on the disk. */
  readonly onMade: (key: OpenedKey) => void;
}

/** Makes keys for subjects that have none: those that are asked for at about the same time in one transaction and sync. */
export class KeyProvision {
  /** Of each subject whose key is not on the disk yet. */
  readonly #underWay = new Map<SubjectId, Promise<void>>();
  #next: Batch | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly parts: KeyProvisionParts) {}

  underWay(subject: SubjectId): Promise<void> | undefined {
    return this.#underWay.get(subject);
  }

  /** @throws StorageFullError, KeyStoreFaultError */
  provide(subject: SubjectId): Promise<void> {
    const batch = (this.#next ??= this.#begin());
    batch.subjects.add(subject);
    this.#underWay.set(subject, batch.done);
    return batch.done;
  }

  /** Waits until nothing is under way. */
  async settle(): Promise<void> {
    await this.#last;
  }

  #begin(): Batch {
    const subjects = new Set<SubjectId>();
    const done = this.#run(subjects, this.#last);
    this.#last = done.catch(() => undefined);
    return { subjects, done };
  }

  async #run(subjects: ReadonlySet<SubjectId>, previous: Promise<void>): Promise<void> {
    await previous;
    // Commands that came in together ask together.
    await setImmediate();
    this.#next = undefined;
    try {
      const made = this.#make(subjects);
      await this.parts.file.sync();
      for (const key of made) this.parts.onMade(key);
    } finally {
      for (const subject of subjects) this.#underWay.delete(subject);
    }
  }

  /** None for those that were fenced meanwhile: sealing refuses them. */
  #make(subjects: ReadonlySet<SubjectId>): OpenedKey[] {
    const { file, table, fences, wrapping, clock } = this.parts;
    const now = clock().toISOString();
    const made = [...subjects]
      .filter((subject) => !fences.of(subject))
      .map((subject) => {
        const key = createSecretKey(randomBytes(KEY_BYTES));
        return { id: keyIdOf(key), subject, key };
      });
    file.write(() => {
      for (const { id, subject, key } of made) table.add(id, subject, wrapping.wrap(key), now);
    });
    return made;
  }
}
