import type { PolicyContribution } from '#platform/access';

/** Operators run the service and see no case content: nothing else is granted to them anywhere. */
export const operationsPolicy: PolicyContribution = (caller, _standing, allow) => {
  if (caller.roles.has('OPERATOR')) allow(['read', 'RebuildProjection', 'RetryDeadLetters', 'RotateKeys'], 'Service');
};
