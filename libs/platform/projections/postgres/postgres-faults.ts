import { ReadModelFaultError, ReadModelsFullError, ReadModelsUnavailableError } from '../read-model-database.js';

/**
 * Conditions that pass (https://www.postgresql.org/docs/current/errcodes-appendix.html): the connection or the server
 * went, the server is busy or another one now, a statement took too long, transactions were in each other's way.
 */
const PASSING = [/^08/, /^57/, /^53[23]/, /^25P0[34]$/, /^25006$/, /^40/, /^55P03$/];
/** The server's files or its memory are at fault, or it denies what the service needs. */
const OF_THE_STORAGE = [/^53/, /^58/, /^XX/, /^42501$/, /^28/, /^3D/];
const DISK_FULL = '53100';

/** How Node and the client name a connection that cannot be made or is gone. */
const LOST = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN)/;
const GONE =
  /Connection terminated|timeout expired|not queryable|Client was closed|timeout exceeded|Cannot use a client/;

/** The error as the port names it: faults of the storage are told apart from those of an event or a projection. */
export function namedFault(error: unknown): unknown {
  if (error instanceof ReadModelFaultError) return error;
  const code = sqlState(error);
  if (code === DISK_FULL) return new ReadModelsFullError(code, { cause: error });
  if (code !== undefined && PASSING.some((pattern) => pattern.test(code))) {
    return new ReadModelsUnavailableError(code, { cause: error });
  }
  if (code !== undefined) {
    return OF_THE_STORAGE.some((pattern) => pattern.test(code))
      ? new ReadModelFaultError(code, { cause: error })
      : error;
  }
  return isConnectionLost(error) ? new ReadModelsUnavailableError('the connection was lost', { cause: error }) : error;
}

/** True when the server may have carried out what was sent, or not: its answer never came. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return LOST.test(code) || GONE.test(error.message) || /^(08|57P0)/.test(code);
}

/** The condition that the server names. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('severity' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
