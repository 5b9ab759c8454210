import type { ConnectionOptions } from 'node:tls';

/** How a part of the service reaches its PostgreSQL database. */
export interface PostgresSettings {
  /** `postgresql://user:password@host:port/database`. */
  readonly connectionString: string;
  /** Left out: what `sslmode` in the connection string says. */
  readonly tls?: ConnectionOptions;
  /** Most connections of one pool. Default 10. */
  readonly poolSize?: number;
  /** How long one statement may take, in milliseconds. Default 30,000. */
  readonly statementTimeoutMs?: number;
  /** How long a new connection may take, in milliseconds. Default 5,000. */
  readonly connectTimeoutMs?: number;
}

/** The schemas of the parts. Each may be in a database of its own. */
export const POSTGRES_SCHEMAS = {
  log: 'concordat_log',
  readModels: 'concordat_read_models',
  keys: 'concordat_keys',
  coordination: 'concordat_coordination',
} as const;
