import type { PolicyContribution } from '#platform/access';

const ANSWERING = ['AcceptLocalConcern', 'DeclineLocalConcern', 'ReferLocalConcern', 'EndLocalVariation'];
const SETTLING = ['ProposeConcernSettlement', 'ConfirmConcernSettlement'];

/**
 * A local authority raises its concerns and reads them, with those of authorities that it succeeds. HSE, the
 * coordinating body, the auditor, and whoever leads or manages the partnership read them too; other authorities do not.
 * Whoever answers for the account answers; what is referred, leads of the two authorities settle. Which elected member
 * a concern is of, only officers and leads of the authority that raises it and those who answer it learn. The organisation reads the terms of what was
 * accepted, and nothing of the concern.
 */
export const localConcernPolicy: PolicyContribution = ({ party, roles }, standing, allow) => {
  const { kind } = party;
  const read = (conditions?: Readonly<Record<string, unknown>>) => {
    allow('read', 'LocalConcern', conditions);
    allow('read', 'LocalVariation', conditions);
  };
  if (kind === 'HSE' || kind === 'COORDINATING_BODY' || kind === 'AUDITOR') read();
  if (kind === 'ORGANISATION') allow('read', 'LocalVariation', { organisationId: party.id });
  if (kind !== 'HSE' && kind !== 'LOCAL_AUTHORITY') return;

  const own = [...standing.ids('ownAuthorities')];
  const answered = { organisationId: { $in: [...standing.ids('answeredOrganisations')] } };
  read({ authorityId: { $in: own } });
  allow('read', 'LocalConcern', { referredToAuthorityId: { $in: own } });
  read({ organisationId: { $in: [...standing.ids('managedOrganisations')] } });
  read({ organisationId: { $in: [...standing.ids('ledOrganisations')] } });
  allow('read', 'LocalConcernMember', answered);
  allow(ANSWERING, 'LocalConcern', answered);
  if (roles.has('LEAD')) {
    allow(SETTLING, 'LocalConcern', { authorityId: { $in: own } });
    allow(SETTLING, 'LocalConcern', { referredToAuthorityId: { $in: own } });
  }
  if (kind === 'LOCAL_AUTHORITY' && (roles.has('LEAD') || roles.has('OFFICER'))) {
    allow('RaiseLocalConcern', 'LocalConcern');
    allow('read', 'LocalConcernMember', { authorityId: { $in: own } });
    allow(['WithdrawLocalConcern', 'EndLocalVariation'], 'LocalConcern', { authorityId: { $in: own } });
  }
};
