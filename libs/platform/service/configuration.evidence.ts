import { LedgerKeysError, parseLedgerKeys, type LedgerKeys } from '#platform/ledger';
import { ConfigurationError } from './configuration.error.js';
import {
  isGiven,
  keysRequired,
  secretOf,
  type Environment,
  type KeysRequired,
  type Own,
} from './configuration.secrets.js';

/** What the evidence ledger signs with, and how often. Fits the engine's settings. */
export interface EvidenceConfiguration {
  readonly ledgerKeys?: LedgerKeys;
  readonly checkpointIntervalMs?: number;
}

export interface ReadEvidence {
  readonly ledgerKeys?: LedgerKeys;
  readonly faults: readonly string[];
}

const KEY = 'CONCORDAT_EVIDENCE_KEY';
const ORIGIN = 'CONCORDAT_EVIDENCE_ORIGIN';

/** Where the key must come from outside: beside the log, whoever alters the log can sign that it is right. */
export function readEvidence(own: Own, required: KeysRequired): ReadEvidence {
  const faults: string[] = [];
  const text = secretOf(own, KEY, faults);
  if (!isGiven(own, KEY)) {
    if (required !== undefined) faults.push(`${KEY} or ${KEY}_FILE is required ${required}.`);
    else if (own[ORIGIN] !== undefined) faults.push(`${KEY} or ${KEY}_FILE is required with ${ORIGIN}.`);
  }
  if (text === undefined || faults.length > 0) return { faults };
  try {
    // A variable holds one line: its keys have spaces between them.
    const lines = own[`${KEY}_FILE`] === undefined ? text.replaceAll(' ', '\n') : text;
    return { ledgerKeys: parseLedgerKeys(lines, own[ORIGIN]), faults };
  } catch (error) {
    if (!(error instanceof LedgerKeysError)) throw error;
    return { faults: [`${own[`${KEY}_FILE`] === undefined ? KEY : `${KEY}_FILE`} cannot be used. ${error.message}`] };
  }
}

/**
 * For programs that work on a data folder and need nothing else of the configuration.
 * @throws ConfigurationError
 */
export function readEvidenceSettings(environment: Environment): EvidenceConfiguration {
  const own = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const { ledgerKeys, faults } = readEvidence(own, keysRequired(environment));
  if (faults.length > 0) throw new ConfigurationError(faults);
  return ledgerKeys ? { ledgerKeys } : {};
}
