export { audit } from './audit.context.js';
export { recordReading, type OtherReading, type ReadingLog } from './reading-recorder.js';
