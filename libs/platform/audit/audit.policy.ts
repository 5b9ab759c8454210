import type { PartyKind, PolicyContribution } from '#platform/access';

const REGULATORS: readonly PartyKind[] = ['HSE', 'LOCAL_AUTHORITY', 'COORDINATING_BODY'];

/**
 * Auditors cannot read without its being recorded. What they read is for those who answer for the record: the leads of
 * regulators, the leads for data protection, and the auditor.
 */
export const auditPolicy: PolicyContribution = ({ party, roles }, _standing, allow) => {
  if (party.kind === 'AUDITOR') allow(['read', 'BeginReading'], 'AuditReading');
  const leads = REGULATORS.includes(party.kind) && roles.has('LEAD');
  if (leads || roles.has('DATA_PROTECTION_LEAD')) allow('read', 'AuditReading');
};
