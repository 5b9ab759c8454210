import type { PolicyContribution } from '#platform/access';

/** One for each aggregate, in a file of its own. */
const CONTRIBUTIONS: readonly PolicyContribution[] = [];

/** Who reads and does what. What nobody allows is denied. */
export const communicationsPolicy: PolicyContribution = (caller, standing, allow) => {
  for (const contribute of CONTRIBUTIONS) contribute(caller, standing, allow);
};
