export type { DomainContext } from './context.js';
export { assertDistinctContexts, ContextDefinitionError } from './distinct-contexts.js';
export { defineEffect, type EffectBatch, type EffectDefinition, type EffectItem } from './effect.js';
export { EffectRunner } from './effect-runner.js';
export type { DueCommand, ProcessDefinition } from './process.js';
export { ProcessRefusedError } from './due-command-sender.js';
export { ProcessRunner } from './process-runner.js';
export {
  answersFor,
  kindOfSubject,
  recordOfSubject,
  subjectsOfRecords,
  type Controllers,
  type DataSubject,
  type DataSubjectKind,
} from './data-subject.js';
export type { Erasing, Erasure, ErasureReport, Holding } from './erasing.js';
