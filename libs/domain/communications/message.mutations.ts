import { defineMutations } from '#platform/graphql';
import { messageAggregate } from './message.aggregate.js';
import { messageById } from './message.queries.js';

export const messageMutations = defineMutations(messageAggregate, {
  idField: 'messageId',
  payload: 'MessagePayload',
  objectField: 'message',
  batch: messageById,
  mutations: {
    messageDraft: 'DraftMessage',
    messageRevise: 'ReviseMessage',
    messagePropose: 'ProposeMessage',
    messageWithdraw: 'WithdrawMessage',
    messageConfirm: 'GiveAgreement',
    messageTakeBackConfirmation: 'TakeBackAgreement',
    messageObject: 'RaiseObjection',
    messageSettleObjection: 'SettleObjection',
    messageIssue: 'IssueMessage',
    messageRecordChannel: 'RecordChannelIssue',
    messageRecordReceipt: 'RecordReceipt',
    messageComment: 'CommentOnMessage',
    messageAnswerComment: 'AnswerComment',
    messageSettleComment: 'SettleComment',
    messagePlanFollowUp: 'PlanFollowUp',
    messageCompleteFollowUp: 'CompleteFollowUp',
    messageLinkRisk: 'LinkRisk',
    messageUnlinkRisk: 'UnlinkRisk',
  },
  internal: ['PassAgreementDeadline'],
});
