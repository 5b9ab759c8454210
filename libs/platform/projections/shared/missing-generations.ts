import type { Projection } from '../projection.js';
import type { Generation } from '../read-model-database.js';

/** Which projections have no live tables of their version, in words for an operator; undefined when all have. */
export function missingGenerations(
  projections: readonly Projection[],
  generations: readonly Generation[],
): string | undefined {
  const live = new Map(
    generations.filter(({ state }) => state === 'active').map(({ projection, version }) => [projection, version]),
  );
  const missing = projections.filter(({ name, version }) => live.get(name) !== version);
  if (missing.length === 0) return undefined;
  const named = missing.map(({ name, version }) => {
    const other = live.get(name);
    return other === undefined ? `${name} ${version}` : `${name} ${version} (there is ${other})`;
  });
  return `No worker of this version has built these read models yet: ${named.join(', ')}.`;
}
