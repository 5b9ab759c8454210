export { registerIde, type IdeOptions } from './ide.js';
export { IdeUnavailableError } from './ide-bundle.js';
