export type { ProjectionLog } from './projection-log.js';
export { RebuildFailedError } from './generation-builder.js';
export { ReadBehindError } from './position-waiters.js';
export {
  defineProjection,
  on,
  ProjectionDefinitionError,
  UnknownProjectionError,
  type Projection,
  type ProjectionHandler,
} from './projection.js';
export {
  ProjectionRunner,
  ProjectionsStoppedError,
  RebuildUnderWayError,
  type ProjectionRunnerOptions,
  type ProjectionStatus,
} from './projection-runner.js';
export type { Projections } from './projections.port.js';
export { readModelsSchema } from './postgres/postgres-schema.js';
export {
  PostgresReadModelDatabase,
  ReadModelsOfAnotherLogError,
  type PostgresReadModelOptions,
} from './postgres/postgres-read-model-database.js';
export {
  FencedError,
  ReadModelFaultError,
  ReadModelsClosedError,
  ReadModelsFullError,
  ReadModelsOfAnotherVersionError,
  ReadModelsUnavailableError,
  type DeadLetter,
  type Generation,
  type ReadModelDatabase,
  type ReadModelWrite,
  type ReadSnapshot,
} from './read-model-database.js';
export { ProjectionRequestError } from './shared/projection-requests.js';
export { SharedProjections, type SharedProjectionsOptions } from './shared/shared-projections.js';
export { RowReplay, type ReplayedTables } from './sqlite/row-replay.js';
export { SqliteReadModelDatabase } from './sqlite/sqlite-read-model-database.js';
export {
  defineTable,
  flag,
  increment,
  integer,
  json,
  nullable,
  parseJson,
  real,
  text,
  toJson,
  type JsonText,
  type RowChange,
  type RowOf,
  type Table,
  type TablesOf,
} from './table.js';
