import { isConnectionLost, isDiskFull, sqlStateOf } from '#platform/postgres';
import { ReadModelFaultError, ReadModelsFullError, ReadModelsUnavailableError } from '../read-model-database.js';

/**
 * Conditions that pass (https://www.postgresql.org/docs/current/errcodes-appendix.html): the server is busy, a statement
 * took too long or was ended, transactions were in each other's way.
 */
const PASSING = [/^57/, /^532/, /^25P0[34]$/, /^40/, /^55P03$/];
/** The server's files or its memory are at fault, or it denies what the service needs. */
const OF_THE_STORAGE = [/^53/, /^58/, /^XX/, /^42501$/, /^28/, /^3D/];

/** The error as the port names it: faults of the storage are told apart from those of an event or a projection. */
export function namedFault(error: unknown): unknown {
  if (error instanceof ReadModelFaultError) return error;
  const code = sqlStateOf(error);
  const named = code ?? 'the connection was lost';
  if (isDiskFull(error)) return new ReadModelsFullError(named, { cause: error });
  if (isConnectionLost(error) || isOneOf(PASSING, code)) return new ReadModelsUnavailableError(named, { cause: error });
  return isOneOf(OF_THE_STORAGE, code) ? new ReadModelFaultError(named, { cause: error }) : error;
}

function isOneOf(patterns: readonly RegExp[], code: string | undefined): boolean {
  return code !== undefined && patterns.some((pattern) => pattern.test(code));
}
