export {
  connectionFault,
  isConnectionLost,
  isDiskFull,
  placeOf,
  PostgresConnectionError,
  sqlStateOf,
} from './connection-faults.js';
export { connectionStringFault } from './connection-string.js';
export { assertKeepsSessions } from './kept-sessions.js';
export {
  assertMigrated,
  grantTo,
  migrate,
  SchemaMismatchError,
  SchemaRoleError,
  type SchemaDefinition,
} from './migrations.js';
export { clientConfig, openPool } from './pool.js';
export { POSTGRES_SCHEMAS, type PostgresSettings } from './postgres.settings.js';
export { Signals, type SignalsOptions } from './signals.js';
