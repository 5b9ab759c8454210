import { pino, type DestinationStream, type Logger } from 'pino';
import { currentCorrelationId } from './correlation.js';
import type { LogLevel } from './configuration.js';

export type Log = Logger;

export interface LogOptions {
  readonly level: LogLevel;
  /** Default: standard output, written at once, so that the last lines before an end are there. */
  readonly destination?: DestinationStream;
}

const BEARER = /Bearer [A-Za-z0-9\-._~+/]+=*/gi;
const SIGNED_TOKEN = /\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g;
const REMOVED = '[removed]';
const SECRET_KEYS = ['authorization', 'cookie', 'set-cookie', 'token', 'access_token', 'password', 'secret'];

/**
 * The service's log: one JSON object a line, with the correlation id of the request. What was sent by clients
 * (bodies, variables, headers) is not logged in the first place; tokens are removed wherever they turn up.
 */
export function createLog({ level, destination }: LogOptions): Log {
  const options = {
    level,
    base: { service: 'concordat' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => {
      const correlationId = currentCorrelationId();
      return correlationId === undefined ? {} : { correlationId };
    },
    // What is logged expressly stands over what the course of the request adds.
    mixinMergeStrategy: (logged: object, added: object) => ({ ...added, ...logged }),
    redact: { paths: SECRET_KEYS.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]), censor: REMOVED },
    serializers: { err: describeError },
    hooks: { streamWrite: withoutTokens },
  };
  return destination ? pino(options, destination) : pino(options);
}

export function withoutTokens(text: string): string {
  return text.replaceAll(SIGNED_TOKEN, REMOVED).replaceAll(BEARER, `Bearer ${REMOVED}`);
}

interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** Only these properties: others may hold what was being processed, such as a request with its headers. */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'Something that is no Error was thrown.' };
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return {
    type: name,
    message,
    ...code,
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined || depth > 3 ? {} : { cause: describeError(cause, depth + 1) }),
  };
}
