export { KnownObjects } from './known-objects.js';
export { Random } from './random.js';
export { RandomCalls, type Call } from './random-calls.js';
