import { accept, reject, type Decider, type Decision } from '#platform/event-sourcing';
import type { DispatchChannel } from './dispatch.vocabulary.js';
import { addressKey, channelOf, isLoopbackHttp, recipientKey } from './recipient-address.js';
import { MOST_RECIPIENTS, type RecipientListCommand } from './recipient-list.commands.js';
import type { RecipientListEvent } from './recipient-list.events.js';

type Added = Extract<RecipientListEvent, { type: 'RecipientsAdded' }>['data']['recipients'][number];

interface ListDetails {
  readonly name: string;
  readonly audience: string;
  readonly region?: string | undefined;
}

export interface KnownList {
  readonly kind: 'known';
  readonly details: ListDetails;
  readonly channel: DispatchChannel;
  readonly retired: boolean;
  /** Those on the list, by the key of their address. */
  readonly recipients: ReadonlyMap<string, Added>;
  readonly keys: ReadonlyMap<number, string>;
  readonly lastNumber: number;
}

export type RecipientListState = { readonly kind: 'unknown' } | KnownList;

export type RecipientListRejection =
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'RECIPIENT_LIST_RETIRED'
  | 'RECIPIENT_LIST_FULL'
  | 'RECIPIENT_ADDRESS_UNFIT'
  | 'RECIPIENT_DIFFERS'
  | 'RECIPIENT_UNKNOWN';

type ListDecision = Decision<RecipientListEvent, RecipientListRejection>;
type DataOf<Type extends RecipientListCommand['type']> = Extract<RecipientListCommand, { type: Type }>['data'];

export const recipientListDecider: Decider<
  RecipientListState,
  RecipientListCommand,
  RecipientListEvent,
  RecipientListRejection
> = {
  initialState: { kind: 'unknown' },

  decide(command, state) {
    if (command.type === 'CreateRecipientList') {
      if (state.kind === 'known') return reject('ALREADY_EXISTS', 'This recipient list is on record already.');
      return accept({ type: 'RecipientListCreated', data: command.data });
    }
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such recipient list.', ['recipientListId']);
    // Whoever no longer wants to be written to can be taken off a retired list, too.
    if (command.type === 'RemoveRecipients') return removeRecipients(command.data, state);
    if (state.retired) {
      if (command.type === 'RetireRecipientList') return accept();
      return reject('RECIPIENT_LIST_RETIRED', 'This recipient list was retired. Create a new one.');
    }
    switch (command.type) {
      case 'AmendRecipientList':
        return isSame(command.data, state.details)
          ? accept()
          : accept({ type: 'RecipientListAmended', data: command.data });
      case 'AddRecipients':
        return addRecipients(command.data, state);
      case 'RetireRecipientList':
        return accept({ type: 'RecipientListRetired', data: command.data });
    }
  },

  evolve(state, event) {
    if (event.type === 'RecipientListCreated') {
      const { channel, ...details } = event.data;
      return { kind: 'known', details, channel, retired: false, recipients: new Map(), keys: new Map(), lastNumber: 0 };
    }
    if (state.kind === 'unknown') return state;
    switch (event.type) {
      case 'RecipientListAmended': {
        const { name, audience, region } = event.data;
        return { ...state, details: { name, audience, region } };
      }
      case 'RecipientsAdded':
        return withAdded(state, event.data.recipients);
      case 'RecipientsRemoved':
        return withoutRemoved(state, event.data.numbers);
      case 'RecipientListRetired':
        return { ...state, retired: true };
    }
  },
};

/** All of a batch, or nothing of it. */
function addRecipients({ recipients, loopbackAllowed }: DataOf<'AddRecipients'>, list: KnownList): ListDecision {
  const known = new Map(list.recipients);
  const added: Added[] = [];
  for (const [index, recipient] of recipients.entries()) {
    const field = ['recipients', String(index), 'address'];
    const unfit = unfitFor(list, recipient.address, loopbackAllowed);
    if (unfit !== undefined) return reject('RECIPIENT_ADDRESS_UNFIT', `Recipient ${index + 1}: ${unfit}`, field);
    const key = addressKey(recipient.address);
    const same = known.get(key);
    if (same === undefined) {
      const numbered = { number: list.lastNumber + added.length + 1, ...recipient };
      known.set(key, numbered);
      added.push(numbered);
    } else if (same.label !== recipient.label || same.partyId !== recipient.partyId) {
      return reject(
        'RECIPIENT_DIFFERS',
        `Recipient ${index + 1} is on the list as number ${same.number}, with another label or party. Remove that one first.`,
        field,
      );
    }
  }
  if (known.size > MOST_RECIPIENTS) {
    return reject(
      'RECIPIENT_LIST_FULL',
      `A list holds ${MOST_RECIPIENTS} recipients at most; with these it would hold ${known.size}. Begin another list.`,
      ['recipients'],
    );
  }
  return added.length === 0 ? accept() : accept({ type: 'RecipientsAdded', data: { recipients: added } });
}

function unfitFor({ channel }: KnownList, address: string, loopbackAllowed: boolean): string | undefined {
  if (channelOf(address) !== channel) {
    return channel === 'EMAIL'
      ? 'this list is for e-mail, and the address is a web address.'
      : 'this list is for webhooks, and the address does not begin with https://.';
  }
  if (isLoopbackHttp(address) && !loopbackAllowed) return 'the web address must begin with https://.';
  return undefined;
}

function removeRecipients({ numbers, reason }: DataOf<'RemoveRecipients'>, list: KnownList): ListDecision {
  const strange = numbers.findIndex((number) => number > list.lastNumber);
  if (strange >= 0) {
    const message = `The list never had a recipient number ${numbers[strange]}; the last one is ${list.lastNumber}.`;
    return reject('RECIPIENT_UNKNOWN', message, ['numbers', String(strange)]);
  }
  const present = [...new Set(numbers)].filter((number) => list.keys.has(number));
  if (present.length === 0) return accept();
  return accept({ type: 'RecipientsRemoved', data: { numbers: present, reason } });
}

function withAdded(list: KnownList, added: readonly Added[]): KnownList {
  const recipients = new Map(list.recipients);
  const keys = new Map(list.keys);
  for (const recipient of added) {
    const key = recipientKey(recipient);
    recipients.set(key, recipient);
    keys.set(recipient.number, key);
  }
  return { ...list, recipients, keys, lastNumber: list.lastNumber + added.length };
}

function withoutRemoved(list: KnownList, numbers: readonly number[]): KnownList {
  const recipients = new Map(list.recipients);
  const keys = new Map(list.keys);
  for (const number of numbers) {
    recipients.delete(list.keys.get(number) ?? '');
    keys.delete(number);
  }
  return { ...list, recipients, keys };
}

function isSame(a: ListDetails, b: ListDetails): boolean {
  return a.name === b.name && a.audience === b.audience && a.region === b.region;
}
