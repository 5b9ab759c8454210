export type { DomainContext } from './context.js';
export type { DueCommand, ProcessDefinition } from './process.js';
export { ProcessRunner } from './process-runner.js';
