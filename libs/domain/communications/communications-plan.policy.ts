import { PARTIES_WITH_OFFICERS, type PolicyContribution } from '#platform/access';
import { communicationsPlanCommands } from './communications-plan.commands.js';

/**
 * HSE and the coordinating body plan communications together: their leads and communications leads keep every plan, and
 * the auditor reads it. Every other regulator and the advisory body read a plan from the day on which it is in force,
 * also once it is closed; organisations do not, as it says what regulators mean to say to whom.
 */
export const communicationsPlanPolicy: PolicyContribution = (caller, _standing, allow) => {
  const { kind } = caller.party;
  const keeps = caller.roles.has('LEAD') || caller.roles.has('COMMUNICATIONS_LEAD');
  if (kind === 'AUDITOR') allow('read', 'CommunicationsPlan');
  if (!PARTIES_WITH_OFFICERS.includes(kind)) return;
  if ((kind === 'HSE' || kind === 'COORDINATING_BODY') && keeps) {
    allow(['read', ...Object.keys(communicationsPlanCommands)], 'CommunicationsPlan');
  }
  allow('read', 'CommunicationsPlan', { status: { $in: ['IN_FORCE', 'CLOSED'] } });
};
