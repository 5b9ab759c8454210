import { dispatchAggregate, dispatchIdOf, type DispatchRow, type OpenDispatchInput } from '#domain/dispatch';
import type { ProcessDefinition } from '#platform/contexts';
import type { StreamName } from '#platform/event-store';
import { parseJson, type RowOf } from '#platform/projections';
import type { Session } from '#platform/sessions';
import { deriveUuid } from '#platform/values';
import { isSentByService } from './message.content.js';
import type {
  MessageDeliveryTables,
  MessageRegisterTables,
  messageChannelTable,
  messageVersionTable,
} from './message-register.tables.js';
import { plainTextOf, renderWording } from './wording.markdown.js';

/** A message is issued once. */
const ISSUE = 1;

/**
 * Hands an issued message over to be sent, once for each of its electronic channels: what is sent is made from exactly
 * the version that was issued. The dispatch's id follows from message and channel, so that a second hand-over after a
 * crash has no effect.
 */
export const messageDispatches: ProcessDefinition = {
  name: 'message-dispatches',

  due: async (session, _now, limit) => {
    const rows = await channelsToDispatch(session, limit);
    return rows.flatMap((row) => {
      const input = openingOf(row);
      if (!input) return [];
      return {
        aggregate: dispatchAggregate,
        stream: dispatchIdOf(input) as StreamName,
        type: 'OpenDispatch',
        input,
        commandId: deriveUuid('message-dispatch', row.messageId, input.channel),
        causationId: row.issuedBy,
      };
    });
  },

  nextDue: async () => undefined,
};

type DueChannel = Pick<RowOf<(typeof messageChannelTable)['columns']>, 'messageId' | 'target' | 'issuedBy'> &
  Pick<RowOf<(typeof messageVersionTable)['columns']>, 'content' | 'digest'>;

function openingOf({ messageId, target, content, digest }: DueChannel): OpenDispatchInput | undefined {
  const channel = parseJson(target);
  if (!isSentByService(channel)) return undefined;
  const { wording, attachments } = parseJson(content);
  return {
    sourceId: messageId,
    issue: ISSUE,
    channel: channel.channel,
    recipientListIds: channel.recipientListIds,
    subject: wording.subject,
    text: plainTextOf(wording.body),
    html: renderWording(wording.body),
    contentDigest: digest,
    attachments: attachments.map(({ name, mediaType, digest: of, location }) => ({
      name,
      mediaType,
      digest: of,
      location,
    })),
  };
}

/** Electronic channels of issued messages for which there is no dispatch yet, the earliest issued first. */
function channelsToDispatch(session: Session, limit: number): Promise<readonly DueChannel[]> {
  return session
    .tables<MessageDeliveryTables & MessageRegisterTables & { readonly dispatch: DispatchRow }>()
    .selectFrom('message_channel as channel')
    .innerJoin('message_version as version', (join) =>
      join.onRef('version.messageId', '=', 'channel.messageId').onRef('version.version', '=', 'channel.version'),
    )
    .leftJoin('dispatch', (join) =>
      join
        .onRef('dispatch.sourceId', '=', 'channel.messageId')
        .on('dispatch.issue', '=', ISSUE)
        .onRef('dispatch.channel', '=', 'channel.channel'),
    )
    .select(['channel.messageId', 'channel.target', 'channel.issuedBy', 'version.content', 'version.digest'])
    .where('channel.sentByService', '=', 1)
    .where('dispatch.id', 'is', null)
    .orderBy('channel.issuedAt')
    .orderBy('channel.messageId')
    .orderBy('channel.number')
    .limit(limit)
    .execute();
}
