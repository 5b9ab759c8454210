export type { Coordination, Lease } from './coordination.port.js';
export { soleProcess, withoutLeases } from './fixed-coordination.js';
