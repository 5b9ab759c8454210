import type { PolicyContribution } from '#platform/access';

/** What nobody allows is denied. */
export const programmesPolicy: PolicyContribution = () => undefined;
