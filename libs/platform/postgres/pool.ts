import pg from 'pg';
import type { PostgresSettings } from './postgres.settings.js';

const { types } = pg;
const { builtins } = types;

/**
 * What a session goes by, whatever the administrator of the server, the database or the role has set. Isolation above all:
 * what waits for a lock must see afterwards what was committed meanwhile. The rest is how values are written and read.
 * Compiling a query (jit) pays only for far longer ones than a service asks; plans for large tables are estimated to be such.
 */
const SESSION_DEFAULTS = [
  'default_transaction_isolation=read\\ committed',
  'TimeZone=UTC',
  'DateStyle=ISO',
  'extra_float_digits=1',
  'array_nulls=on',
  'jit=off',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** As the SQLite engine gives them: whole numbers and sums as numbers, truth as 1 and 0. */
const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [builtins.INT8, Number],
  [builtins.NUMERIC, Number],
  [builtins.BOOL, (text) => (text === 't' ? 1 : 0)],
]);

/** How much longer than a statement may take its answer is waited for, in milliseconds. */
const ANSWER_GRACE_MS = 2_000;

/**
 * Connections to one database. An idle connection that breaks is replaced when it is needed next.
 * @param purpose shows in `pg_stat_activity`
 * @param sessionDefaults further settings of its sessions, as `-c name=value`
 */
export function openPool(settings: PostgresSettings, purpose: string, sessionDefaults = ''): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(settings, purpose, sessionDefaults),
    max: settings.poolSize ?? 10,
    idleTimeoutMillis: 30_000,
  });
  // Without a listener, the loss of a connection would end the process. The next query reports what is wrong.
  pool.on('error', () => undefined);
  // The pool listens to idle connections only: one that is lent out may be lost between two statements.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/** For a connection that is held on to: to listen, or to keep a lease. */
export function clientConfig(settings: PostgresSettings, purpose: string, sessionDefaults = ''): pg.ClientConfig {
  const { connectionString, tls, statementTimeoutMs = 30_000, connectTimeoutMs = 5_000 } = settings;
  return {
    connectionString,
    application_name: `concordat ${purpose}`,
    statement_timeout: statementTimeoutMs,
    connectionTimeoutMillis: connectTimeoutMs,
    // A server that has gone without a word is noticed by whoever waits for its answer.
    query_timeout: statementTimeoutMs + ANSWER_GRACE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: `${SESSION_DEFAULTS} ${sessionDefaults}`.trimEnd(),
    types: {
      getTypeParser: (oid, format) =>
        (format === 'binary' ? undefined : PARSERS.get(oid)) ?? types.getTypeParser(oid, format),
    },
    ...(tls !== undefined && { ssl: tls }),
  };
}
