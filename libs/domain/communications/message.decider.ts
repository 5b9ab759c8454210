import { decideAgreement, isAgreementCommand, type AgreementRejection } from '#platform/agreements';
import { reject, type Decider, type DecisionContext } from '#platform/event-sourcing';
import { decideComment } from './message-comments.decider.js';
import { decideFollowUp } from './message-follow-ups.decider.js';
import { decideIssue } from './message-issue.decider.js';
import { decideLifecycle, draft } from './message-lifecycle.decider.js';
import type { MessageCommand } from './message.commands.js';
import type { MessageEvent } from './message.events.js';
import { drafted, evolveKnown } from './message.evolution.js';
import { closed, type MessageRejection } from './message.rejections.js';
import type { KnownMessage, MessageDecision, MessageState } from './message.state.js';

/** The message's decider, put together from those of its subjects. */
export const messageDecider: Decider<
  MessageState,
  MessageCommand,
  MessageEvent,
  MessageRejection | AgreementRejection
> = {
  initialState: { kind: 'unknown' },

  decide(command, state, context) {
    if (command.type === 'DraftMessage') return draft(command.data, state.kind === 'known', context);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such message.', ['messageId']);
    return decideKnown(command, state, context);
  },

  evolve(state, event) {
    if (event.type === 'MessageDrafted') return drafted(event.data);
    return state.kind === 'unknown' ? state : evolveKnown(state, event);
  },
};

function decideKnown(
  command: Exclude<MessageCommand, { type: 'DraftMessage' }>,
  state: KnownMessage,
  context: DecisionContext,
): MessageDecision {
  if (isAgreementCommand(command)) {
    return state.status === 'WITHDRAWN' && command.type !== 'PassAgreementDeadline'
      ? closed(state.status)
      : decideAgreement(command, state.agreement, context);
  }
  switch (command.type) {
    case 'ReviseMessage':
    case 'ProposeMessage':
    case 'WithdrawMessage':
      return decideLifecycle(command, state, context);
    case 'IssueMessage':
    case 'RecordChannelIssue':
    case 'RecordReceipt':
      return decideIssue(command, state, context);
    case 'CommentOnMessage':
    case 'AnswerComment':
    case 'SettleComment':
      return decideComment(command, state, context);
    case 'PlanFollowUp':
    case 'CompleteFollowUp':
    case 'LinkRisk':
    case 'UnlinkRisk':
      return decideFollowUp(command, state, context);
  }
}
