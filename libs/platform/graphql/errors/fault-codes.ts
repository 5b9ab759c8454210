import { bearerChallenge, IssuerUnavailableError, TokenRefusedError } from '#platform/access';
import { LogReadOnlyError } from '#platform/backup';
import {
  AppendOutcomeUnknownError,
  EventLogUnavailableError,
  EventLogUnsuitableError,
  EventStoreDbUnavailableError,
  LogNotFollowedError,
  StorageFullError,
  StoreClosedError,
} from '#platform/event-store';
import { CommandOutcomeUnknownError, SealingSuspendedError, TooManyConflictsError } from '#platform/event-sourcing';
import { LedgerBehindError, LedgerUnavailableError } from '#platform/ledger';
import {
  KeyStoreBusyError,
  KeyStoreClosedError,
  KeyStoreFaultError,
  KeyStoreUnavailableError,
} from '#platform/privacy';
import {
  ProjectionsStoppedError,
  ReadBehindError,
  ReadModelFaultError,
  ReadModelsClosedError,
  ReadModelsFullError,
  ReadModelsOfAnotherVersionError,
  ReadModelsUnavailableError,
  RebuildUnderWayError,
  UnknownProjectionError,
} from '#platform/projections';
import { ApplicationError } from './application-error.js';

/** How one class of fault is answered. `undefined` when the fault is of another class. */
type FaultCode = (fault: unknown) => ApplicationError | undefined;

/** The answer to a class of faults. The message that `answer` gives is sent to the client as it is. */
function faultCode<Fault extends Error>(
  faultClass: abstract new (...args: never[]) => Fault,
  answer: (fault: Fault) => ApplicationError,
): FaultCode {
  return (fault) => (fault instanceof faultClass ? answer(fault) : undefined);
}

const RETRY_SHORTLY = { 'retry-after': '1' };
const RETRY_LATER = { 'retry-after': '30' };

/** The faults that a client can do something about. */
const faultCodes: readonly FaultCode[] = [
  faultCode(
    TokenRefusedError,
    (refusal) =>
      new ApplicationError('UNAUTHENTICATED', refusal.message, {
        extensions: { reason: refusal.reason },
        headers: { 'www-authenticate': bearerChallenge(refusal) },
        cause: refusal,
      }),
  ),
  faultCode(
    IssuerUnavailableError,
    (cause) =>
      new ApplicationError('UNAVAILABLE', 'Access tokens cannot be checked at the moment. Send the request again.', {
        headers: RETRY_LATER,
        cause,
      }),
  ),
  faultCode(
    StorageFullError,
    (cause) =>
      new ApplicationError(
        'STORAGE_FULL',
        'Nothing can be recorded at the moment: the disk of the service is full. Reading goes on as usual.',
        { headers: RETRY_LATER, cause },
      ),
  ),
  faultCode(
    LogReadOnlyError,
    (cause) =>
      new ApplicationError(
        'UNAVAILABLE',
        'Nothing can be recorded: the log of the service is damaged and is being looked into. Reading goes on.',
        { headers: RETRY_LATER, cause },
      ),
  ),
  faultCode(
    ReadBehindError,
    (behind) =>
      new ApplicationError(
        'READ_BEHIND',
        `The service has caught up to position ${behind.reached} and did not reach ${behind.wanted} in time. ` +
          'Send the request again shortly.',
        {
          extensions: { wanted: String(behind.wanted), reached: String(behind.reached) },
          headers: RETRY_SHORTLY,
          cause: behind,
        },
      ),
  ),
  faultCode(
    LedgerBehindError,
    (cause) => new ApplicationError('READ_BEHIND', cause.message, { headers: RETRY_SHORTLY, cause }),
  ),
  faultCode(LedgerUnavailableError, (cause) => new ApplicationError('UNAVAILABLE', cause.message, { cause })),
  faultCode(
    TooManyConflictsError,
    (cause) =>
      new ApplicationError(
        'CONFLICT',
        'Other changes to the same object were faster every time. Nothing was recorded; send the request again.',
        { headers: RETRY_SHORTLY, cause },
      ),
  ),
  faultCode(RebuildUnderWayError, (cause) => new ApplicationError('CONFLICT', cause.message, { cause })),
  faultCode(UnknownProjectionError, (cause) => new ApplicationError('NOT_FOUND', cause.message, { cause })),
  faultCode(
    ReadModelsFullError,
    (cause) =>
      new ApplicationError(
        'STORAGE_FULL',
        'The read models cannot grow at the moment: their disk is full. Reading goes on at the position where they are.',
        { headers: RETRY_LATER, cause },
      ),
  ),
  faultCode(ReadModelsUnavailableError, readModelsAway),
  faultCode(ReadModelFaultError, stopping),
  faultCode(
    ReadModelsOfAnotherVersionError,
    (cause) =>
      new ApplicationError(
        'UNAVAILABLE',
        `The service is being replaced by another version, which this process cannot answer for. ${NOTHING_RECORDED} ${SEND_AGAIN}.`,
        { headers: RETRY_LATER, cause },
      ),
  ),
  faultCode(StoreClosedError, stopping),
  faultCode(CommandOutcomeUnknownError, outcomeUnknown),
  faultCode(EventLogUnavailableError, logAway),
  faultCode(EventLogUnsuitableError, outcomeUnknown),
  faultCode(EventStoreDbUnavailableError, logAway),
  faultCode(AppendOutcomeUnknownError, outcomeUnknown),
  faultCode(LogNotFollowedError, logAway),
  faultCode(KeyStoreClosedError, stopping),
  faultCode(KeyStoreUnavailableError, keysAway),
  faultCode(SealingSuspendedError, keysAway),
  faultCode(KeyStoreFaultError, stopping),
  faultCode(
    KeyStoreBusyError,
    (cause) =>
      new ApplicationError(
        'UNAVAILABLE',
        'Personal data cannot be recorded or erased at the moment: another program holds its keys. Send the request again.',
        { headers: RETRY_LATER, cause },
      ),
  ),
  faultCode(ProjectionsStoppedError, stopping),
  faultCode(ReadModelsClosedError, stopping),
];

const SEND_AGAIN = 'Send the same request again shortly';
const NOTHING_RECORDED = 'Nothing was recorded by what failed.';

function stopping(cause: Error): ApplicationError {
  const message =
    `The service is stopping or has stopped after a fault. ${SEND_AGAIN}, a command with the same idempotency key: it has ` +
    'one effect.';
  return shortly(message, cause);
}

/** Where the log is, and what is wrong with it, is for the operator. */
function logAway(cause: Error): ApplicationError {
  return shortly(`The log of the service does not answer at the moment. ${NOTHING_RECORDED} ${SEND_AGAIN}.`, cause);
}

function outcomeUnknown(cause: Error): ApplicationError {
  const message =
    'The log of the service went away before it said whether the command was recorded: it may or may not be. ' +
    `${SEND_AGAIN}, with the same idempotency key: it has one effect.`;
  return shortly(message, cause);
}

function readModelsAway(cause: Error): ApplicationError {
  return shortly(
    `The database of the read models does not answer at the moment. ${NOTHING_RECORDED} ${SEND_AGAIN}.`,
    cause,
  );
}

function keysAway(cause: Error): ApplicationError {
  const message =
    'The keys of personal data cannot be reached at the moment: until they can, it is neither recorded nor shown. ' +
    `${NOTHING_RECORDED} ${SEND_AGAIN}.`;
  return shortly(message, cause);
}

function shortly(message: string, cause: Error): ApplicationError {
  return new ApplicationError('UNAVAILABLE', message, { headers: RETRY_SHORTLY, cause });
}

/** The answer to a fault, or undefined when none is known: it is then masked. An answer stays as it is. */
export function answerTo(fault: unknown): ApplicationError | undefined {
  if (fault instanceof ApplicationError) return fault;
  for (const code of faultCodes) {
    const answer = code(fault);
    if (answer) return answer;
  }
  return undefined;
}

/**
 * Makes a request context under which known faults become answers. GraphQL takes the HTTP status and headers from
 * the error that is thrown, so that a refused token is a 401 only when it is translated here, before it is formatted.
 */
export function answeringFaults<Arguments extends readonly unknown[], Context>(
  makeContext: (...args: Arguments) => Context | Promise<Context>,
): (...args: Arguments) => Promise<Context> {
  return async (...args) => {
    try {
      return await makeContext(...args);
    } catch (fault) {
      throw answerTo(fault) ?? fault;
    }
  };
}
