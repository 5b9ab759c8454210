import { availableChannels, findRecipientLists, HOW_TO_CONFIGURE, type RecipientListRow } from '#domain/dispatch';
import type { Session } from '#platform/sessions';
import type { UnfitRecipientList } from './message.commands.js';
import { isSentByService, type DispatchedMessageChannel, type MessageContent } from './message.content.js';

export interface ListFacts {
  /** What the operator has to set up first, in sentences. */
  readonly channelsNotConfigured: readonly string[];
  readonly unfitRecipientLists: readonly UnfitRecipientList[];
}

/** A dispatch takes no more addresses. */
const MOST_RECIPIENTS = 20_000;

/** Whether the service could send over the electronic channels of a content, and to whom. */
export async function listFacts(session: Session, { channels }: MessageContent): Promise<ListFacts> {
  const electronic = channels.filter(isSentByService);
  if (electronic.length === 0) return { channelsNotConfigured: [], unfitRecipientLists: [] };
  const available = availableChannels(session);
  const lists = await findRecipientLists(
    session,
    electronic.flatMap(({ recipientListIds }) => recipientListIds),
  );
  return {
    channelsNotConfigured: electronic
      .filter(({ channel }) => !available.includes(channel))
      .map(({ channel }) => HOW_TO_CONFIGURE[channel]),
    unfitRecipientLists: electronic.flatMap((each) => unfitLists(each, lists)),
  };
}

function unfitLists(
  { channel, recipientListIds }: DispatchedMessageChannel,
  lists: ReadonlyMap<string, RecipientListRow>,
): readonly UnfitRecipientList[] {
  const unfit = recipientListIds.flatMap((id) => unfitList(id, channel, lists.get(id)) ?? []);
  const recipients = recipientListIds.reduce((sum, id) => sum + (lists.get(id)?.recipientCount ?? 0), 0);
  const [first = ''] = recipientListIds;
  if (recipients <= MOST_RECIPIENTS) return unfit;
  const why = `The recipient lists hold ${recipients} addresses; one dispatch goes to ${MOST_RECIPIENTS} at most.`;
  return [...unfit, { id: first, kind: 'UNFIT', why }];
}

function unfitList(
  id: string,
  channel: DispatchedMessageChannel['channel'],
  list: RecipientListRow | undefined,
): UnfitRecipientList | undefined {
  if (!list) return { id, kind: 'UNKNOWN', why: `There is no recipient list ${id}.` };
  const { name } = list;
  if (list.status === 'RETIRED') return { id, kind: 'UNFIT', why: `The recipient list ${name} was retired.` };
  if (list.channel !== channel) {
    return { id, kind: 'UNFIT', why: `The recipient list ${name} is for ${list.channel}, not ${channel}.` };
  }
  if (list.recipientCount > 0) return undefined;
  return { id, kind: 'EMPTY', why: `Nobody is on the recipient list ${name}. Add whom it is for first.` };
}
