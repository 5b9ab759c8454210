import type { SubjectId } from '#platform/event-sourcing';
import type { SealingKeys } from './field-sealer.js';
import type { SubjectKeys } from './subject-keys.js';

/** A key store as an engine has it: what seals and opens, and what erases. */
export interface SubjectKeyRing extends SubjectKeys, SealingKeys {
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** What keeps keys in memory as long as somebody holds on to it. */
export type LoadedKeys = readonly unknown[];

/**
 * What was read about these subjects must be let go: their keys are gone. No subjects: everything that was read with keys,
 * for whether they are gone cannot be known.
 */
export type DestructionListener = (subjects: readonly SubjectId[]) => Promise<void> | void;

/**
 * A key store that several processes share. Keys are loaded before they are needed; what this process has at hand is let
 * go before an erasure, by whichever process, is complete.
 */
export interface SharedSubjectKeyRing extends SubjectKeyRing {
  /**
   * Brings keys to hand, so that `keyOf` knows of them while the result is held on to.
   * @throws KeyStoreUnavailableError
   */
  load(keyIds: readonly string[]): Promise<LoadedKeys>;
  /** Called in every process; a destruction is not complete before all listeners are done. */
  onDestroyed(listener: DestructionListener): void;
}

export function isShared(keys: SubjectKeyRing | SharedSubjectKeyRing): keys is SharedSubjectKeyRing {
  return 'load' in keys;
}
