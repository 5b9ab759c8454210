import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import {
  SealBrokenError,
  type FieldPlace,
  type FieldSealing,
  type OpenedValue,
  type SealedValue,
  type SubjectId,
} from '#platform/event-sourcing';
import type { OpenedKey } from './key-table.js';

/** What sealing needs of the key store. */
export interface SealingKeys {
  prepare(subjects: readonly SubjectId[]): Promise<void>;
  /** @throws SubjectErasedError */
  keyFor(subject: SubjectId): OpenedKey;
  /** @returns undefined when the key is gone */
  keyOf(id: string): OpenedKey | undefined;
}

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
/** 96 bits: what GCM is made for; random, for a key seals few values. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals with AES-256-GCM under the subject's key, bound to the place of the value. */
export class FieldSealer implements FieldSealing {
  constructor(private readonly keys: SealingKeys) {}

  prepare(subjects: readonly SubjectId[]): Promise<void> {
    return this.keys.prepare(subjects);
  }

  seal(value: unknown, subject: SubjectId, place: FieldPlace): SealedValue {
    const { id, key } = this.keys.keyFor(subject);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(boundTo(place, id));
    const ciphertext = [cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()];
    const ct = Buffer.concat(ciphertext).toString('base64url');
    return { sealed: { v: VERSION, key: id, iv: iv.toString('base64url'), ct } };
  }

  open({ sealed }: SealedValue, place: FieldPlace): OpenedValue {
    if (sealed.v !== VERSION) throw new SealBrokenError(`It is sealed in a way that this version does not know.`);
    const known = this.keys.keyOf(sealed.key);
    if (!known) return { outcome: 'forgotten' };
    const bytes = Buffer.from(sealed.ct, 'base64url');
    const iv = Buffer.from(sealed.iv, 'base64url');
    try {
      const decipher = createDecipheriv(ALGORITHM, known.key, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(boundTo(place, sealed.key));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = decipher.update(bytes.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      return { outcome: 'opened', value: JSON.parse(text) };
    } catch (cause) {
      throw new SealBrokenError('It was altered, or it stands where it was not sealed for', { cause });
    }
  }

  bind(digest: string, subjects: readonly SubjectId[]): string {
    return keyedWith(
      digest,
      subjects.map((subject) => this.keys.keyFor(subject)),
    );
  }

  bindAgain(digest: string, keyIds: readonly string[]): string | undefined {
    const keys = keyIds.map((id) => this.keys.keyOf(id)).filter((key) => key !== undefined);
    return keys.length < keyIds.length ? undefined : keyedWith(digest, keys);
  }
}

/** With each of the keys, in the order of their ids: one that is gone is enough to make the digest say nothing. */
function keyedWith(digest: string, keys: readonly OpenedKey[]): string {
  return keys
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .reduce((text, { key }) => createHmac('sha256', key).update(`digest ${text}`).digest('base64url'), digest);
}

/** The associated data: unambiguous, and the same on every machine. */
function boundTo({ eventId, stream, revision, type, path }: FieldPlace, keyId: string): Buffer {
  return Buffer.from(JSON.stringify([VERSION, eventId, stream, revision, type, path, keyId]));
}
