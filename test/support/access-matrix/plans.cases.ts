import { reading, type MatrixCase } from './cases.js';
import { localConcernCases } from './local-concerns.cases.js';
import { sharedMaterialCases } from './shared-materials.cases.js';
import type { MatrixWorld } from './world.js';

export async function planCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  return [
    reading('incidentCriteria', '(on: "2006-03-21") { version }', 'in force on a day'),
    ...(await localConcernCases(world)),
    ...(await sharedMaterialCases(world)),
  ];
}
