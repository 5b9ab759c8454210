import type { Engine } from '#platform/engine';

/**
 * Stored types that a filter may name: those that there can be, whether or not an event of them was ever recorded.
 * Otherwise a refusal would tell whoever may not see an event that there is one.
 */
export async function typesOfHistories({
  contexts,
  store,
}: Pick<Engine, 'contexts' | 'store'>): Promise<readonly string[]> {
  const catalogues = contexts.flatMap(({ aggregates }) => aggregates.map(({ events }) => events));
  const declared = catalogues.flatMap(({ context, definitions, upcasters }) => [
    ...Object.entries(definitions).map(([name, { version }]) => `${context}.${name}.v${version}`),
    ...upcasters.map(({ from }) => from),
  ]);
  return [...new Set([...declared, ...(await store.eventTypes())])];
}
