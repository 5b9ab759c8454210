import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localLedgerKeys } from './ledger-keys.js';
import { LedgerKeysError } from './ledger.errors.js';
import { verifierKeyText } from './note-key.js';

describe('The key that is made in a data folder', () => {
  let folder: string;
  let file: string;
  let ledger: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-ledger-keys-'));
    file = join(folder, 'ledger.key');
    ledger = join(folder, 'ledger.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made once, under a name of its own, for nobody else to read', () => {
    const keys = localLedgerKeys(file, ledger);
    expect(keys.origin).toMatch(/^localhost\/concordat\/[0-9a-f]{8}$/);
    expect(statSync(file).mode & 0o077).toBe(0);
    writeFileSync(ledger, '');
    expect(localLedgerKeys(file, ledger).verifiers.map(verifierKeyText)).toEqual(keys.verifiers.map(verifierKeyText));
    const other = localLedgerKeys(join(folder, 'other.key'), join(folder, 'other.db'));
    expect(other.origin).not.toBe(keys.origin);
  });

  it('is not made anew for a ledger that another key has signed', () => {
    writeFileSync(ledger, '');
    expect(() => localLedgerKeys(file, ledger)).toThrow(LedgerKeysError);
    expect(() => localLedgerKeys(file, ledger)).toThrow(/Name it in CONCORDAT_EVIDENCE_KEY_FILE/);
  });

  it('is missed when the file holds something else, which is not repeated', () => {
    localLedgerKeys(file, ledger);
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 60));
    expect(() => localLedgerKeys(file, ledger)).toThrow(/does not hold the key of the evidence ledger/);
  });
});
