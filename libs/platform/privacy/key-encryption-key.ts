import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { KeyEncryptionKeyError } from './key-store.errors.js';
import { KEY_BYTES, keyIdOf, unwrapKey, wrapKey } from './wrapped-key.js';

/**
 * Locks the key store: the few keys that wrap the keys of persons are themselves wrapped with it. A key management
 * service can stand behind it; it is asked when the store is opened and when keys are rotated, never per event.
 */
export interface KeyEncryptionKey {
  /** Names the key for ever, and tells nothing about it. */
  readonly id: string;
  wrap(key: KeyObject): Promise<Uint8Array>;
  /** @throws KeyEncryptionKeyError when it was wrapped with another key, or altered */
  unwrap(wrapped: Uint8Array): Promise<KeyObject>;
}

/** A key-encryption key in this process's own memory. */
export class LocalKeyEncryptionKey implements KeyEncryptionKey {
  readonly id: string;
  readonly #key: KeyObject;

  /** @throws KeyEncryptionKeyError when the bytes are no key */
  constructor(bytes: Uint8Array) {
    if (bytes.length !== KEY_BYTES) {
      throw new KeyEncryptionKeyError(`A key-encryption key has ${KEY_BYTES} bytes; this one has ${bytes.length}.`);
    }
    this.#key = createSecretKey(bytes);
    this.id = `local-${keyIdOf(this.#key)}`;
  }

  async wrap(key: KeyObject): Promise<Uint8Array> {
    return wrapKey(key, this.#key);
  }

  async unwrap(wrapped: Uint8Array): Promise<KeyObject> {
    const key = unwrapKey(wrapped, this.#key);
    if (key) return key;
    throw new KeyEncryptionKeyError(`The key-encryption key ${this.id} does not open what was wrapped with it.`);
  }
}

/** As `openssl rand -base64 32` writes it. @returns undefined when the text is no key */
export function keyEncryptionKeyFrom(text: string): LocalKeyEncryptionKey | undefined {
  const bytes = Buffer.from(text, 'base64');
  const isWhole = /^[A-Za-z0-9+/_-]{43}=?$/.test(text.trim()) && bytes.length === KEY_BYTES;
  return isWhole ? new LocalKeyEncryptionKey(bytes) : undefined;
}

/**
 * For trials and the demonstration: a key beside what it locks keeps nobody out who has the folder.
 * @throws KeyEncryptionKeyError when the file does not hold a key
 */
export function keyEncryptionKeyBeside(file: string): LocalKeyEncryptionKey {
  if (!existsSync(file)) create(file);
  const key = keyEncryptionKeyFrom(readFileSync(file, 'utf8'));
  if (key) return key;
  throw new KeyEncryptionKeyError(
    `The file ${file} does not hold a key-encryption key (${KEY_BYTES} bytes in base64). Put it back from a backup: ` +
      'without it, personal data cannot be read.',
  );
}

/** Under another name first: a crash never leaves half a key. */
function create(file: string): void {
  const draft = `${file}.new`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(descriptor, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
