import type { PolicyContribution } from '#platform/access';

/** Cases are judged by other criteria to see what a change would bring: for whoever decides or checks that. */
export const incidentCriteriaPolicy: PolicyContribution = ({ party: { kind }, roles }, _standing, allow) => {
  const isRegulator = kind === 'HSE' || kind === 'LOCAL_AUTHORITY' || kind === 'COORDINATING_BODY';
  if (kind === 'AUDITOR' || (isRegulator && roles.has('LEAD'))) allow('rerun', 'IncidentCriteria');
};
