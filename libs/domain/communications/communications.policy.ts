import type { PolicyContribution } from '#platform/access';
import { communicationsPlanPolicy } from './communications-plan.policy.js';
import { messagePolicy } from './message.policy.js';
import { programmeCalendarPolicy } from './programme-calendar.policy.js';

/** One for each aggregate, in a file of its own. */
const CONTRIBUTIONS: readonly PolicyContribution[] = [communicationsPlanPolicy, messagePolicy, programmeCalendarPolicy];

/** Who reads and does what. What nobody allows is denied. */
export const communicationsPolicy: PolicyContribution = (caller, standing, allow) => {
  for (const contribute of CONTRIBUTIONS) contribute(caller, standing, allow);
};
