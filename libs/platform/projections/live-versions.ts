import type { Projection } from './projection.js';
import type { Generation } from './read-model-database.js';

type LiveVersion = Pick<Generation, 'projection' | 'version'>;

/**
 * Which of these projections are not live in their version, in words for an operator: `board 2 (there is 1)`; undefined
 * when all are.
 */
export function differingVersions(
  projections: readonly Projection[],
  live: readonly LiveVersion[],
): string | undefined {
  const versions = new Map(live.map(({ projection, version }) => [projection, version]));
  const differing = projections.filter(({ name, version }) => versions.get(name) !== version);
  if (differing.length === 0) return undefined;
  const named = differing.map(({ name, version }) => {
    const other = versions.get(name);
    return other === undefined ? `${name} ${version}` : `${name} ${version} (there is ${other})`;
  });
  return named.join(', ');
}
