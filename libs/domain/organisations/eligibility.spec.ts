import { describe, expect, it } from '@jest/globals';
import { assessEligibility, eligibilityOf } from './eligibility.js';

const large = { ukEmployees: 10_001, openSites: 2, override: null };

describe('Whether an organisation may have a partnership', () => {
  it.each([
    [10_001, 2, true],
    [10_000, 2, false],
    [10_001, 1, false],
    [0, 0, false],
    [null, 50, false],
  ])('with %s employees and %d open sites: %s', (ukEmployees, openSites, eligible) => {
    expect(assessEligibility({ ukEmployees, openSites, override: null })).toMatchObject({
      eligible,
      overridden: false,
    });
  });

  it('is told with what speaks for and against', () => {
    expect(assessEligibility({ ...large, openSites: 1 }).reasons).toEqual([
      'It employs 10,001 people in the United Kingdom; more than 10,000 are needed.',
      'It has 1 open site; more than one is needed.',
    ]);
    expect(assessEligibility({ ...large, ukEmployees: null, openSites: 0 }).reasons).toEqual([
      'Its number of employees in the United Kingdom is not on record; more than 10,000 are needed.',
      'It has 0 open sites; more than one is needed.',
    ]);
  });

  it.each([true, false])('is as a lead decided, with the reason: %s', (eligible) => {
    const { reasons, ...answer } = assessEligibility({
      ...large,
      override: { eligible, reason: 'National importance.' },
    });
    expect(answer).toEqual({ eligible, overridden: true });
    expect(reasons).toHaveLength(3);
    expect(reasons[2]).toBe(`A lead decided that it is ${eligible ? '' : 'not '}eligible: National importance.`);
  });

  it('is read from the columns of the register', () => {
    const columns = { ukEmployees: 10_001, openSites: 2, overrideEligible: null, overrideReason: null };
    expect(eligibilityOf(columns)).toMatchObject({ eligible: true, overridden: false });
    expect(eligibilityOf({ ...columns, overrideEligible: 0, overrideReason: 'x' })).toMatchObject({
      eligible: false,
      overridden: true,
    });
  });
});
