import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

export const KEY_BYTES = 32;
/** RFC 3394: eight bytes more than what is wrapped. */
export const WRAPPED_BYTES = KEY_BYTES + 8;
export const KEY_ID_BYTES = 24;

const ALGORITHM = 'id-aes256-wrap';
/** RFC 3394, section 2.2.3.1. It comes back only when the key is the right one and nothing was altered. */
const INITIAL_VALUE = Buffer.alloc(8, 0xa6);

/** AES key wrap (RFC 3394). */
export function wrapKey(key: KeyObject, wrappingKey: KeyObject): Buffer {
  const cipher = createCipheriv(ALGORITHM, wrappingKey, INITIAL_VALUE);
  return Buffer.concat([cipher.update(key.export()), cipher.final()]);
}

/** @returns undefined when it was wrapped with another key, or altered */
export function unwrapKey(wrapped: Uint8Array, wrappingKey: KeyObject): KeyObject | undefined {
  try {
    const decipher = createDecipheriv(ALGORITHM, wrappingKey, INITIAL_VALUE);
    return createSecretKey(Buffer.concat([decipher.update(wrapped), decipher.final()]));
  } catch {
    return undefined;
  }
}

/**
 * Names a key and commits to it: AES-GCM alone lets one ciphertext open under two keys made for that. The id stands in
 * every value that is sealed with the key, and says nothing about the key.
 */
export function keyIdOf(key: KeyObject): string {
  return createHmac('sha256', key)
    .update('concordat key id v1')
    .digest()
    .subarray(0, KEY_ID_BYTES)
    .toString('base64url');
}
