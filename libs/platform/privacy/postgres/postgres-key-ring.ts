import type { KeyObject } from 'node:crypto';
import { SealingSuspendedError, SubjectErasedError, type SubjectId } from '#platform/event-sourcing';
import {
  assertMigrated,
  connectionFault,
  openPool,
  POSTGRES_SCHEMAS,
  type PostgresSettings,
  type Signals,
} from '#platform/postgres';
import type { OutageReports } from '#platform/outages';
import type { KeyEncryptionKey } from '../key-encryption-key.js';
import { KeyUnknownError, type KeyDamagedError } from '../key-store.errors.js';
import type { OpenedKey } from '../key-table.js';
import type { DestructionListener, LoadedKeys, SharedSubjectKeyRing } from '../subject-key-ring.js';
import type { DamagedKey, Fence, KeyStoreStatus, RotationReport, SubjectKey, UnknownKeys } from '../subject-keys.js';
import { Gathered } from './gathered.js';
import { KEY_TIMINGS, KeyChanges, type KeyChange, type KeyTimings } from './key-changes.js';
import { accessFault, KeyDatabase } from './key-database.js';
import { makeKeys } from './key-provision.js';
import { KeyReader } from './key-reader.js';
import { KeysAtHand, type KeyAtHand } from './keys-at-hand.js';
import { keysSchema } from './keys.schema.js';
import { openStore, type OpenedStore } from './open-store.js';
import { SharedErasure } from './shared-erasure.js';
import { sharedKeyStatus } from './shared-key-status.js';
import { SharedRotation } from './shared-rotation.js';
import { SharedWrappingKeys } from './shared-wrapping-keys.js';

export interface PostgresKeyRingOptions {
  readonly settings: PostgresSettings;
  /** On the same database. */
  readonly signals: Pick<Signals, 'on'>;
  readonly keyEncryptionKey: KeyEncryptionKey;
  /** Those that the store may still be locked with; needed until keys are rotated. */
  readonly previousKeyEncryptionKeys?: readonly KeyEncryptionKey[];
  readonly clock?: () => Date;
  /** Called when this process must end: the store is not the one that it opened any more. */
  readonly onFault?: (fault: unknown) => void;
  readonly log: OutageReports;
  /** Names this process to operators: its machine and process id. */
  readonly holder?: string;
  /** The installation id of the log. The store remembers it, and refuses any other. */
  readonly logId?: string;
  /** What becomes of a value whose key was never in the store. Default `fault`. */
  readonly unknownKeys?: UnknownKeys;
  /** How many opened keys stay in memory. Default 20,000. */
  readonly cachedKeys?: number;
  readonly timings?: KeyTimings;
}

/** Damaged keys that the log is told of, each once. */
const MOST_TOLD = 1_000;

/** The keys of data subjects in PostgreSQL, for all processes on a log. */
export class PostgresKeyRing implements SharedSubjectKeyRing {
  readonly unknownKeys: UnknownKeys;
  readonly #atHand: KeysAtHand;
  readonly #changes: KeyChanges;
  readonly #reader: KeyReader;
  readonly #erasure: SharedErasure;
  readonly #lookedUp: Gathered<SubjectId>;
  readonly #made: Gathered<SubjectId>;
  readonly #listeners = new Set<DestructionListener>();
  readonly #unknown = new Set<string>();
  /** Those that the log was told of. */
  readonly #damaged = new Set<string>();
  readonly #stopListening: () => void;
  #rotation: Promise<RotationReport> | undefined;

  private constructor(
    private readonly database: KeyDatabase,
    private readonly heartbeats: KeyDatabase,
    private readonly wrapping: SharedWrappingKeys,
    private readonly store: OpenedStore,
    options: PostgresKeyRingOptions,
  ) {
    const clock = options.clock ?? (() => new Date());
    this.unknownKeys = options.unknownKeys ?? 'fault';
    this.#atHand = new KeysAtHand(options.cachedKeys ?? 20_000);
    this.#changes = new KeyChanges(
      {
        database,
        heartbeats,
        storeId: store.id,
        name: options.holder ?? `process ${process.pid}`,
        timings: options.timings ?? KEY_TIMINGS,
        take: (changes) => this.#take(changes),
        letGo: (subjects) => this.#letGo(subjects),
        onReplaced: (fault) => options.onFault?.(fault),
        log: options.log,
      },
      store.change,
    );
    const onDamaged = (keyId: string, damage: KeyDamagedError): void => {
      if (this.#damaged.has(keyId) || this.#damaged.size === MOST_TOLD) return;
      this.#damaged.add(keyId);
      options.log.error({ keyId, err: damage }, 'A key is damaged: what it seals cannot be read');
    };
    this.#reader = new KeyReader({ database, wrapping, atHand: this.#atHand, changes: this.#changes, onDamaged });
    this.#erasure = new SharedErasure({ database, changes: this.#changes, clock });
    this.#lookedUp = new Gathered(async (subjects) => void (await this.#reader.subjects(subjects)));
    this.#made = new Gathered(async (subjects) => {
      await database.patiently(() => makeKeys(database, wrapping, subjects, clock().toISOString()));
      await this.#reader.subjects(subjects);
    });
    this.#stopListening = options.signals.on(POSTGRES_SCHEMAS.keys, () => this.#changes.lookSoon());
  }

  /** @throws SchemaMismatchError, KeyStoreError, and the faults of the connection */
  static async open(options: PostgresKeyRingOptions): Promise<PostgresKeyRing> {
    const { settings, keyEncryptionKey: active, previousKeyEncryptionKeys: previous = [] } = options;
    const pool = openPool({ ...settings, poolSize: Math.max(settings.poolSize ?? 0, 5) }, 'keys');
    const beats = openPool(
      { ...settings, poolSize: 1, statementTimeoutMs: 2_000, connectTimeoutMs: 2_000 },
      'keys at hand',
    );
    const [database, heartbeats] = [new KeyDatabase(pool, settings), new KeyDatabase(beats, settings)];
    try {
      await assertMigrated(pool, keysSchema);
      const wrapping = new SharedWrappingKeys(database, { active, previous }, options.clock ?? (() => new Date()));
      const store = await openStore(database, wrapping, options.logId);
      const ring = new PostgresKeyRing(database, heartbeats, wrapping, store, options);
      await ring.#changes.start();
      return ring;
    } catch (error) {
      await Promise.all([database.close(), heartbeats.close()]);
      throw openingFault(error, settings);
    }
  }

  get storeId(): string {
    return this.store.id;
  }

  /** Keys the fingerprints of commands. The same for all processes. */
  get fingerprintKey(): KeyObject {
    return this.store.fingerprintKey;
  }

  onDestroyed(listener: DestructionListener): void {
    this.#listeners.add(listener);
  }

  async prepare(subjects: readonly SubjectId[]): Promise<void> {
    // One that is damaged is read again: it may have been put back.
    const missing = [...new Set(subjects)].filter((subject) => !this.#usable(subject));
    if (missing.length === 0 && this.#changes.isCurrent) return;
    await this.#lookedUp.ask(missing);
    const without = missing.filter((subject) => !this.#active(subject));
    if (without.length === 0) return;
    await this.#made.ask(without);
    // Somebody may have fenced them meanwhile: sealing refuses them.
  }

  keyFor(subject: SubjectId): OpenedKey {
    this.#requireCurrent();
    const key = this.#active(subject);
    if (key) return key;
    throw new Error(`No key was prepared for ${subject}.`);
  }

  /**
   * Of keys that were loaded.
   * @returns undefined when the key was destroyed
   * @throws KeyUnknownError, KeyDamagedError, SealingSuspendedError
   */
  keyOf(id: string): OpenedKey | undefined {
    this.#requireCurrent();
    const found = this.#atHand.get(id)?.found;
    switch (found) {
      case undefined:
        throw new Error(`The key ${id} was not loaded.`);
      case 'destroyed':
        return undefined;
      case 'unknown':
        if (this.#unknown.size < 10_000) this.#unknown.add(id);
        if (this.unknownKeys === 'forgotten') return undefined;
        throw new KeyUnknownError(id, this.database.place);
      default:
        if (found instanceof Error) throw found;
        return found;
    }
  }

  async load(keyIds: readonly string[]): Promise<LoadedKeys> {
    const known = new Map(keyIds.map((id) => [id, this.#atHand.get(id)]));
    // One that is damaged is read again: it may have been put back.
    const missing = [...known].flatMap(([id, key]) => (isSettled(key) ? [] : [id]));
    if (missing.length === 0 && this.#changes.isCurrent) return [...known.values()];
    const loaded = await this.#reader.keys(missing);
    return [...known.values(), ...loaded];
  }

  async damagedAmong(keyIds: readonly string[]): Promise<readonly DamagedKey[]> {
    const loaded = await this.#reader.keys(keyIds);
    return loaded.flatMap(({ id, found }) => (found instanceof Error ? [{ id, damage: found }] : []));
  }

  async unknownAmong(keyIds: readonly string[]): Promise<readonly string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select i.id from unnest($1::text[]) i (id)
       where not exists (select from concordat_keys.subject_key k where k.id = i.id)`,
      [keyIds],
    );
    return rows.map(({ id }) => id);
  }

  fence(subjects: readonly SubjectId[], reference: string): Promise<void> {
    return this.#erasure.fence(subjects, reference);
  }

  destroy(subjects: readonly SubjectId[]): Promise<void> {
    return this.#erasure.destroy(subjects);
  }

  fencesOf(subjects: readonly SubjectId[]): Promise<readonly Fence[]> {
    return this.#erasure.fencesOf(subjects);
  }

  fences(): AsyncIterable<Fence> {
    return this.#erasure.fences();
  }

  replayFences(fences: Iterable<Fence>): Promise<void> {
    return this.#erasure.replay([...fences]);
  }

  keysOf(subject: SubjectId): Promise<readonly SubjectKey[]> {
    return this.database.query<SubjectKey & Record<string, unknown>>(
      `select k.id, k.subject, k.created_at as "createdAt",
         case when m.material = decode(repeat('00', 44), 'hex') then 'DESTROYED' else 'ACTIVE' end as state
       from concordat_keys.subject_key k join concordat_keys.key_material m using (number) where k.subject = $1`,
      [subject],
    );
  }

  status(): Promise<KeyStoreStatus> {
    return sharedKeyStatus(this.database, this.wrapping, this.#unknown.size);
  }

  rotate(): Promise<RotationReport> {
    this.#rotation ??= new SharedRotation(this.database, this.wrapping)
      .run()
      .finally(() => (this.#rotation = undefined));
    return this.#rotation;
  }

  async close(): Promise<void> {
    this.#stopListening();
    await this.#lookedUp.settle();
    await this.#made.settle();
    await this.#rotation?.catch(() => undefined);
    await this.#changes.stop();
    await Promise.all([this.database.close(), this.heartbeats.close()]);
  }

  /** @throws SubjectErasedError, KeyDamagedError */
  #active(subject: SubjectId): OpenedKey | undefined {
    const found = this.#found(subject);
    if (found instanceof Error) throw found;
    return found;
  }

  /** @throws SubjectErasedError */
  #usable(subject: SubjectId): OpenedKey | undefined {
    const found = this.#found(subject);
    return found instanceof Error ? undefined : found;
  }

  #found(subject: SubjectId): OpenedKey | KeyDamagedError | undefined {
    const reference = this.#atHand.fenceOf(subject);
    if (reference !== undefined) throw new SubjectErasedError(subject, reference);
    return this.#atHand.activeOf(subject);
  }

  #requireCurrent(): void {
    if (this.#changes.isCurrent) return;
    throw new SealingSuspendedError(
      `The key store in ${this.database.place} has not been reached for too long: whether keys were destroyed meanwhile ` +
        'is not known. It is tried again.',
    );
  }

  #take(changes: readonly KeyChange[]): void {
    for (const { subject, reference, destroyed_at: destroyedAt, key_id: id } of changes) {
      this.#atHand.fence(subject, reference);
      if (destroyedAt !== null && id !== null) this.#atHand.destroy(id);
    }
  }

  async #letGo(subjects: readonly SubjectId[]): Promise<void> {
    await Promise.all([...this.#listeners].map(async (listener) => listener(subjects)));
  }
}

function isSettled(key: KeyAtHand | undefined): boolean {
  return key !== undefined && key.found !== 'unknown' && !(key.found instanceof Error);
}

function openingFault(error: unknown, settings: PostgresSettings): unknown {
  return accessFault(error, settings) ?? connectionFault(error, settings);
}
