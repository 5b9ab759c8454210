import type { PolicyContribution } from '#platform/access';

const READING = ['read', 'DiscloseKeyInformation'];

/**
 * An authority reads its own briefing and those of authorities that it succeeds; HSE, the coordinating body and the
 * auditor read that of any authority. What was disclosed to whom, the parties to the partnership and the auditor learn;
 * which person read first, only the auditor.
 */
export const briefingPolicy: PolicyContribution = ({ party }, standing, allow) => {
  const { kind } = party;
  if (kind === 'HSE' || kind === 'COORDINATING_BODY' || kind === 'AUDITOR') allow(READING, 'Briefing');
  if (kind === 'LOCAL_AUTHORITY') {
    allow(READING, 'Briefing', { authorityId: { $in: [...standing.ids('ownAuthorities')] } });
    allow('read', 'Disclosure', { partnershipId: { $in: [...standing.ids('partneredPartnerships')] } });
  }
  if (kind === 'HSE' || kind === 'LOCAL_AUTHORITY') {
    for (const name of ['managedOrganisations', 'ledOrganisations']) {
      allow('read', 'Disclosure', { organisationId: { $in: [...standing.ids(name)] } });
    }
  }
  if (kind === 'ORGANISATION') allow('read', 'Disclosure', { organisationId: party.id });
  if (kind === 'AUDITOR') for (const subject of ['Disclosure', 'DisclosurePerson']) allow('read', subject);
};
