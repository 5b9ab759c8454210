import { comparisonsOf, type Comparison, type Scalar } from './conditions.js';
import type { Ability } from './policy.js';

/** What columns must equal. */
export type Range = Readonly<Record<string, Scalar>>;

/**
 * Ranges that together hold every row of `visibleRows`, and may hold more: one for each right, and for each value that
 * it names. A list that is paged in order reads each range through an index and merges the pages (`mergeConnections`);
 * by all rights at once it would read the whole table for somebody who may see little of it. One empty range: all rows.
 * @throws {UnsupportedRuleError} for conditions that are more than equality, `$ne` and `$in`
 */
export function visibleRanges(ability: Ability, action: string, subject: string): readonly Range[] {
  return ability.rulesFor(action, subject).flatMap(({ conditions }) => rangesOf(comparisonsOf(conditions ?? {})));
}

function rangesOf(comparisons: readonly Comparison[]): readonly Range[] {
  return comparisons.reduce<readonly Range[]>(
    (ranges, comparison) => ranges.flatMap((range) => narrowed(range, comparison)),
    [{}],
  );
}

function narrowed(range: Range, comparison: Comparison): readonly Range[] {
  switch (comparison.operator) {
    case 'eq':
      return [{ ...range, [comparison.attribute]: comparison.value }];
    case 'in':
      return comparison.values.map((value) => ({ ...range, [comparison.attribute]: value }));
    case 'ne':
      return [range];
  }
}
