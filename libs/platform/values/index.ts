export { deriveId, deriveUuid, idOf, type IdOf } from './identifiers.js';
export { line, prose } from './text.js';
