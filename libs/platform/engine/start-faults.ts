import { BackupError } from '#platform/backup';
import { UnknownEventTypesError } from '#platform/event-sourcing';
import { CoordinationError } from '#platform/coordination';
import { EventStoreError } from '#platform/event-store';
import { LedgerContradictsLogError, LedgerDamagedError, LedgerFormatError, LedgerKeysError } from '#platform/ledger';
import { PostgresConnectionError, SchemaMismatchError, SchemaRoleError } from '#platform/postgres';
import { KeyStoreError } from '#platform/privacy';
import { ReadModelFaultError, ReadModelsOfAnotherLogError, RebuildFailedError } from '#platform/projections';
import { WitnessPolicyError } from '#platform/witness';
import { FingerprintKeyError } from './fingerprint-key.js';
import { ScratchFolderInUseError } from './scratch-folder.js';

const WORDED = [
  CoordinationError,
  ReadModelsOfAnotherLogError,
  ScratchFolderInUseError,
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
  SchemaRoleError,
  ReadModelFaultError,
  RebuildFailedError,
  UnknownEventTypesError,
  WitnessPolicyError,
];

/** Whether an engine does not start, or cannot go on, for a reason that its operator can remove: the message says how. */
export function isForOperator(error: unknown): error is Error {
  return WORDED.some((kind) => error instanceof kind);
}
