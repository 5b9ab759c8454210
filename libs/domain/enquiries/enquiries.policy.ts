import { PARTIES_WITH_OFFICERS, type PolicyContribution, type Role } from '#platform/access';
import { ASKED_FOR, ASKING_ROLES } from './enquiry.askers.js';
import { standardAnswerCommands } from './standard-answer.commands.js';

const HANDLING = ['SortEnquiry', 'RerouteEnquiry', 'AnswerEnquiry'];

/**
 * HSE, the coordinating body and the auditor read every enquiry; others read those their party sent in, those routed to
 * them, and those about an organisation whose partnership they lead or manage. What an organisation's workers'
 * representatives sent in, only they read and withdraw among its people. General enquiries are answered by HSE and the
 * coordinating body; specific ones by whoever they are routed to, by whoever answers for the partnership now, and by
 * leads of the authority to which they are routed. HSE and the coordinating body keep the standard answers; everybody else uses the published ones, and can
 * still read those withdrawn since.
 */
export const enquiriesPolicy: PolicyContribution = (caller, standing, allow) => {
  const { kind, id } = caller.party;
  const isCentral = kind === 'HSE' || kind === 'COORDINATING_BODY';
  const isRegulator = PARTIES_WITH_OFFICERS.includes(kind);
  const has = (...roles: readonly Role[]) => roles.some((role) => caller.roles.has(role));

  if (isCentral || kind === 'AUDITOR') {
    for (const subject of ['Enquiry', 'StandardAnswer', 'StandardAnswerDraft']) allow('read', subject);
  }
  if (isRegulator || kind === 'ORGANISATION') {
    allow('read', 'Enquiry', { receivedByPartyId: id, askedFor: 'PARTY' });
    allow('read', 'StandardAnswer', { status: 'PUBLISHED' });
    // An answer that was given with it stays readable; a wording that was never in use does not become so.
    allow('read', 'StandardAnswer', { status: 'WITHDRAWN', version: { $ne: 0 } });
  }
  for (const askedFor of ASKED_FOR) {
    if (!has(...ASKING_ROLES[askedFor])) continue;
    allow('ReceiveEnquiry', 'Enquiry');
    allow(['read', 'WithdrawEnquiry'], 'Enquiry', { receivedByPartyId: id, askedFor });
  }

  if (isRegulator) {
    const own = { routedAuthorityId: { $in: [...standing.ids('ownAuthorities')] } };
    const led = { organisationId: { $in: [...standing.ids('ledOrganisations')] } };
    const managed = { organisationId: { $in: [...standing.ids('managedOrganisations')] } };
    for (const conditions of [own, led, managed]) allow('read', 'Enquiry', conditions);
    const answered = { organisationId: { $in: [...standing.ids('answeredOrganisations')] } };
    allow(HANDLING, 'Enquiry', { ...answered, kind: 'ORGANISATION_SPECIFIC' });
    // That a general enquiry is theirs after all, they can say; not answer it as it is.
    allow('SortEnquiry', 'Enquiry', answered);
    if (caller.officerId !== undefined) {
      allow(['read', ...HANDLING], 'Enquiry', { routedOfficerId: caller.officerId });
    }
    if (has('LEAD')) allow(HANDLING, 'Enquiry', own);
  }
  if (isCentral && has('OFFICER', 'LEAD', 'COMMUNICATIONS_LEAD')) allow(HANDLING, 'Enquiry', { kind: 'GENERAL' });
  if (isCentral && has('LEAD')) allow(['SortEnquiry', 'RerouteEnquiry'], 'Enquiry');
  if (isCentral && has('LEAD', 'COMMUNICATIONS_LEAD')) allow(Object.keys(standardAnswerCommands), 'StandardAnswer');
};
