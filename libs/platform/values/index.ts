export { canonicalText } from './canonical.js';
export { digestOf, digestSchema, type Digest } from './digest.js';
export { deriveId, deriveUuid, idOf, type IdOf } from './identifiers.js';
export { isSame } from './same.js';
export { findForbidden, line, prose } from './text.js';
