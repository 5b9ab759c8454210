import type { StoredEvent } from '#platform/event-sourcing';
import { defineProjection, on, type RowChange } from '#platform/projections';
import { messageEvents, type MessageEventOf } from './message.events.js';
import { messageAnswerTable, messageCommentTable } from './message-register.tables.js';

function made(
  { stream: messageId, recordedAt: madeAt, data }: StoredEvent<MessageEventOf<'CommentMade' | 'RegulatorsCommentMade'>>,
  organisationId: string | null,
): readonly RowChange[] {
  const { comment: number, version, part, text, by } = data;
  const { partyId, officerId = null } = by;
  const row = { messageId, number, version, part, text, organisationId, partyId, officerId, madeAt };
  return [messageCommentTable.insert({ ...row, settlement: null, settledAt: null, settledByPartyId: null })];
}

function answered({
  stream: messageId,
  recordedAt: madeAt,
  data: { comment, answer: number, text, by },
}: StoredEvent<MessageEventOf<'CommentAnswered' | 'RegulatorsCommentAnswered'>>): readonly RowChange[] {
  const { partyId, officerId = null } = by;
  return [messageAnswerTable.insert({ messageId, comment, number, text, partyId, officerId, madeAt })];
}

function settled({
  stream: messageId,
  recordedAt: settledAt,
  data: { comment: number, settlement, by },
}: StoredEvent<MessageEventOf<'CommentSettled' | 'RegulatorsCommentSettled'>>): readonly RowChange[] {
  return [messageCommentTable.update({ messageId, number }, { settlement, settledAt, settledByPartyId: by.partyId })];
}

/** What was said about versions, by whom, and for whom to read. */
export const messageComments = defineProjection({
  name: 'message-comments',
  version: 1,
  tables: [messageCommentTable, messageAnswerTable],
  handlers: on(messageEvents, {
    CommentMade: (event) => made(event, event.data.organisationId),
    RegulatorsCommentMade: (event) => made(event, null),
    CommentAnswered: answered,
    RegulatorsCommentAnswered: answered,
    CommentSettled: settled,
    RegulatorsCommentSettled: settled,
  }),
});
