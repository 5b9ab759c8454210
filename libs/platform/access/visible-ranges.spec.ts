import { createMongoAbility, type MongoQuery } from '@casl/ability';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UnsupportedRuleError } from './access.errors.js';
import { permits, type Ability } from './policy.js';
import { visibleRanges } from './visible-ranges.js';

function abilityOf(...conditions: (MongoQuery | undefined)[]): Ability {
  return createMongoAbility(conditions.map((each) => ({ action: 'read', subject: 'Contact', conditions: each })));
}
const rangesOf = (...conditions: (MongoQuery | undefined)[]) =>
  visibleRanges(abilityOf(...conditions), 'read', 'Contact');

const value = fc.constantFrom('a', 'b', 'c');
const condition = fc.oneof(
  value,
  value.map(($ne) => ({ $ne })),
  fc.array(value, { maxLength: 3 }).map(($in) => ({ $in })),
);
const rule = fc.record({ party: condition, level: condition }, { requiredKeys: [], noNullPrototype: true });

describe('The ranges of what a caller may see', () => {
  it('are one for each right, and for each value that it names', () => {
    const ranges = rangesOf({ party: 'a', level: 'b' }, { party: { $in: ['c', 'd'] } });
    expect(new Set(ranges)).toEqual(new Set([{ party: 'a', level: 'b' }, { party: 'c' }, { party: 'd' }]));
  });

  it('are none for whoever has no right, and one without bounds for whoever sees all', () => {
    expect(rangesOf()).toEqual([]);
    expect(rangesOf({ party: { $in: [] } })).toEqual([]);
    expect(rangesOf(undefined)).toEqual([{}]);
    expect(visibleRanges(abilityOf(undefined), 'read', 'Organisation')).toEqual([]);
  });

  it('hold every row that the policy shows', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), value, value, (rules, party, level) => {
        const row: Readonly<Record<string, string>> = { party, level };
        if (!permits(abilityOf(...rules), 'read', 'Contact', row)) return;
        const holding = rangesOf(...rules).filter((range) =>
          Object.entries(range).every(([key, is]) => row[key] === is),
        );
        expect(holding).not.toEqual([]);
      }),
    );
  });

  it('are refused for conditions that no column can equal', () => {
    expect(() => rangesOf({ level: { $gt: 1 } })).toThrow(UnsupportedRuleError);
  });
});
