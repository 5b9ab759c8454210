import type { PartyKind, PolicyContribution } from '#platform/access';

const REGULATORS: readonly PartyKind[] = ['HSE', 'LOCAL_AUTHORITY', 'COORDINATING_BODY'];

/**
 * A regulator answers for the personal data that it records. Its data protection leads decide on erasures and give people
 * account of what is held on them; a lead may ask for an erasure, so that two people are found for it. An auditor sees
 * what was decided and why. The service itself proposes what retention has made due, and carries out what was granted.
 */
export const dataProtectionPolicy: PolicyContribution = (caller, standing, allow) => {
  if (caller.system) {
    allow(['read', 'ProposeErasure', 'BeginErasure', 'EndErasure', 'InterruptErasure'], 'Erasure');
    allow('read', 'SubjectReport');
  }
  if (caller.party.kind === 'AUDITOR') allow('read', 'Erasure');
  if (!REGULATORS.includes(caller.party.kind)) return;
  const isDataProtectionLead = caller.roles.has('DATA_PROTECTION_LEAD');
  if (!isDataProtectionLead && !caller.roles.has('LEAD')) return;
  const own = { controllerId: { $in: [...standing.ids('ownAuthorities')] } };
  allow(['read', 'WithdrawErasure'], 'Erasure', own);
  allow('RequestErasure', 'Erasure');
  if (!isDataProtectionLead) return;
  allow(['GrantErasure', 'RefuseErasure'], 'Erasure', own);
  allow('read', 'SubjectReport');
};
