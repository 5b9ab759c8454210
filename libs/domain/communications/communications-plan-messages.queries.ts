import { parseJson } from '#platform/projections';
import { defineLookUp, type Session } from '#platform/sessions';
import { londonDate, parsePlainDate } from '#platform/working-days';
import type { LinkedChannel, LinkedMessage } from './communications-plan.coverage.js';
import type { MessageRegisterTables } from './message-register.tables.js';
import type { MessageChannel } from './message.content.js';
import { findMessages } from './message.queries.js';

/**
 * What decides whether a linked message meets a need: the version that was issued, else the latest. Whoever sees the
 * plan sees the same coverage, so that this reads messages which the caller may not read; of them no word is shown.
 */
const findLinkedVersions = defineLookUp(
  (source, ids) =>
    source
      .tables<MessageRegisterTables>()
      .selectFrom('message')
      .innerJoin('message_version', 'message_version.messageId', 'message.id')
      .select(['message.id', 'message.status', 'message.issuedOn', 'message_version.content'])
      .where('message.id', 'in', ids)
      .where(({ eb, ref, fn, selectFrom }) =>
        eb(
          'message_version.version',
          '=',
          fn.coalesce(
            ref('message.issuedVersion'),
            selectFrom('message_version as each')
              .select(({ fn: inner }) => inner.max('each.version').as('latest'))
              .whereRef('each.messageId', '=', 'message.id')
              .$asScalar(),
          ),
        ),
      ),
  ({ id }) => id,
);

export async function findLinkedMessages(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LinkedMessage>> {
  const found = await findLinkedVersions(session, ids);
  return new Map(
    [...found].map(([id, { status, issuedOn, content }]): [string, LinkedMessage] => {
      const { audiences, channels, window, embargoUntil } = parseJson(content);
      const standing = status === 'ISSUED' || status === 'WITHDRAWN' ? status : 'TO_COME';
      const issued = issuedOn === null ? undefined : parsePlainDate(issuedOn);
      const free = embargoUntil === undefined ? window.from : londonDate(embargoUntil);
      const issuable = { from: free > window.from ? free : window.from, until: window.until };
      return [id, { id, standing, issuedOn: issued, issuable, audiences, channels: channels.map(linkedChannel) }];
    }),
  );
}

function linkedChannel(channel: MessageChannel): LinkedChannel {
  if (channel.channel !== 'REGIONAL_MEETING') return { channel: channel.channel };
  return { channel: channel.channel, region: channel.region, on: channel.on };
}

/** Whether the caller can link a message to a need: it is there, as far as they may know, and was not withdrawn. */
export async function linkableMessage(session: Session, id: string): Promise<'UNKNOWN' | 'WITHDRAWN' | 'STANDS'> {
  const message = (await findMessages(session, [id])).get(id);
  if (!message) return 'UNKNOWN';
  return message.status === 'WITHDRAWN' ? 'WITHDRAWN' : 'STANDS';
}
