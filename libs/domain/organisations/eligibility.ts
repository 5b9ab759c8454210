import type { RowOf } from '#platform/projections';
import type { organisationTable } from './organisation-register.projection.js';

/** The pilot's definition of a large organisation: more than 10,000 employees in the UK, several sites (RR686). */
export const ELIGIBILITY = { moreEmployeesThan: 10_000, moreSitesThan: 1 } as const;

// Building a formatter costs about a thousand times as much as using one.
const NUMBERS = new Intl.NumberFormat('en-GB');
const ENOUGH_EMPLOYEES = `more than ${NUMBERS.format(ELIGIBILITY.moreEmployeesThan)} are needed`;

export interface EligibilityFacts {
  readonly ukEmployees: number | null;
  readonly openSites: number;
  readonly override: { readonly eligible: boolean; readonly reason: string } | null;
}

/** The columns of the register that decide eligibility. */
type EligibilityColumns = Pick<
  RowOf<(typeof organisationTable)['columns']>,
  'ukEmployees' | 'openSites' | 'overrideEligible' | 'overrideReason'
>;

export interface Eligibility {
  readonly eligible: boolean;
  readonly overridden: boolean;
  /** What speaks for and against, in plain English. */
  readonly reasons: readonly string[];
}

/** Whether an organisation may have a partnership, with the reasons. */
export function assessEligibility({ ukEmployees, openSites, override }: EligibilityFacts): Eligibility {
  const large = ukEmployees !== null && ukEmployees > ELIGIBILITY.moreEmployeesThan;
  const multiSite = openSites > ELIGIBILITY.moreSitesThan;
  const reasons = [
    headcountReason(ukEmployees),
    `It has ${openSites} open ${openSites === 1 ? 'site' : 'sites'}; more than one is needed.`,
  ];
  if (!override) return { eligible: large && multiSite, overridden: false, reasons };
  const decision = override.eligible ? 'eligible' : 'not eligible';
  return {
    eligible: override.eligible,
    overridden: true,
    reasons: [...reasons, `A lead decided that it is ${decision}: ${override.reason}`],
  };
}

/** The eligibility of an organisation in the register. */
export function eligibilityOf({ ukEmployees, openSites, overrideEligible, overrideReason }: EligibilityColumns) {
  const override =
    overrideEligible === null ? null : { eligible: overrideEligible === 1, reason: overrideReason ?? '' };
  return assessEligibility({ ukEmployees, openSites, override });
}

function headcountReason(ukEmployees: number | null): string {
  if (ukEmployees === null)
    return `Its number of employees in the United Kingdom is not on record; ${ENOUGH_EMPLOYEES}.`;
  return `It employs ${NUMBERS.format(ukEmployees)} people in the United Kingdom; ${ENOUGH_EMPLOYEES}.`;
}
