import { PARTIES_WITH_OFFICERS, type PolicyContribution, type Role } from '#platform/access';
import { standardAnswerCommands } from './standard-answer.commands.js';

const HANDLING = ['SortEnquiry', 'RerouteEnquiry', 'AnswerEnquiry'];

/**
 * HSE, the coordinating body and the auditor read every enquiry; others read those they sent in, those routed to them,
 * and those about an organisation whose partnership they lead or manage. General enquiries are answered by HSE and the
 * coordinating body; specific ones by whoever they are routed to, the account manager, or a lead of the authority
 * concerned. HSE and the coordinating body keep the standard answers; everybody else uses the published ones, and can
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
    allow('read', 'Enquiry', { receivedByPartyId: id });
    allow('read', 'StandardAnswer', { status: 'PUBLISHED' });
    // An answer that was given with it stays readable; a wording that was never in use does not become so.
    allow('read', 'StandardAnswer', { status: 'WITHDRAWN', version: { $ne: 0 } });
  }
  if (has('OFFICER', 'LEAD', 'REGISTRAR', 'REPRESENTATIVE', 'WORKER_REPRESENTATIVE')) {
    allow('ReceiveEnquiry', 'Enquiry');
    allow('WithdrawEnquiry', 'Enquiry', { receivedByPartyId: id });
  }

  if (isRegulator) {
    const own = { routedAuthorityId: { $in: [...standing.ids('ownAuthorities')] } };
    const led = { organisationId: { $in: [...standing.ids('ledOrganisations')] } };
    const managed = { organisationId: { $in: [...standing.ids('managedOrganisations')] } };
    for (const conditions of [own, led, managed]) allow('read', 'Enquiry', conditions);
    allow(HANDLING, 'Enquiry', managed);
    if (caller.officerId !== undefined) allow(HANDLING, 'Enquiry', { routedOfficerId: caller.officerId });
    if (has('LEAD')) allow(HANDLING, 'Enquiry', own);
  }
  if (isCentral && has('OFFICER', 'LEAD', 'COMMUNICATIONS_LEAD')) allow(HANDLING, 'Enquiry', { kind: 'GENERAL' });
  if (isCentral && has('LEAD')) allow(['SortEnquiry', 'RerouteEnquiry'], 'Enquiry');
  if (isCentral && has('LEAD', 'COMMUNICATIONS_LEAD')) allow(Object.keys(standardAnswerCommands), 'StandardAnswer');
};
