import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ApplicationError } from './application-error.js';
import { isErrorCode } from './error-codes.js';
import { answerTo } from './fault-codes.js';
import { presentable } from './presentable.js';

/** Where faults are reported; wired to the service's log. */
export interface FaultLog {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface FormatErrorOptions {
  readonly log: FaultLog;
  /** The correlation id of the request being answered; a new one when there is none. */
  readonly correlationId?: () => string | undefined;
  /** The limit named when the query has too many tokens. */
  readonly maxTokens: number;
}

export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

const TOO_MANY_TOKENS = /Document contains more th[ae][nt] \d+ tokens/;

/**
 * The one place where errors leave the service. Errors worded for clients pass; known faults get their code; errors
 * of the GraphQL library about the request pass, cleaned; everything else is logged and masked.
 */
export function createFormatError(options: FormatErrorOptions): FormatError {
  return (formatted, error) => {
    const cause = deepestCause(error);
    const answer = answerTo(cause);
    if (answer) {
      if (answer !== cause) options.log.warn(faultFields(formatted, cause), `Answered with ${answer.code}`);
      return withPlace(formatted, answer.message, { code: answer.code, ...answer.details });
    }
    return requestError(formatted, error, cause, options) ?? masked(formatted, cause, options);
  };
}

/** Errors that the GraphQL library or Apollo raises about the request itself. */
function requestError(
  formatted: GraphQLFormattedError,
  error: unknown,
  cause: unknown,
  { maxTokens }: FormatErrorOptions,
): GraphQLFormattedError | undefined {
  const code = formatted.extensions?.['code'];
  if (!(error instanceof GraphQLError && cause instanceof GraphQLError)) return undefined;
  if (!isErrorCode(code) || code === 'INTERNAL_SERVER_ERROR') return undefined;
  if (code === 'GRAPHQL_PARSE_FAILED' && TOO_MANY_TOKENS.test(formatted.message)) {
    const message = `The query has more than ${maxTokens} tokens (names, values and punctuation). Make it shorter.`;
    return { message, extensions: { code: 'TOO_MANY_TOKENS', limit: maxTokens } };
  }
  const longest = code === 'BAD_REQUEST' ? 600 : undefined;
  return withPlace(formatted, presentable(formatted.message, longest), { code });
}

function masked(formatted: GraphQLFormattedError, cause: unknown, options: FormatErrorOptions): GraphQLFormattedError {
  const correlationId = options.correlationId?.() ?? randomUUID();
  options.log.error({ ...faultFields(formatted, cause), correlationId }, 'A request failed by a fault of the service');
  const message = `The service failed to answer. Give its operator this correlation id: ${correlationId}.`;
  return withPlace(formatted, message, { code: 'INTERNAL_SERVER_ERROR', correlationId });
}

function faultFields(formatted: GraphQLFormattedError, cause: unknown): object {
  const chain = cause instanceof Error ? cause : new Error(`Something that is no Error was thrown: ${typeof cause}`);
  return { err: chain, ...(formatted.path ? { path: formatted.path.join('.') } : {}) };
}

/** Resolver and context errors arrive wrapped; GraphQL's own errors may wrap one another. */
function deepestCause(error: unknown): unknown {
  let cause = error;
  for (let depth = 0; depth < 10 && cause instanceof GraphQLError; depth++) {
    if (cause instanceof ApplicationError || cause.originalError === undefined || cause.originalError === null) break;
    cause = cause.originalError;
  }
  return cause;
}

function withPlace(
  { locations, path }: GraphQLFormattedError,
  message: string,
  extensions: Record<string, unknown>,
): GraphQLFormattedError {
  return { message, ...(locations ? { locations } : {}), ...(path ? { path } : {}), extensions };
}
