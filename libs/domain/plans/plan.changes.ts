import type { PlanContent } from './plan.content.js';
import { differences, differencesAt, type PlanChange } from './plan.difference.js';
import type { Edit } from './plan.state.js';

/** What is different from the version agreed before, each with the reason that was given when it was changed last. */
export function changesSince(base: PlanContent, draft: PlanContent, edits: readonly Edit[]): readonly PlanChange[] {
  const reasons = reasonsOf(edits);
  return differences(base, draft).map((change) => withReason(change, reasons.get(placeOf(change))));
}

/**
 * What is different between any two versions, told with the reasons of the versions between them: of those that changed
 * the same place, the latest counts.
 */
export function changesBetween(
  from: PlanContent,
  to: PlanContent,
  between: readonly (readonly PlanChange[])[],
): readonly PlanChange[] {
  const reasons = new Map(between.flat().map((change) => [placeOf(change), change.reason]));
  return differences(from, to).map((change) => withReason(change, reasons.get(placeOf(change))));
}

function reasonsOf(edits: readonly Edit[]): ReadonlyMap<string, string | undefined> {
  return new Map(
    edits.flatMap(({ path, from, to, reason }) =>
      differencesAt(path, from, to).map((change) => [placeOf(change), reason] as const),
    ),
  );
}

function placeOf({ path }: PlanChange): string {
  return JSON.stringify(path);
}

function withReason(change: PlanChange, reason: string | undefined): PlanChange {
  return reason === undefined ? change : { ...change, reason };
}
