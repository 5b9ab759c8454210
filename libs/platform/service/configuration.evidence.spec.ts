import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { generateSignerKey, NOTE_ALGORITHM, signerKeyText, verifierKeyText } from '#platform/ledger';
import { ConfigurationError, readConfiguration, type Environment } from './configuration.js';
import { readEvidenceSettings } from './configuration.evidence.js';

const LEAST = {
  CONCORDAT_DATA_FOLDER: './data',
  CONCORDAT_OIDC_ISSUER: 'https://issuer.example',
  CONCORDAT_OIDC_AUDIENCE: 'https://concordat.example',
};
const KEK = { CONCORDAT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64') };
const first = generateSignerKey('concordat.example/log', NOTE_ALGORITHM.ed25519);
const second = generateSignerKey('concordat.example/log', NOTE_ALGORITHM.ed25519);

const folder = mkdtempSync(join(tmpdir(), 'concordat-evidence-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

function faults(environment: Environment): readonly string[] {
  try {
    readConfiguration({ ...LEAST, ...environment });
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('The key of the evidence ledger', () => {
  it('is made in the data folder where none is given, and never in production', () => {
    expect(readConfiguration(LEAST).evidence).toEqual({ checkpointIntervalMs: 60_000 });
    const required = 'CONCORDAT_EVIDENCE_KEY or CONCORDAT_EVIDENCE_KEY_FILE is required where NODE_ENV is production.';
    expect(faults({ NODE_ENV: 'production', ...KEK })).toEqual([required]);
    expect(() => readEvidenceSettings({ NODE_ENV: 'production' })).toThrow(required);
    expect(readEvidenceSettings({})).toEqual({});
  });

  it('is the first of a file; earlier ones, whole or their public side, still verify', () => {
    const file = fileOf('rotated', `# 2026\n${signerKeyText(second)}\n\n${verifierKeyText(first)}\n`);
    const { evidence } = readConfiguration({
      ...LEAST,
      CONCORDAT_EVIDENCE_KEY_FILE: file,
      CONCORDAT_EVIDENCE_CHECKPOINT_SECONDS: '5',
    });
    expect(evidence.checkpointIntervalMs).toBe(5_000);
    expect(evidence.ledgerKeys?.origin).toBe('concordat.example/log');
    expect(evidence.ledgerKeys?.active.keyId).toBe(second.keyId);
    expect(evidence.ledgerKeys?.verifiers.map(verifierKeyText)).toEqual([second, first].map(verifierKeyText));
    expect(evidence.ledgerKeys?.verifiers.some((key) => 'privateKey' in key)).toBe(false);
    const inVariable = `${signerKeyText(second)} ${signerKeyText(first)}`;
    const settings = readEvidenceSettings({
      CONCORDAT_EVIDENCE_KEY: inVariable,
      CONCORDAT_EVIDENCE_ORIGIN: 'x.example',
    });
    expect(settings.ledgerKeys?.verifiers).toHaveLength(2);
    expect(settings.ledgerKeys?.origin).toBe('x.example');
  });

  it('is refused when it is not one, and never repeated', () => {
    const cosigner = generateSignerKey('witness.example', NOTE_ALGORITHM.cosignature);
    const spoilt = signerKeyText(first).replace(first.keyId, '00000000');
    const wrong: readonly (readonly [string, RegExp])[] = [
      [verifierKeyText(first), /must be a signing key: PRIVATE\+KEY/],
      ['secret', /Key 1 of the evidence ledger cannot be used/],
      [spoilt, /The key id 00000000 is not that of the key/],
      [signerKeyText(cosigner), /Ed25519 keys for notes/],
      ['', /is empty/],
    ];
    for (const [text, message] of wrong) {
      const found = faults({ CONCORDAT_EVIDENCE_KEY_FILE: fileOf('wrong', text) });
      expect(found).toEqual([expect.stringMatching(message)]);
      expect(found[0]).not.toContain(text.slice(-20) || 'nothing');
    }
    expect(faults({ CONCORDAT_EVIDENCE_KEY_FILE: join(folder, 'none') })).toEqual([
      'The file of CONCORDAT_EVIDENCE_KEY_FILE cannot be read.',
    ]);
    expect(faults({ CONCORDAT_EVIDENCE_ORIGIN: 'x.example' })).toEqual([
      'CONCORDAT_EVIDENCE_KEY or CONCORDAT_EVIDENCE_KEY_FILE is required with CONCORDAT_EVIDENCE_ORIGIN.',
    ]);
    const key = { CONCORDAT_EVIDENCE_KEY: signerKeyText(first) };
    expect(faults({ ...key, CONCORDAT_EVIDENCE_ORIGIN: 'two words' })).toEqual([
      'CONCORDAT_EVIDENCE_ORIGIN must have 1 to 200 characters and no spaces.',
      expect.stringMatching(/^CONCORDAT_EVIDENCE_KEY cannot be used/),
    ]);
  });
});
