export { openEmbeddedEngine, type EmbeddedEngineOptions } from './embedded-engine.js';
export type { SubjectKeySettings } from './engine-keys.js';
export { Engine } from './engine.js';
export { isForOperator } from './start-faults.js';
