import type { EventId, Revision, StreamName } from '#platform/event-store';
import type { SubjectId } from './personal-fields.js';

/** A value as it is stored. Bytes in base64url. */
export interface SealedValue {
  readonly sealed: {
    readonly v: 1;
    /** The id of the key, which is one of the subject's. */
    readonly key: string;
    readonly iv: string;
    /** The ciphertext and its tag. */
    readonly ct: string;
  };
}

/** Where a sealed value stands: it opens nowhere else. */
export interface FieldPlace {
  readonly eventId: EventId;
  readonly stream: StreamName;
  readonly revision: Revision;
  /** The stored type. */
  readonly type: string;
  /** Within `data`, with the places of array elements: `recipients.0.address`. */
  readonly path: string;
}

export type OpenedValue = { readonly outcome: 'opened'; readonly value: unknown } | { readonly outcome: 'forgotten' };

/** Seals personal fields before events are stored, and opens them again. */
export interface FieldSealing {
  /**
   * Sees to it that each subject has a key, on disk before anything is sealed with it.
   * @throws SubjectErasedError when a subject's data was erased or is being erased
   */
  prepare(subjects: readonly SubjectId[]): Promise<void>;
  /**
   * Of a prepared subject only.
   * @throws SubjectErasedError when the subject was fenced since
   */
  seal(value: unknown, subject: SubjectId, place: FieldPlace): unknown;
  /** @throws SealBrokenError when the value was altered or stands where it was not sealed for */
  open(value: SealedValue, place: FieldPlace): OpenedValue;
  /**
   * A digest over values of prepared subjects, keyed with their keys: without these it confirms no guess at the values.
   * @throws SubjectErasedError
   */
  bind(digest: string, subjects: readonly SubjectId[]): string;
  /** The same by the ids of the keys; undefined when one of them is gone. */
  bindAgain(digest: string, keyIds: readonly string[]): string | undefined;
}

/** Nothing personal can be recorded about the subject any more. */
export class SubjectErasedError extends Error {
  override readonly name = 'SubjectErasedError';
  constructor(
    readonly subject: SubjectId,
    /** What the erasure was decided in, for example `erasure-<uuid>`. */
    readonly reference: string,
  ) {
    super(`The personal data of ${subject} was erased (${reference}): nothing can be sealed for it.`);
  }
}

/** A sealed value that does not open with its own key: it was altered, or moved from where it belongs. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
}

/**
 * Nothing can be sealed or opened for now: the keys cannot be reached. The same may succeed later, and what it was tried on
 * is not at fault.
 */
export class SealingSuspendedError extends Error {
  override readonly name = 'SealingSuspendedError';
}

export function isSealedValue(value: unknown): value is SealedValue {
  if (typeof value !== 'object' || value === null || !('sealed' in value)) return false;
  const { sealed } = value;
  return typeof sealed === 'object' && sealed !== null && 'key' in sealed && 'ct' in sealed && 'iv' in sealed;
}

/** Stores clear text; what others sealed reads as forgotten, for there are no keys. */
export const withoutKeys: FieldSealing = {
  prepare: async () => undefined,
  seal: (value) => value,
  open: () => ({ outcome: 'forgotten' }),
  bind: (digest) => digest,
  bindAgain: (digest, keyIds) => (keyIds.length === 0 ? digest : undefined),
};
