import type { PolicyContribution } from '#platform/access';

/** Each aggregate's part of the policy; what nobody allows is denied. */
export const plansPolicy: PolicyContribution = () => {};
