import pg from 'pg';
import type { PostgresSettings } from './postgres.settings.js';

/** The database cannot be reached or does not let the service in. Says what to do, never a password. */
export class PostgresConnectionError extends Error {
  override readonly name = 'PostgresConnectionError';
}

/** The SQLSTATE that the server gave, for example `53100`; `undefined` when the error is not the server's. */
export function sqlStateOf(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const DISK_FULL = '53100';
/** The server goes, has gone or is not there yet; too many connections; a server that has become a standby. */
const LOST_STATES = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '25006']);
const CONNECTION_EXCEPTIONS = '08';
const NETWORK_CODES = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'ENOTCONN',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
]);
/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const UNKNOWN_AUTHORITY = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
/** What pg says of connections that break or stay silent; it gives these errors no code. */
const LOST_WORDS =
  /^(Connection terminated|Query read timeout|timeout (exceeded|expired)|Client (was closed|has encountered)|Client network socket disconnected)/;

export function isDiskFull(error: unknown): boolean {
  return sqlStateOf(error) === DISK_FULL;
}

/**
 * Whether the connection, or the server behind it, is gone or could not be had: what was under way may or may not have
 * been carried out, and another attempt on a new connection may succeed.
 */
export function isConnectionLost(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== undefined) return LOST_STATES.has(state) || state.startsWith(CONNECTION_EXCEPTIONS);
  if (!isError(error)) return false;
  return NETWORK_CODES.has(codeOf(error)) || isSocketGone(error) || LOST_WORDS.test(error.message);
}

/** For start-up: an error of connecting in words that say what to do; any other error as it is. */
export function connectionFault(error: unknown, settings: PostgresSettings): unknown {
  if (!isError(error)) return error;
  const advice = adviceOn(error);
  if (advice === undefined) return error;
  return new PostgresConnectionError(`${placeOf(settings)}: ${advice} (${error.message || codeOf(error)})`, {
    cause: error,
  });
}

/** Host, port, database and user of a connection string, for messages. */
export function placeOf({ connectionString }: PostgresSettings): string {
  try {
    const { host, pathname, username } = new URL(connectionString);
    return `PostgreSQL at ${host || 'localhost'}${pathname}${username === '' ? '' : ` as ${decodeURIComponent(username)}`}`;
  } catch {
    return 'PostgreSQL';
  }
}

const NOT_LET_IN =
  'the server does not let this user in. Check user and password in the connection string, and pg_hba.conf';

function adviceOn(error: Error): string | undefined {
  switch (sqlStateOf(error)) {
    case '28000':
      return adviceOnRefusal(error.message);
    case '28P01':
      return NOT_LET_IN;
    case '3D000':
      return 'there is no such database. Create it, or correct its name in the connection string';
    case '42501':
      return isRefusedAtDoor(error)
        ? 'this user may not connect to the database. Run: grant connect on database … to …'
        : 'this user lacks a privilege. Run "concordat migrate --grant-to" with this user, as the owner of the tables';
    case '08P01':
      return (
        'something in between does not let the settings of a session through. Have a pooler keep sessions and ignore them ' +
        '(PgBouncer: pool_mode = session, ignore_startup_parameters = statement_timeout,options)'
      );
    case '53300':
      return 'the server has no connection left. Raise max_connections there, or lower the size of the pools';
    case undefined:
      return adviceOnNetwork(error);
    default:
      return isConnectionLost(error) ? 'the server does not take connections at the moment. Try again' : undefined;
  }
}

function adviceOnNetwork(error: Error): string | undefined {
  const code = codeOf(error);
  if (code === 'ERR_INVALID_URL') return 'the connection string is not postgresql://user:password@host:port/database';
  if (syscallOf(error) === 'open') {
    return 'a file that the connection string names cannot be read. Correct sslrootcert, sslcert or sslkey';
  }
  if (/SSL|TLS|CERT|SIGNATURE/.test(code) || /SSL/.test(error.message)) {
    return `no secure connection could be made${adviceOnCertificate(code)}`;
  }
  if (/SASL|password must be a string/.test(error.message)) {
    return 'the server wants a password. Put it into the connection string';
  }
  if (isConnectionLost(error)) {
    return 'no server answers. Check host and port in the connection string, and that the server runs';
  }
  return undefined;
}

/** By the server's words, which may be in another language: it has one state for all of these. */
function adviceOnRefusal(message: string): string {
  if (/no encryption|SSL off/.test(message)) {
    return 'the server takes secure connections only. Add sslmode=verify-full and sslrootcert=… to the connection string';
  }
  if (/client certificate/.test(message)) {
    return 'the server wants a certificate of the service. Add sslcert=… and sslkey=… to the connection string';
  }
  return NOT_LET_IN;
}

function adviceOnCertificate(code: string): string {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return ': the certificate of the server is for another name. Connect by a name that it has, or give the server one for this name';
  }
  if (UNKNOWN_AUTHORITY.has(code)) {
    return ': nobody who is trusted here has signed the certificate of the server. Name who has with sslrootcert in the connection string';
  }
  return '. Check sslmode in the connection string and the certificates of both sides';
}

/** The function of the server that refuses a new connection (src/backend/utils/init/postinit.c). */
function isRefusedAtDoor(error: Error): boolean {
  return error instanceof pg.DatabaseError && error.routine === 'CheckMyDatabase';
}

/** A server that is connected to by a socket file takes it away when it stops. */
function isSocketGone(error: Error): boolean {
  return codeOf(error) === 'ENOENT' && syscallOf(error) === 'connect';
}

/** By its shape: the network's errors are made in another realm of the process, where a test runner has several. */
function isError(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function syscallOf(error: Error): string {
  return 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : '';
}
