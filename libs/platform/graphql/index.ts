export {
  answerTo,
  applicationError,
  ApplicationError,
  createFormatError,
  ERROR_CODES,
  type ErrorCode,
  type FaultLog,
} from './errors/index.js';
export {
  fragmentsOf,
  graphqlLimits,
  prepareGraphqlRoute,
  readVariables,
  selectedFields,
  type Fragments,
  type GraphqlLimits,
  type Variables,
} from './limits/index.js';
export type { Authentication } from './authentication.js';
export { TokenAuthentication } from './token-authentication.js';
export { ConcordatGraphqlModule, type ConcordatGraphqlOptions } from './concordat-graphql.module.js';
export { connectionOf, PAGE_SIZE, type Connection, type ConnectionArguments } from './connection.js';
export { mergeConnections } from './merged-connection.js';
export { defineMutations, type MutationInput, type MutationPayload, type MutationSet } from './mutations.js';
export { NodeRegistry, type NodeDefinition } from './node.js';
export { prepareNodes, type References } from './prepare-nodes.js';
export type { AskedOperation, RecordedOperations } from './recorded-operations.js';
export { ReadRecorder, type ReadRecord, type RecordedRead } from './recorded-reads.js';
export type { RequestContext } from './request-context.js';
export {
  defineBatch,
  defineConnectionBatch,
  RequestReads,
  type Batch,
  type ConnectionBatch,
  type PastReads,
} from './request-reads.js';
