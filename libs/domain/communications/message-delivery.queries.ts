import { visibleRows } from '#platform/access';
import { defineBatch, defineConnectionBatch } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineGroupedLookUp, type QuerySource, type Session } from '#platform/sessions';
import type {
  messageAnswerTable,
  messageChannelTable,
  messageCommentTable,
  MessageCommentTables,
  MessageDeliveryTables,
  messageFollowUpTable,
  messageReceiptTable,
} from './message-register.tables.js';

export type MessageChannelRow = RowOf<(typeof messageChannelTable)['columns']>;
export type MessageReceiptRow = RowOf<(typeof messageReceiptTable)['columns']>;
export type MessageFollowUpRow = RowOf<(typeof messageFollowUpTable)['columns']>;
export type MessageCommentRow = RowOf<(typeof messageCommentTable)['columns']>;
export type MessageAnswerRow = RowOf<(typeof messageAnswerTable)['columns']>;

const tables = (source: QuerySource) => source.tables<MessageDeliveryTables>();
const delivery = (source: QuerySource) => visibleRows(source.ability, 'read', 'MessageDelivery');

/** Over what a message was issued: part of what was issued, and seen by whoever sees that. */
export const channelsOf = defineBatch(
  'message-channels',
  defineGroupedLookUp(
    (source, ids) =>
      tables(source).selectFrom('message_channel').selectAll().where('messageId', 'in', ids).orderBy('number'),
    ({ messageId }) => messageId,
  ),
);

/** Whom it reached: for the two bodies. */
export const receiptsOf = defineBatch(
  'message-receipts',
  defineGroupedLookUp(
    (source, ids) =>
      tables(source)
        .selectFrom('message_receipt')
        .selectAll()
        .where(delivery(source))
        .where('messageId', 'in', ids)
        .orderBy('receipt'),
    ({ messageId }) => messageId,
  ),
);

export const followUpsOf = defineBatch(
  'message-follow-ups',
  defineGroupedLookUp(
    (source, ids) =>
      tables(source)
        .selectFrom('message_follow_up')
        .selectAll()
        .where(delivery(source))
        .where('messageId', 'in', ids)
        .orderBy('number'),
    ({ messageId }) => messageId,
  ),
);

export const risksOf = defineBatch(
  'message-risks',
  defineGroupedLookUp(
    (source, ids) =>
      tables(source)
        .selectFrom('message_risk')
        .selectAll()
        .where(delivery(source))
        .where('messageId', 'in', ids)
        .orderBy('riskId'),
    ({ messageId }) => messageId,
  ),
);

export interface CommentFilter {
  readonly version: number | null;
  /** Only those that are not settled. */
  readonly open: boolean;
}

/** Comments that the caller reads, in the order in which they were made. */
export const commentsOf = defineConnectionBatch(
  (session: Session, messageId: string, { version, open }: CommentFilter) => {
    let query = session
      .tables<MessageCommentTables>()
      .selectFrom('message_comment')
      .selectAll()
      .where(visibleRows(session.ability, 'read', 'MessageComment'))
      .where('messageId', '=', messageId);
    if (version !== null) query = query.where('version', '=', version);
    return open ? query.where('settledAt', 'is', null) : query;
  },
  { by: ['number'], direction: 'asc' },
);

/** Answers to a comment that the caller was shown. */
export const answersOf = defineBatch('message-comment-answers', async (session, keys: readonly string[]) => {
  const wanted = keys.map((key) => key.split('#'));
  const rows = await session
    .tables<MessageCommentTables>()
    .selectFrom('message_comment_answer')
    .selectAll()
    .where('messageId', 'in', [...new Set(wanted.map(([id = '']) => id))])
    .where('comment', 'in', [...new Set(wanted.map(([, number]) => Number(number)))])
    .orderBy('number')
    .execute();
  return Map.groupBy(rows, ({ messageId, comment }) => `${messageId}#${comment}`);
});

/** True when the caller reads this comment. */
export async function readsComment(session: Session, messageId: string, number: number): Promise<boolean> {
  const found = await session
    .tables<MessageCommentTables>()
    .selectFrom('message_comment')
    .select('number')
    .where(visibleRows(session.ability, 'read', 'MessageComment'))
    .where('messageId', '=', messageId)
    .where('number', '=', number)
    .executeTakeFirst();
  return found !== undefined;
}
