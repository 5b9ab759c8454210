import { BackupError } from '#platform/backup';
import { UnknownEventTypesError } from '#platform/event-sourcing';
import { EventStoreError } from '#platform/event-store';
import { LedgerContradictsLogError, LedgerDamagedError, LedgerFormatError, LedgerKeysError } from '#platform/ledger';
import { PostgresConnectionError, SchemaMismatchError } from '#platform/postgres';
import { KeyStoreError } from '#platform/privacy';
import { ReadModelFaultError, RebuildFailedError } from '#platform/projections';
import { WitnessPolicyError } from '#platform/witness';
import { FingerprintKeyError } from './fingerprint-key.js';

const WORDED = [
  EventStoreError,
  FingerprintKeyError,
  KeyStoreError,
  LedgerContradictsLogError,
  LedgerDamagedError,
  LedgerFormatError,
  LedgerKeysError,
  BackupError,
  PostgresConnectionError,
  SchemaMismatchError,
  ReadModelFaultError,
  RebuildFailedError,
  UnknownEventTypesError,
  WitnessPolicyError,
];

/** Whether an engine does not start, or cannot go on, for a reason that its operator can remove: the message says how. */
export function isForOperator(error: unknown): error is Error {
  return WORDED.some((kind) => error instanceof kind);
}
