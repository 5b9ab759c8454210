import type { Engine } from '#platform/engine';

/** @throws when projections could not take events: what is measured would not be what the service does */
export async function assertWholeReadModels({ projections }: Engine): Promise<void> {
  const { deadLetterCounts } = await projections.status();
  const counts = [...deadLetterCounts].map(([name, count]) => `${name} ${count}`);
  if (counts.length > 0) throw new Error(`The synthetic log left dead letters: ${counts.join(', ')}.`);
}
