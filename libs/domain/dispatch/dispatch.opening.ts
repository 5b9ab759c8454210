import { reject, type Decision } from '#platform/event-sourcing';
import type { DispatchChannel } from './dispatch.vocabulary.js';

/** A recipient of a delivery: the place of the list among the dispatch's lists, and the number on it. */
export interface FrozenRecipient {
  readonly list: number;
  readonly number: number;
}

/** What opening a dispatch rests on: the lists as they are now. */
export interface OpeningFacts {
  /** Why the channel cannot be used; absent when it can. */
  readonly unavailable?: string;
  readonly lists: readonly {
    readonly id: string;
    readonly name?: string;
    readonly status: 'ACTIVE' | 'RETIRED' | 'UNKNOWN';
    readonly channel?: DispatchChannel;
  }[];
  /** One for each address: whoever is on several lists is several recipients of one delivery. */
  readonly deliveries: readonly (readonly FrozenRecipient[])[];
}

/** Most deliveries of one dispatch. */
export const MOST_DELIVERIES = 20_000;

export type OpeningRejection =
  | 'CHANNEL_NOT_AVAILABLE'
  | 'RECIPIENT_LIST_UNKNOWN'
  | 'RECIPIENT_LIST_RETIRED'
  | 'RECIPIENT_LIST_UNFIT'
  | 'RECIPIENT_LISTS_EMPTY'
  | 'TOO_MANY_RECIPIENTS';

/** Why a dispatch cannot be opened with these lists now; `undefined` when it can. */
export function refuseOpening(
  channel: DispatchChannel,
  { unavailable, lists, deliveries }: OpeningFacts,
): Decision<never, OpeningRejection> | undefined {
  if (unavailable !== undefined) return reject('CHANNEL_NOT_AVAILABLE', unavailable, ['channel']);
  for (const [index, list] of lists.entries()) {
    const field = ['recipientListIds', String(index)];
    const name = list.name ?? list.id;
    if (list.status === 'UNKNOWN') {
      return reject('RECIPIENT_LIST_UNKNOWN', `There is no recipient list ${list.id}.`, field);
    }
    if (list.status === 'RETIRED') {
      return reject('RECIPIENT_LIST_RETIRED', `The recipient list ${name} was retired.`, field);
    }
    if (list.channel !== channel) {
      return reject(
        'RECIPIENT_LIST_UNFIT',
        `The recipient list ${name} is for ${list.channel}, not ${channel}.`,
        field,
      );
    }
  }
  if (deliveries.length === 0) {
    return reject('RECIPIENT_LISTS_EMPTY', 'There is nobody on these recipient lists.', ['recipientListIds']);
  }
  if (deliveries.length > MOST_DELIVERIES) {
    const message = `A dispatch goes to ${MOST_DELIVERIES} addresses at most; these lists hold ${deliveries.length}.`;
    return reject('TOO_MANY_RECIPIENTS', message, ['recipientListIds']);
  }
  return undefined;
}
