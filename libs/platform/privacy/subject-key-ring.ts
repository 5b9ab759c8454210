import type { SealingKeys } from './field-sealer.js';
import type { SubjectKeys } from './subject-keys.js';

/** A key store as an engine has it: what seals and opens, and what erases. */
export interface SubjectKeyRing extends SubjectKeys, SealingKeys {
  /** Waits for what is under way. */
  close(): Promise<void>;
}
