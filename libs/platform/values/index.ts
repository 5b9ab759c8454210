export { canonicalText } from './canonical.js';
export { digestOf, digestSchema, type Digest } from './digest.js';
export { FORGOTTEN, isForgotten } from './forgotten.js';
export { deriveId, deriveUuid, idOf, type IdOf } from './identifiers.js';
export type { JsonValue } from './json-value.js';
export { isSame } from './same.js';
export { findForbidden, line, prose } from './text.js';
