import type { PolicyContribution } from '#platform/access';
import { briefingPolicy } from './briefing.policy.js';
import { incidentCriteriaPolicy } from './incident-criteria.policy.js';
import { localConcernPolicy } from './local-concern.policy.js';
import { planPolicy } from './plan.policy.js';
import { sharedMaterialPolicy } from './shared-material.policy.js';

/** One part for each aggregate, and one for the criteria that belong to none. */
const PARTS: readonly PolicyContribution[] = [
  planPolicy,
  briefingPolicy,
  localConcernPolicy,
  sharedMaterialPolicy,
  incidentCriteriaPolicy,
];

/** Who reads and does what. What nobody allows is denied. */
export const plansPolicy: PolicyContribution = (caller, standing, allow) => {
  for (const contribute of PARTS) contribute(caller, standing, allow);
};
