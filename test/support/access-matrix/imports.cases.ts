import { creation, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

export function importCases(world: MatrixWorld): readonly MatrixCase[] {
  const header = 'record,organisation-registry,organisation-number,name,structure';
  const csv = () => `${header}\nORGANISATION,INTERNAL,${world.distinct('IMPORTED').replace(' ', '')},Imported,MIXED\n`;
  return [creation('importRun', () => ({ kind: 'ORGANISATIONS', csv: csv() }))];
}
