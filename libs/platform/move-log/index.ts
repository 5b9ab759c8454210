export { moveLog, type MoveLogOptions, type MoveProgress, type MoveReport } from './move-log.js';
export * from './move-log.errors.js';
export type { LogSource, LogTarget, WholeLog } from './moved-log.port.js';
export { openEmbeddedSource, openEmbeddedTarget } from './embedded-log.js';
export { openPostgresSource, openPostgresTarget } from './postgres-log.js';
export { openEventStoreDbSource, openEventStoreDbTarget } from './eventstoredb-log.js';
export { moveKeysToFolder, moveKeysToPostgres, type MoveKeysOptions } from './folder-keys.js';
