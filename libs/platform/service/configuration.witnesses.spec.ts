import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { generateSignerKey, NOTE_ALGORITHM, verifierKeyText } from '#platform/ledger';
import { ConfigurationError, readConfiguration, type Environment } from './configuration.js';

const LEAST = {
  CONCORDAT_DATA_FOLDER: './data',
  CONCORDAT_OIDC_ISSUER: 'https://issuer.example',
  CONCORDAT_OIDC_AUDIENCE: 'https://concordat.example',
};

const folder = mkdtempSync(join(tmpdir(), 'concordat-policy-'));
afterAll(() => rmSync(folder, { recursive: true }));

const key = generateSignerKey('witness.example', NOTE_ALGORITHM.cosignature);

function fileWith(text: string): string {
  const file = join(folder, 'policy.txt');
  writeFileSync(file, text);
  return file;
}

const read = (environment: Environment) => readConfiguration({ ...LEAST, ...environment }).witnesses;

function faults(environment: Environment): readonly string[] {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('The configuration of witnesses', () => {
  it('is absent without a policy', () => expect(read({})).toBeUndefined());

  it('takes the policy from its file', () => {
    const CONCORDAT_WITNESS_POLICY_FILE = fileWith(
      `witness one ${verifierKeyText(key)} https://witness.example\nquorum one\n`,
    );
    expect(read({ CONCORDAT_WITNESS_POLICY_FILE })).toMatchObject({
      policy: { quorum: 'one', witnesses: [{ name: 'one', url: 'https://witness.example' }] },
      intervalMs: 10_000,
      timeoutMs: 10_000,
    });
    const CONCORDAT_WITNESS_INTERVAL_SECONDS = '60';
    expect(read({ CONCORDAT_WITNESS_POLICY_FILE, CONCORDAT_WITNESS_INTERVAL_SECONDS })?.intervalMs).toBe(60_000);
  });

  it('says what is wrong with it', () => {
    expect(faults({ CONCORDAT_WITNESS_POLICY_FILE: fileWith('quorum one\n') })).toEqual([
      'The file of CONCORDAT_WITNESS_POLICY_FILE is no policy: Line 1 of the policy: no witness and no group above is named one.',
    ]);
    expect(faults({ CONCORDAT_WITNESS_POLICY_FILE: join(folder, 'missing') })).toEqual([
      'The file of CONCORDAT_WITNESS_POLICY_FILE cannot be read.',
    ]);
  });
});
