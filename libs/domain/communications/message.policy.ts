import { PARTIES_WITH_OFFICERS, type PolicyContribution } from '#platform/access';
import type { messageCommands } from './message.commands.js';
import { ADVISORY_BODY, askedKey, managingKey, readerKeysOf } from './message.readers.js';

type CommandName = keyof typeof messageCommands;

/** For the leads and the communications leads of the two bodies that agree messages. */
const DRAFTING_COMMANDS: readonly CommandName[] = [
  'DraftMessage',
  'ReviseMessage',
  'ProposeMessage',
  'WithdrawMessage',
  'RecordChannelIssue',
  'RecordReceipt',
  'PlanFollowUp',
  'CompleteFollowUp',
  'LinkRisk',
  'UnlinkRisk',
];

const COMMENTING: readonly CommandName[] = ['CommentOnMessage', 'AnswerComment', 'SettleComment'];

/** Those who speak for whoever must confirm. Which seat they take, the quorum says. */
const CONFIRMING: readonly CommandName[] = ['GiveAgreement', 'TakeBackAgreement', 'RaiseObjection', 'SettleObjection'];

/**
 * HSE, the coordinating body and the auditor read all of every message. Account managers and people of the organisations
 * that a message names read the versions that they are asked to confirm. What was issued is read by the organisations
 * that it names, by the advisory body, and by those to whom it is addressed: every organisation, or local authorities of
 * the region, whose people are senior managers, elected members and practitioners, too.
 */
export const messagePolicy: PolicyContribution = (caller, standing, allow) => {
  const { kind, id } = caller.party;
  const readers = { $in: [...readerKeysOf(caller, standing)] };
  allow('read', 'Message', { readers });
  allow('read', 'MessageReader', { reader: readers });
  const central = kind === 'HSE' || kind === 'COORDINATING_BODY';
  if (central || kind === 'AUDITOR') {
    for (const subject of ['MessageConfirmations', 'MessageDelivery', 'MessageComment']) allow('read', subject);
  }
  if (central && (caller.roles.has('LEAD') || caller.roles.has('COMMUNICATIONS_LEAD'))) {
    allow([...DRAFTING_COMMANDS, ...COMMENTING], 'Message');
  }
  if (central && caller.roles.has('COMMUNICATIONS_LEAD')) allow([...CONFIRMING, 'IssueMessage'], 'Message');
  if (caller.system) allow('PassAgreementDeadline', 'Message');

  if (PARTIES_WITH_OFFICERS.includes(kind)) {
    const managed = [...standing.ids('managedOrganisations'), ...standing.ids('actingAccountManagerOf')];
    const keys = { $in: [...new Set(managed)].map(managingKey) };
    allow([...CONFIRMING, ...COMMENTING], 'Message', { readers: keys });
    allow('read', 'MessageConfirmations', { reader: keys });
    allow('read', 'MessageComment', { organisationId: { $in: [...new Set(managed)] } });
    allow('read', 'MessageComment', { partyId: { $in: [...standing.ids('ownAuthorities')] } });
  }
  if (kind === 'ADVISORY_BODY') allow(COMMENTING, 'Message', { readers: ADVISORY_BODY });
  if (kind === 'ORGANISATION' && (caller.roles.has('REPRESENTATIVE') || caller.roles.has('COMMUNICATIONS_LEAD'))) {
    allow([...CONFIRMING, ...COMMENTING], 'Message', { readers: askedKey(id) });
    allow('read', 'MessageConfirmations', { reader: askedKey(id) });
    allow('read', 'MessageComment', { organisationId: id });
  }
};
