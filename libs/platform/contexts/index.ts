export type { DomainContext } from './context.js';
export { assertDistinctContexts, ContextDefinitionError } from './distinct-contexts.js';
export type { DueCommand, ProcessDefinition } from './process.js';
export { ProcessRefusedError, ProcessRunner } from './process-runner.js';
