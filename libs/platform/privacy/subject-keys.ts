import type { SubjectId } from '#platform/event-sourcing';
import type { KeyDamagedError } from './key-store.errors.js';

/** What becomes of a value whose key was never in the store: it cannot be read, or it reads as forgotten. */
export type UnknownKeys = 'fault' | 'forgotten';

/** Nothing personal can be recorded about the subject from `fencedAt` on; its keys are gone since `destroyedAt`. */
export interface Fence {
  readonly subject: SubjectId;
  /** What the erasure was decided in, for example `erasure-<uuid>`. */
  readonly reference: string;
  readonly fencedAt: string;
  readonly destroyedAt: string | null;
}

export interface SubjectKey {
  /** Stands in every value that was sealed with the key. */
  readonly id: string;
  readonly subject: SubjectId;
  readonly createdAt: string;
  readonly state: 'ACTIVE' | 'DESTROYED';
}

export interface DamagedKey {
  readonly id: string;
  /** Says what is damaged, and what to do. */
  readonly damage: KeyDamagedError;
}

export interface KeyStoreStatus {
  readonly storeId: string;
  /** The key-encryption key that is configured. */
  readonly keyEncryptionKey: string;
  readonly wrappingKeys: readonly WrappingKeyStatus[];
  readonly subjectKeys: number;
  readonly destroyedKeys: number;
  readonly fences: number;
  /** Subjects that are fenced and whose keys are still there: an erasure under way. */
  readonly awaitingDestruction: number;
  /** Whether a rotation began and did not come to its end; rotating again ends it. */
  readonly rotationUnderWay: boolean;
  /**
   * Keys, met since the start, that values are sealed with and that this store never held: it is older than the log, or
   * another one. What becomes of those values, `unknownKeys` of the store says.
   */
  readonly unknownKeys: number;
}

export interface WrappingKeyStatus {
  readonly version: number;
  readonly keyEncryptionKey: string;
  readonly createdAt: string;
  readonly state: 'ACTIVE' | 'OLDER' | 'RETIRED';
}

export interface RotationReport {
  /** The wrapping key that wraps everything now. */
  readonly version: number;
  readonly rewrapped: number;
  /** Whether this ended a rotation that had begun before. */
  readonly continued: boolean;
}

/**
 * The keys of data subjects, for erasure and for operators. Everything may be repeated, and goes on where a crash left
 * it: first fence all subjects, then destroy their keys.
 */
export interface SubjectKeys {
  readonly unknownKeys: UnknownKeys;
  /**
   * From here on nothing can be sealed for these subjects, in no process; on disk when it resolves. A subject that is fenced keeps its
   * first reference.
   */
  fence(subjects: readonly SubjectId[], reference: string): Promise<void>;
  /**
   * Overwrites the keys of fenced subjects: on disk, out of all files of the store, and let go by every process when it
   * resolves.
   * @throws NotFencedError before anything is destroyed
   * @throws KeyStoreBusyError the keys are gone, and may still stand in the write-ahead log: repeat
   */
  destroy(subjects: readonly SubjectId[]): Promise<void>;
  /** Those of these subjects that are fenced. */
  fencesOf(subjects: readonly SubjectId[]): Promise<readonly Fence[]>;
  /** All of them, by subject. */
  fences(): AsyncIterable<Fence>;
  /** Fences and destroys as another store of this log had done: after its restore from a backup. */
  replayFences(fences: Iterable<Fence>): Promise<void>;
  keysOf(subject: SubjectId): Promise<readonly SubjectKey[]>;
  /** Those of these keys that were never in the store: neither now, nor until they were destroyed. */
  unknownAmong(keyIds: readonly string[]): Promise<readonly string[]>;
  /** Those of these keys that cannot be opened, because they or what they are wrapped with were altered. */
  damagedAmong(keyIds: readonly string[]): Promise<readonly DamagedKey[]>;
  status(): Promise<KeyStoreStatus>;
  /**
   * Wraps all keys with a new wrapping key, under the key-encryption key that is configured, and retires the older
   * ones. The log is not touched. Commands and reads go on meanwhile.
   */
  rotate(): Promise<RotationReport>;
}
