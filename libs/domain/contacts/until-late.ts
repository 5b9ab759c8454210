/**
 * Works on one item after the other, the first in any case, and begins no other when it has become late.
 * @param clock in milliseconds
 * @returns what came of the items that were worked on
 */
export async function untilLate<Item, Result>(
  items: readonly Item[],
  lateAfterMs: number,
  work: (item: Item) => Promise<Result>,
  clock: () => number = () => performance.now(),
): Promise<readonly Result[]> {
  const begun = clock();
  const results: Result[] = [];
  for (const item of items) {
    if (results.length > 0 && clock() - begun > lateAfterMs) break;
    results.push(await work(item));
  }
  return results;
}
