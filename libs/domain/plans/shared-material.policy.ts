import { PARTIES_WITH_OFFICERS, type PolicyContribution, type Role } from '#platform/access';

/** What regulators alone read: what they think of a material and where they used it. */
const REGULATORS_OWN = ['MaterialFeedback', 'MaterialUse', 'SharedMaterialWithdrawal'];
const KEEPING = ['AddMaterialVersion', 'WithdrawMaterial', 'AnswerMaterialFeedback'];
const CIRCULATING_ROLES: readonly Role[] = ['LEAD', 'COMMUNICATIONS_LEAD', 'REGISTRAR'];

/**
 * Every regulator and advisory body reads the library, gives feedback and records use; the auditor reads. HSE, the
 * coordinating body and account managers circulate, and keep what their party has circulated; the first two keep all.
 * An organisation reads versions that are for both sides, and nothing of what regulators say about them.
 */
export const sharedMaterialPolicy: PolicyContribution = ({ party, roles }, standing, allow) => {
  const { kind } = party;
  const isRegulator = PARTIES_WITH_OFFICERS.includes(kind);
  if (isRegulator || kind === 'AUDITOR') {
    for (const subject of ['SharedMaterial', 'SharedMaterialVersion', ...REGULATORS_OWN]) allow('read', subject);
  }
  if (kind === 'ORGANISATION') {
    allow('read', 'SharedMaterial', { forBothSides: 1 });
    allow('read', 'SharedMaterialVersion', { audience: 'BOTH_SIDES' });
  }
  if (!isRegulator) return;
  allow(['GiveMaterialFeedback', 'RecordMaterialUse'], 'SharedMaterial');
  const isCentral = kind === 'HSE' || kind === 'COORDINATING_BODY';
  if (isCentral && CIRCULATING_ROLES.some((role) => roles.has(role))) {
    allow(['CirculateMaterial', ...KEEPING], 'SharedMaterial');
  }
  if (standing.ids('managedOrganisations').length > 0) {
    allow('CirculateMaterial', 'SharedMaterial');
    allow(KEEPING, 'SharedMaterial', { circulatedByPartyId: { $in: [...standing.ids('ownAuthorities')] } });
  }
};
