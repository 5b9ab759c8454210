import type { PolicyContribution } from '#platform/access';

/** Subjects that hold what regulators keep to those among them who are concerned. */
const REGULATORS_OWN = ['PartnershipNote', 'PartnershipHandover', 'MaturityAssessment'] as const;

/**
 * HSE, local authorities, the coordinating body and the auditor read the register, who is appointed, the published
 * criteria and the agreed objectives. An organisation reads its own partnership without what regulators note for
 * themselves; of other partnerships it does not even learn that they exist.
 */
export const partnershipsPolicy: PolicyContribution = (caller, standing, allow) => {
  const { kind, id } = caller.party;
  if (kind === 'HSE' || kind === 'COORDINATING_BODY' || kind === 'AUDITOR' || caller.system) {
    allow('read', 'Partnership');
    allow('read', 'Objective');
    allow('read', 'ContactCriteria');
    allow('read', 'Lesson');
    for (const subject of REGULATORS_OWN) allow('read', subject);
  }
  if (kind === 'LOCAL_AUTHORITY') {
    const partnered = { organisationId: { $in: [...standing.ids('partneredOrganisations')] } };
    allow('read', 'Partnership');
    allow('read', 'Objective', { status: { $in: ['AGREED', 'ACHIEVED'] } });
    allow('read', 'Objective', partnered);
    allow('read', 'ContactCriteria', { published: 1 });
    allow('read', 'ContactCriteria', partnered);
    allow('read', 'Lesson', { audience: 'BOTH_SIDES' });
    allow('read', 'Lesson', partnered);
    for (const subject of REGULATORS_OWN) allow('read', subject, partnered);
  }
  if (kind === 'ORGANISATION') {
    allow('read', 'Partnership', { organisationId: id });
    allow('read', 'Objective', { organisationId: id });
    allow('read', 'ContactCriteria', { organisationId: id, published: 1 });
    allow('read', 'Lesson', { organisationId: id, audience: 'BOTH_SIDES' });
  }
};
