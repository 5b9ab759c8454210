import type { DomainContext } from './context.js';

/** Contexts that cannot live beside one another; found when the service starts. */
export class ContextDefinitionError extends Error {
  override readonly name = 'ContextDefinitionError';
}

/**
 * What must be unique over all contexts: where two shared a name, one would silently take the other's place.
 * Projections and events are checked where they are put together.
 * @throws ContextDefinitionError naming every shared name at once
 */
export function assertDistinctContexts(contexts: readonly DomainContext[]): void {
  const names: readonly (readonly [what: string, names: readonly string[]])[] = [
    ['contexts', contexts.map(({ name }) => name)],
    ['aggregates', contexts.flatMap(({ aggregates }) => aggregates.map(({ name }) => name))],
    ['subjects of the policy', contexts.flatMap(({ aggregates }) => aggregates.map(({ subject }) => subject))],
    ['standings', contexts.flatMap(({ standings }) => standings.map(({ name }) => name))],
    ['processes', contexts.flatMap(({ processes }) => processes.map(({ name }) => name))],
    ['effects', contexts.flatMap(({ effects = [] }) => effects.map(({ name }) => name))],
    ['mutations', contexts.flatMap(({ mutations }) => mutations.flatMap((set) => Object.keys(set.mutations)))],
    ['kinds of nodes', contexts.flatMap(({ nodes }) => nodes.map(({ kind }) => kind))],
  ];
  const faults = names.flatMap(([what, all]) =>
    [...new Set(all.filter((name, index) => all.indexOf(name) !== index))].map(
      (name) => `two ${what} are named ${name}`,
    ),
  );
  if (faults.length > 0) throw new ContextDefinitionError(`The contexts of the service: ${faults.join('; ')}.`);
}
