export { openEmbeddedEngine, type EmbeddedEngineOptions } from './embedded-engine.js';
export type { SubjectKeySettings } from './engine-keys.js';
export { Engine, type ReadModelsProblem } from './engine.js';
export { isForOperator } from './start-faults.js';
export { databasesOf, openSharedEngine, type SharedEngineOptions, type SharedLog } from './shared-engine.js';
export { migrateShared, type SchemaReport, type SharedDatabases } from './shared-schemas.js';
