import type { PolicyContribution } from '#platform/access';
import { localConcernPolicy } from './local-concern.policy.js';
import { sharedMaterialPolicy } from './shared-material.policy.js';

/** One part for each aggregate. */
const PARTS: readonly PolicyContribution[] = [localConcernPolicy, sharedMaterialPolicy];

export const plansPolicy: PolicyContribution = (caller, standing, allow) => {
  for (const contribute of PARTS) contribute(caller, standing, allow);
};
