import { bearerChallenge } from '#platform/access';
import { GraphQLError } from 'graphql';
import { ERROR_CODES, type ErrorCode } from './error-codes.js';

export interface ErrorDetails {
  /** Sent to the client beside the code. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** HTTP headers of the answer, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** HTTP status, where it is not that of the code. */
  readonly status?: number;
  /** The fault behind it, for the log only. */
  readonly cause?: unknown;
}

/** An error whose code, message and extensions were worded for the client. All others are masked. */
export class ApplicationError extends GraphQLError {
  override readonly name = 'ApplicationError';
  readonly code: ErrorCode;
  /** Sent to the client beside the code. */
  readonly details: Readonly<Record<string, unknown>>;
  /** HTTP status of the answer when the request as a whole fails by this error. */
  readonly status: number;

  constructor(code: ErrorCode, message: string, { extensions = {}, headers = {}, ...details }: ErrorDetails = {}) {
    const status = details.status ?? ERROR_CODES[code].status;
    const http = { status, headers: new Map(Object.entries(headers)) };
    super(message, { extensions: { ...extensions, code, http } });
    this.code = code;
    this.details = extensions;
    this.status = status;
    if (details.cause !== undefined) this.cause = details.cause;
  }
}

export function applicationError(
  code: ErrorCode,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): ApplicationError {
  return new ApplicationError(code, message, { extensions });
}

/**
 * The caller could not be established: HTTP 401 with WWW-Authenticate when it is thrown while the request context is
 * made. `challenge` is the value of that header, `bearerChallenge(refusal)` for a token that was refused.
 */
export function unauthenticated(message: string, challenge: string = bearerChallenge()): ApplicationError {
  return new ApplicationError('UNAUTHENTICATED', message, { headers: { 'www-authenticate': challenge } });
}
