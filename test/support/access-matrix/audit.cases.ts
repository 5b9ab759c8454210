import { reading, type MatrixCase } from './cases.js';

/** What auditors read, for those who answer for the record. */
export function auditCases(): readonly MatrixCase[] {
  return [reading('auditReadings', '(first: 1) { nodes { id } }')];
}
