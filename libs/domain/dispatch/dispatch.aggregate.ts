import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { dispatchCommands, type DispatchCommand, type DispatchInput } from './dispatch.commands.js';
import { dispatchDecider } from './dispatch.decider.js';
import { dispatchEvents, type DispatchEvent } from './dispatch.events.js';
import type { FrozenRecipient, OpeningFacts } from './dispatch.opening.js';
import type { DispatchState } from './dispatch.state.js';
import { dispatchIdOf } from './dispatch.vocabulary.js';
import { availableChannels, HOW_TO_CONFIGURE } from './reachable-channels.js';
import { addressKeysOf, findRecipientLists } from './recipient-list.queries.js';

type Opening = Extract<DispatchInput, { type: 'OpenDispatch' }>['data'];

export const dispatchAggregate = defineAggregate<
  DispatchState,
  DispatchCommand,
  DispatchEvent,
  typeof dispatchCommands,
  Session
>({
  name: 'dispatch',
  context: 'dispatch',
  subject: 'Dispatch',
  events: dispatchEvents,
  commands: dispatchCommands,
  creations: ['OpenDispatch'],
  decider: dispatchDecider,
  preparations: {
    OpenDispatch: async (input, { session, stream }) => {
      if (stream !== dispatchIdOf(input)) throw new Error(`${stream} is not the dispatch of this issue and channel.`);
      return { outcome: 'prepared', data: { ...input, facts: await openingFacts(session, input) } };
    },
  },
  attributes: (id) => ({ id }),
  references: () => ({}),
});

async function openingFacts(session: Session, { channel, recipientListIds }: Opening): Promise<OpeningFacts> {
  const found = await findRecipientLists(session, recipientListIds);
  const lists = recipientListIds.map((id) => {
    const list = found.get(id);
    return list
      ? { id, name: list.name, status: list.status, channel: list.channel }
      : { id, status: 'UNKNOWN' as const };
  });
  const deliveries = await recipientsByAddress(session, recipientListIds);
  const isAvailable = availableChannels(session).includes(channel);
  return { lists, deliveries, ...(isAvailable ? {} : { unavailable: HOW_TO_CONFIGURE[channel] }) };
}

/** Everybody on the lists, those of one address together, in the order of lists and numbers. */
async function recipientsByAddress(
  session: Session,
  recipientListIds: readonly string[],
): Promise<readonly (readonly FrozenRecipient[])[]> {
  const rows = await addressKeysOf(session, recipientListIds);
  const placed = rows.map(({ recipientListId, number, addressKey }) => ({
    addressKey,
    recipient: { list: recipientListIds.indexOf(recipientListId), number },
  }));
  placed.sort((a, b) => a.recipient.list - b.recipient.list || a.recipient.number - b.recipient.number);
  const byAddress = Map.groupBy(placed, ({ addressKey }) => addressKey);
  return [...byAddress.values()].map((same) => same.map(({ recipient }) => recipient));
}
