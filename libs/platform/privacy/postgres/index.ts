export { KEY_TIMINGS, type KeyTimings } from './key-changes.js';
export { keysSchema } from './keys.schema.js';
export { PostgresKeyRing, type PostgresKeyRingOptions } from './postgres-key-ring.js';
