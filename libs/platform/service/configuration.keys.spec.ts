import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { generateSignerKey, NOTE_ALGORITHM, signerKeyText } from '#platform/ledger';
import { keyEncryptionKeyFrom } from '#platform/privacy';
import { ConfigurationError, readConfiguration, type Environment } from './configuration.js';
import { readKeySettings } from './configuration.keys.js';

const LEAST = {
  CONCORDAT_DATA_FOLDER: './data',
  CONCORDAT_OIDC_ISSUER: 'https://issuer.example',
  CONCORDAT_OIDC_AUDIENCE: 'https://concordat.example',
};
const KEY = Buffer.alloc(32, 1).toString('base64');
const OTHER = Buffer.alloc(32, 2).toString('base64');
const EVIDENCE_KEY = signerKeyText(generateSignerKey('log.example', NOTE_ALGORITHM.ed25519));

const folder = mkdtempSync(join(tmpdir(), 'concordat-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

function faults(environment: Environment): readonly string[] {
  try {
    readConfiguration({ ...LEAST, ...environment });
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('The keys of persons', () => {
  it('are locked with a key from a variable or a file, and kept where it is said', () => {
    const file = join(folder, 'key');
    writeFileSync(file, `${OTHER}\n`);
    const { keys } = readConfiguration({
      ...LEAST,
      CONCORDAT_KEYS_FILE: './keys/keys.db',
      CONCORDAT_KEY_ENCRYPTION_KEY: KEY,
      CONCORDAT_PREVIOUS_KEY_ENCRYPTION_KEY_FILE: file,
    });
    expect(keys.file).toBe(resolve('keys/keys.db'));
    expect(keys.keyEncryptionKey?.id).toBe(keyEncryptionKeyFrom(KEY)?.id);
    expect(keys.previousKeyEncryptionKeys?.map(({ id }) => id)).toEqual([keyEncryptionKeyFrom(OTHER)?.id]);
  });

  it('are missed when they are not known, unless it is said that they are lost', () => {
    expect(readConfiguration(LEAST).keys.unknownKeys).toBeUndefined();
    expect(readConfiguration({ ...LEAST, CONCORDAT_UNKNOWN_KEYS: 'forgotten' }).keys.unknownKeys).toBe('forgotten');
    expect(faults({ CONCORDAT_UNKNOWN_KEYS: 'lost' })).toHaveLength(1);
  });

  it('must be locked with a key from outside in production', () => {
    const required =
      'CONCORDAT_KEY_ENCRYPTION_KEY or CONCORDAT_KEY_ENCRYPTION_KEY_FILE is required where NODE_ENV is production.';
    const production = { NODE_ENV: 'production', CONCORDAT_EVIDENCE_KEY: EVIDENCE_KEY };
    expect(faults(production)).toEqual([required]);
    expect(faults({ ...production, CONCORDAT_KEY_ENCRYPTION_KEY: '' })).toEqual([required]);
    expect(faults({ ...production, CONCORDAT_KEY_ENCRYPTION_KEY: KEY })).toEqual([]);
    expect(() => readKeySettings({ NODE_ENV: 'production' })).toThrow(required);
  });

  it('are not locked with half a key, nor is the key repeated', () => {
    const key = KEY.slice(0, 20);
    expect(faults({ CONCORDAT_KEY_ENCRYPTION_KEY: key })).toEqual([
      'CONCORDAT_KEY_ENCRYPTION_KEY must be 32 bytes in base64, as openssl rand -base64 32 writes them.',
    ]);
    const file = join(folder, 'half');
    writeFileSync(file, key);
    expect(faults({ CONCORDAT_KEY_ENCRYPTION_KEY_FILE: file })).toEqual([
      'The file of CONCORDAT_KEY_ENCRYPTION_KEY_FILE must be 32 bytes in base64, as openssl rand -base64 32 writes them.',
    ]);
  });

  it('have no previous key without a present one', () => {
    expect(faults({ CONCORDAT_PREVIOUS_KEY_ENCRYPTION_KEY: KEY })).toEqual([
      'CONCORDAT_KEY_ENCRYPTION_KEY or CONCORDAT_KEY_ENCRYPTION_KEY_FILE is required with CONCORDAT_PREVIOUS_KEY_ENCRYPTION_KEY.',
    ]);
  });
});
