import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { SubjectId } from '#platform/event-sourcing';
import { Fences } from './fences.js';
import type { KeyEncryptionKey } from './key-encryption-key.js';
import { KeyDamagedError, NotFencedError, type KeyStoreFaultError } from './key-store.errors.js';
import { KeyStoreFile } from './key-store-file.js';
import { KeyTable, type OpenedKey, type StoredKey } from './key-table.js';
import { KeyProvision } from './key-provision.js';
import type { SubjectKeyRing } from './subject-key-ring.js';
import type {
  DamagedKey,
  Fence,
  KeyStoreStatus,
  RotationReport,
  SubjectKey,
  WrappingKeyStatus,
} from './subject-keys.js';
import { isDestroyed, WrappingKeys, type KeyEncryptionKeys } from './wrapping-keys.js';

export interface SubjectKeyStoreOptions {
  readonly file: string;
  readonly keyEncryptionKey: KeyEncryptionKey;
  /** Those that the store may still be locked with; needed until keys are rotated. */
  readonly previousKeyEncryptionKeys?: readonly KeyEncryptionKey[];
  readonly clock?: () => Date;
  /** Called when the file failed in a way that the process cannot go on after. */
  readonly onFault?: (fault: KeyStoreFaultError) => void;
  /** How many opened keys stay in memory. */
  readonly cachedKeys?: number;
}

/** Keys rewrapped between two turns of the event loop. */
const ROTATED_AT_ONCE = 500;

/** The keys of data subjects, in a file of their own. For one process at a time, as the log. */
export class SubjectKeyStore implements SubjectKeyRing {
  readonly unknownKeys = 'forgotten';
  readonly #table: KeyTable;
  readonly #fences: Fences;
  readonly #provision: KeyProvision;
  readonly #byId: LRUCache<string, OpenedKey>;
  readonly #bySubject: LRUCache<SubjectId, OpenedKey>;
  readonly #unknown = new Set<string>();
  #rotation: Promise<RotationReport> | undefined;

  private constructor(
    private readonly file: KeyStoreFile,
    private readonly wrapping: WrappingKeys,
    private readonly encryption: KeyEncryptionKeys,
    private readonly clock: () => Date,
    cachedKeys: number,
  ) {
    this.#table = new KeyTable(file);
    this.#fences = new Fences(file);
    this.#byId = new LRUCache({ max: cachedKeys });
    this.#bySubject = new LRUCache({ max: cachedKeys });
    this.#provision = new KeyProvision({
      file,
      table: this.#table,
      fences: this.#fences,
      wrapping,
      clock,
      onMade: (key) => this.#remember(key),
    });
  }

  /**
   * Creates the file when it is not there.
   * @throws KeyStoreFormatError, KeyEncryptionKeyError, KeyDamagedError
   */
  static async open(options: SubjectKeyStoreOptions): Promise<SubjectKeyStore> {
    const { keyEncryptionKey: active, previousKeyEncryptionKeys: previous = [], clock = () => new Date() } = options;
    const file = new KeyStoreFile(options.file, options.onFault);
    try {
      const wrapping = await WrappingKeys.open(file, { active, previous }, clock);
      return new SubjectKeyStore(file, wrapping, { active, previous }, clock, options.cachedKeys ?? 20_000);
    } catch (error) {
      file.close();
      throw error;
    }
  }

  get storeId(): string {
    return this.file.storeId;
  }

  /**
   * Sees to it that each subject has a key on the disk.
   * @throws SubjectErasedError before any key is made
   */
  async prepare(subjects: readonly SubjectId[]): Promise<void> {
    const missing = subjects.filter((subject) => this.#provision.underWay(subject) || !this.#active(subject));
    await Promise.all(missing.map((subject) => this.#provision.underWay(subject) ?? this.#provision.provide(subject)));
  }

  /** @throws SubjectErasedError */
  keyFor(subject: SubjectId): OpenedKey {
    const key = this.#active(subject);
    if (key) return key;
    throw new Error(`No key was prepared for ${subject}.`);
  }

  /** @returns undefined when the key was destroyed, or was never in this store */
  keyOf(id: string): OpenedKey | undefined {
    const cached = this.#byId.get(id);
    if (cached) return cached;
    const stored = this.#table.byId(id);
    if (!stored && this.#unknown.size < 10_000) this.#unknown.add(id);
    if (!stored || isDestroyed(stored.material)) return undefined;
    const opened = this.#opened(stored);
    this.#byId.set(id, opened);
    return opened;
  }

  async unknownAmong(keyIds: readonly string[]): Promise<readonly string[]> {
    return keyIds.filter((id) => !this.#byId.has(id) && this.#table.byId(id) === undefined);
  }

  async damagedAmong(keyIds: readonly string[]): Promise<readonly DamagedKey[]> {
    return keyIds.flatMap((id) => {
      const damage = this.#damageOf(id);
      return damage ? [{ id, damage }] : [];
    });
  }

  async fence(subjects: readonly SubjectId[], reference: string): Promise<void> {
    const now = this.clock().toISOString();
    this.file.write(() => subjects.forEach((subject) => this.#fences.add(subject, reference, now)));
    this.file.syncNow();
    for (const subject of subjects) this.#bySubject.delete(subject);
  }

  async destroy(subjects: readonly SubjectId[]): Promise<void> {
    for (const subject of subjects) if (!this.#fences.of(subject)) throw new NotFencedError(subject);
    const now = this.clock().toISOString();
    const keys = subjects.flatMap((subject) => this.#table.ofSubject(subject));
    this.file.write(() => {
      for (const key of keys) this.#table.overwrite(key, Buffer.alloc(key.material.length));
      for (const subject of subjects) this.#fences.markDestroyed(subject, now);
    });
    for (const { id } of keys) this.#byId.delete(id);
    this.file.syncNow();
    // Also when nothing was left to overwrite: a crash may have come just before this.
    this.file.truncate();
  }

  async fencesOf(subjects: readonly SubjectId[]): Promise<readonly Fence[]> {
    return subjects.flatMap((subject) => this.#fences.of(subject) ?? []);
  }

  async *fences(): AsyncGenerator<Fence> {
    yield* this.#fences.all();
  }

  async replayFences(fences: Iterable<Fence>): Promise<void> {
    const all = [...fences];
    const now = this.clock().toISOString();
    this.file.write(() => all.forEach(({ subject, reference }) => this.#fences.add(subject, reference, now)));
    this.file.syncNow();
    for (const { subject } of all) this.#bySubject.delete(subject);
    await this.destroy(all.filter(({ destroyedAt }) => destroyedAt !== null).map(({ subject }) => subject));
  }

  async keysOf(subject: SubjectId): Promise<readonly SubjectKey[]> {
    return this.#table.ofSubject(subject).map((key) => this.#table.describe(key));
  }

  async status(): Promise<KeyStoreStatus> {
    const { all, destroyed } = this.#table.counts();
    let fences = 0;
    let awaitingDestruction = 0;
    for (const { destroyedAt } of this.#fences.all()) {
      fences += 1;
      if (destroyedAt === null) awaitingDestruction += 1;
    }
    return {
      storeId: this.file.storeId,
      keyEncryptionKey: this.encryption.active.id,
      wrappingKeys: this.wrapping.rows().map((row) => this.#wrappingKeyStatus(row)),
      subjectKeys: all - destroyed,
      destroyedKeys: destroyed,
      fences,
      awaitingDestruction,
      rotationUnderWay: this.wrapping.olderVersions.length > 0,
      unknownKeys: this.#unknown.size,
    };
  }

  rotate(): Promise<RotationReport> {
    this.#rotation ??= this.#rotate().finally(() => (this.#rotation = undefined));
    return this.#rotation;
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await this.#provision.settle();
    await this.#rotation?.catch(() => undefined);
    this.file.close();
  }

  async #rotate(): Promise<RotationReport> {
    const active = this.wrapping.rows().at(-1);
    const isLocked = active?.key_encryption_key === this.encryption.active.id;
    const continued = this.wrapping.olderVersions.length > 0 && isLocked;
    const version = continued ? this.wrapping.activeVersion : await this.wrapping.add();
    let rewrapped = 0;
    let last = 0;
    for (let page = this.#pageAfter(last); page.length > 0; page = this.#pageAfter(last)) {
      rewrapped += this.#rewrap(page);
      last = page.at(-1)?.number ?? last;
      await setImmediate();
    }
    this.file.syncNow();
    this.wrapping.retireOlder();
    return { version, rewrapped, continued };
  }

  #pageAfter(number: number): StoredKey[] {
    return this.#table.after(number, ROTATED_AT_ONCE);
  }

  /** Read and written in one turn of the event loop: nothing is destroyed between the two. */
  #rewrap(page: readonly StoredKey[]): number {
    const older = page.filter(({ material }) => !isDestroyed(material) && !this.wrapping.isActive(material));
    this.file.write(() => {
      for (const key of older) {
        this.#table.overwrite(key, this.wrapping.wrap(this.wrapping.unwrap(key.material, key.id)));
      }
    });
    return older.length;
  }

  /** The key that seals for the subject now. @throws SubjectErasedError */
  #active(subject: SubjectId): OpenedKey | undefined {
    const cached = this.#bySubject.get(subject);
    if (cached) return cached;
    this.#fences.refuse(subject);
    const stored = this.#table.ofSubject(subject)[0];
    if (!stored) return undefined;
    const opened = this.#byId.get(stored.id) ?? this.#opened(stored);
    this.#remember(opened);
    return opened;
  }

  /** A fence may have come while the key was on its way to the disk. */
  #remember(key: OpenedKey): void {
    if (this.#fences.of(key.subject)) return;
    this.#byId.set(key.id, key);
    this.#bySubject.set(key.subject, key);
  }

  #damageOf(id: string): KeyDamagedError | undefined {
    const stored = this.#byId.has(id) ? undefined : this.#table.byId(id);
    if (!stored || isDestroyed(stored.material)) return undefined;
    try {
      this.#opened(stored);
      return undefined;
    } catch (error) {
      if (error instanceof KeyDamagedError) return error;
      throw error;
    }
  }

  #opened({ id, subject, material }: StoredKey): OpenedKey {
    return { id, subject, key: this.wrapping.unwrap(material, id) };
  }

  #wrappingKeyStatus(row: ReturnType<WrappingKeys['rows']>[number]): WrappingKeyStatus {
    const { version, key_encryption_key: keyEncryptionKey, created_at: createdAt, wrapped } = row;
    const inUse = version === this.wrapping.activeVersion ? 'ACTIVE' : 'OLDER';
    return { version, keyEncryptionKey, createdAt, state: isDestroyed(wrapped) ? 'RETIRED' : inUse };
  }
}
