import { differingVersions } from '../live-versions.js';
import type { Projection } from '../projection.js';
import type { Generation } from '../read-model-database.js';

/** Which projections have no live tables of their version, in words for an operator; undefined when all have. */
export function missingGenerations(
  projections: readonly Projection[],
  generations: readonly Generation[],
): string | undefined {
  const live = generations.filter(({ state }) => state === 'active');
  const missing = differingVersions(projections, live);
  return missing && `No worker of this version has built these read models yet: ${missing}.`;
}
