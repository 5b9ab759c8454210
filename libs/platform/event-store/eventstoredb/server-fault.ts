import { ErrorType } from '@eventstore/db-client';

/** Codes of gRPC: https://grpc.io/docs/guides/status-codes/. */
const Code = {
  INVALID_ARGUMENT: 3,
  PERMISSION_DENIED: 7,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  UNAUTHENTICATED: 16,
} as const;

/** What an error of the client means for the call that got it. */
export type ServerFault =
  /** Worth trying again: the server, the way to it or its leader was away. Whether the call had an effect is not known. */
  | 'passing'
  | 'wrong-revision'
  | 'stream-not-found'
  | 'stream-deleted'
  | 'too-large'
  | 'access-denied'
  /** Trying again would give the same. */
  | 'lasting';

/** A call that got no answer in time. The client itself sets a limit for some of its calls only. */
export class CallTimedOutError extends Error {
  override readonly name = 'CallTimedOutError';

  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
  }
}

/** The stream is not where the append expected it. */
export class OvertakenError extends Error {
  override readonly name = 'OvertakenError';
}

/** A call that carries many appends ended, or did not say what became of this one. */
export class BatchCallEndedError extends Error {
  override readonly name = 'BatchCallEndedError';
}

const BY_TYPE: ReadonlyMap<unknown, ServerFault> = new Map<unknown, ServerFault>([
  [ErrorType.WRONG_EXPECTED_VERSION, 'wrong-revision'],
  [ErrorType.STREAM_NOT_FOUND, 'stream-not-found'],
  [ErrorType.STREAM_DELETED, 'stream-deleted'],
  [ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED, 'too-large'],
  [ErrorType.ACCESS_DENIED, 'access-denied'],
  [ErrorType.NOT_LEADER, 'passing'],
  [ErrorType.TIMEOUT, 'passing'],
  [ErrorType.DEADLINE_EXCEEDED, 'passing'],
  [ErrorType.UNAVAILABLE, 'passing'],
  [ErrorType.CANCELLED, 'passing'],
  [ErrorType.UNKNOWN, 'passing'],
  [ErrorType.INVALID_ARGUMENT, 'lasting'],
  [ErrorType.UNSUPPORTED, 'lasting'],
]);

const BY_CODE: ReadonlyMap<unknown, ServerFault> = new Map<unknown, ServerFault>([
  [Code.PERMISSION_DENIED, 'access-denied'],
  [Code.UNAUTHENTICATED, 'access-denied'],
  [Code.INVALID_ARGUMENT, 'lasting'],
  [Code.UNIMPLEMENTED, 'lasting'],
  [Code.OUT_OF_RANGE, 'lasting'],
]);

/** Errors that the client passes on without a type or a code. */
const PASSING_MESSAGES = ['Failed to discover', 'write after end', 'Channel has been shut down'];

/** By the client's type, then by gRPC's code, then by the message: an append while the server is down has only a code. */
export function serverFaultOf(error: unknown): ServerFault {
  if (error instanceof CallTimedOutError || error instanceof BatchCallEndedError) return 'passing';
  if (error instanceof OvertakenError) return 'wrong-revision';
  if (!(error instanceof Error)) return 'lasting';
  const { type, code } = error as { readonly type?: unknown; readonly code?: unknown };
  const known = BY_TYPE.get(type) ?? BY_CODE.get(code);
  if (known !== undefined) return known;
  if (typeof code === 'number') return 'passing';
  return PASSING_MESSAGES.some((message) => error.message.includes(message)) ? 'passing' : 'lasting';
}

/** For a message to an operator. */
export function detailOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
