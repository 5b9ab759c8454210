import { reading, type MatrixCase } from './cases.js';

export function planCases(): readonly MatrixCase[] {
  return [reading('incidentCriteria', '(on: "2006-03-21") { version }', 'in force on a day')];
}
