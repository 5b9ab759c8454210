import { resolve } from 'node:path';
import { keyEncryptionKeyFrom, type KeyEncryptionKey } from '#platform/privacy';
import { ConfigurationError } from './configuration.error.js';
import {
  isGiven,
  keysRequired,
  secretOf,
  type Environment,
  type KeysRequired,
  type Own,
} from './configuration.secrets.js';

/** Where the keys of data subjects are, and what locks them. Fits the engine's settings. */
export interface KeysConfiguration {
  /** Absolute path. */
  readonly file?: string;
  readonly keyEncryptionKey?: KeyEncryptionKey;
  readonly previousKeyEncryptionKeys?: readonly KeyEncryptionKey[];
  /** What becomes of a value whose key was never in a key store that programs share. */
  readonly unknownKeys?: 'forgotten';
}

export interface ReadKeys {
  readonly keys: KeysConfiguration;
  readonly faults: readonly string[];
}

const KEY = 'CONCORDAT_KEY_ENCRYPTION_KEY';
const PREVIOUS_KEY = 'CONCORDAT_PREVIOUS_KEY_ENCRYPTION_KEY';

/** Where the key must come from outside: beside what it locks, it keeps out nobody who has the folder. */
export function readKeys(own: Own, required: KeysRequired): ReadKeys {
  const faults: string[] = [];
  const key = keyOf(own, KEY, faults);
  const previous = keyOf(own, PREVIOUS_KEY, faults);
  if (!isGiven(own, KEY)) {
    if (required !== undefined) faults.push(`${KEY} or ${KEY}_FILE is required ${required}.`);
    else if (isGiven(own, PREVIOUS_KEY)) faults.push(`${KEY} or ${KEY}_FILE is required with ${PREVIOUS_KEY}.`);
  }
  const file = own['CONCORDAT_KEYS_FILE'];
  return {
    faults,
    keys: {
      ...(file === undefined ? {} : { file: resolve(file) }),
      ...(key ? { keyEncryptionKey: key } : {}),
      ...(previous ? { previousKeyEncryptionKeys: [previous] } : {}),
      ...(own['CONCORDAT_UNKNOWN_KEYS'] === 'forgotten' ? { unknownKeys: 'forgotten' } : {}),
    },
  };
}

/**
 * For programs that work on a data folder and need nothing else of the configuration.
 * @throws ConfigurationError
 */
export function readKeySettings(environment: Environment): KeysConfiguration {
  const own = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const { keys, faults } = readKeys(own, keysRequired(environment));
  if (faults.length > 0) throw new ConfigurationError(faults);
  return keys;
}

function keyOf(own: Own, name: string, faults: string[]): KeyEncryptionKey | undefined {
  const given = secretOf(own, name, faults);
  const key = given === undefined ? undefined : keyEncryptionKeyFrom(given);
  if (given !== undefined && !key) {
    const place = own[`${name}_FILE`] === undefined ? name : `The file of ${name}_FILE`;
    faults.push(`${place} must be 32 bytes in base64, as openssl rand -base64 32 writes them.`);
  }
  return key;
}
