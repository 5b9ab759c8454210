import type { MessageCommentEvent } from './message-comments.events.js';
import type { MessageFollowUpEvent } from './message-follow-ups.events.js';
import type { MessageEventOf } from './message.events.js';
import type { IssuedMessage, KnownMessage, MessageComment } from './message.state.js';

export function evolveIssue(
  issued: IssuedMessage,
  event: MessageEventOf<'ChannelCarriedOut' | 'ReceiptCounted'>,
): IssuedMessage {
  if (event.type === 'ChannelCarriedOut') {
    const { by: _, ...carriedOut } = event.data;
    return { ...issued, carriedOut: [...issued.carriedOut, carriedOut] };
  }
  const { by: _, receipt: __, ...counted } = event.data;
  return { ...issued, receipts: [...issued.receipts, counted] };
}

export function evolveComments(
  comments: readonly MessageComment[],
  event: MessageCommentEvent,
): readonly MessageComment[] {
  switch (event.type) {
    case 'CommentMade':
      return [...comments, commentOf(event.data, event.data.organisationId)];
    case 'RegulatorsCommentMade':
      return [...comments, commentOf(event.data, undefined)];
    case 'CommentAnswered':
    case 'RegulatorsCommentAnswered': {
      const { comment, text, by } = event.data;
      return changed(comments, comment, (each) => ({ ...each, answers: [...each.answers, { text, by }] }));
    }
    case 'CommentSettled':
    case 'RegulatorsCommentSettled': {
      const { comment, settlement } = event.data;
      return changed(comments, comment, (each) => ({ ...each, settlement }));
    }
  }
}

function commentOf(
  { comment: number, version, part, text, by }: MessageEventOf<'RegulatorsCommentMade'>['data'],
  organisationId: MessageComment['organisationId'],
): MessageComment {
  return { number, version, part, text, by, organisationId, answers: [], settlement: undefined };
}

function changed<Item extends { readonly number: number }>(
  items: readonly Item[],
  number: number,
  change: (item: Item) => Item,
): readonly Item[] {
  return items.map((each) => (each.number === number ? change(each) : each));
}

export function evolveFollowUps(state: KnownMessage, event: MessageFollowUpEvent): KnownMessage {
  const { followUps, riskIds } = state;
  switch (event.type) {
    case 'FollowUpPlanned': {
      const { followUp: number, on, what } = event.data;
      return { ...state, followUps: [...followUps, { number, on, what, done: undefined }] };
    }
    case 'FollowUpDone': {
      const { followUp, on, note } = event.data;
      return { ...state, followUps: changed(followUps, followUp, (each) => ({ ...each, done: { on, note } })) };
    }
    case 'RiskLinked':
      return { ...state, riskIds: [...riskIds, event.data.riskId] };
    case 'RiskUnlinked':
      return { ...state, riskIds: riskIds.filter((each) => each !== event.data.riskId) };
  }
}
