import type { Session } from '#platform/sessions';
import type { DeliveryContent } from '#platform/transports';
import { parseJson } from '#platform/projections';
import type { DeliveryRow, DispatchTables } from './dispatch.tables.js';
import type { DispatchChannel } from './dispatch.vocabulary.js';
import { deliveryKey, type DeliveryKey } from './delivery.queries.js';
import type { RecipientListTables } from './recipient-list.tables.js';

/*
 * What the sending of deliveries reads: for the service itself, whatever persons may see.
 */

/** The ids of dispatches over a channel of which something may be tried now, the oldest first. */
export async function sendingDispatches(
  session: Session,
  channel: DispatchChannel,
  now: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await session
    .tables<DispatchTables>()
    .selectFrom('dispatch')
    .select('id')
    .where('status', '=', 'OPEN')
    .where('waiting', '>', 0)
    .where('channel', '=', channel)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('delivery')
          .select('number')
          .whereRef('delivery.dispatchId', '=', 'dispatch.id')
          .where('standing', '=', 'WAITING')
          .where('dueAt', '<=', now),
      ),
    )
    .orderBy('openedAt')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

type DueDelivery = Pick<DeliveryRow, 'dispatchId' | 'number' | 'attempts'>;

/** Deliveries of one dispatch that may be tried now. */
export function dueDeliveries(
  session: Session,
  dispatchId: string,
  now: string,
  limit: number,
): Promise<readonly DueDelivery[]> {
  return session
    .tables<DispatchTables>()
    .selectFrom('delivery')
    .select(['dispatchId', 'number', 'attempts'])
    .where('dispatchId', '=', dispatchId)
    .where('standing', '=', 'WAITING')
    .where('dueAt', '<=', now)
    .orderBy('dueAt')
    .orderBy('number')
    .limit(limit)
    .execute();
}

/** Deliveries over a channel that were begun and have no outcome. */
export function startedDeliveries(
  session: Session,
  channel: DispatchChannel,
  limit: number,
): Promise<readonly DueDelivery[]> {
  return session
    .tables<DispatchTables>()
    .selectFrom('delivery')
    .innerJoin('dispatch', 'dispatch.id', 'delivery.dispatchId')
    .select(['dispatchId', 'number', 'attempts'])
    .where('standing', '=', 'STARTED')
    .where('channel', '=', channel)
    .orderBy('dispatchId')
    .orderBy('number')
    .limit(limit)
    .execute();
}

/** The addresses of deliveries as the lists have them now; none for those whose recipients were all removed. */
export async function addressesOf(
  session: Session,
  due: readonly DueDelivery[],
): Promise<ReadonlyMap<DeliveryKey, string>> {
  const rows = await session
    .tables<DispatchTables & RecipientListTables>()
    .selectFrom('delivery_recipient')
    .innerJoin('recipient', (join) =>
      join
        .onRef('recipient.recipientListId', '=', 'delivery_recipient.recipientListId')
        .onRef('recipient.number', '=', 'delivery_recipient.recipientNumber'),
    )
    .select(['dispatchId', 'delivery_recipient.number', 'address'])
    .where('dispatchId', 'in', [...new Set(due.map(({ dispatchId }) => dispatchId))])
    .where('delivery_recipient.number', 'in', [...new Set(due.map(({ number }) => number))])
    .orderBy('place', 'desc')
    .execute();
  // The first of several recipients comes last, and counts.
  return new Map(rows.map((row) => [deliveryKey(row), row.address]));
}

export async function contentToSend(session: Session, dispatchId: string): Promise<DeliveryContent | undefined> {
  const row = await session
    .tables<DispatchTables>()
    .selectFrom('dispatch')
    .innerJoin('dispatch_content', 'dispatch_content.dispatchId', 'dispatch.id')
    .select(['sourceId', 'issue', 'openedAt', 'subject', 'text', 'html', 'contentDigest', 'attachments'])
    .where('dispatch.id', '=', dispatchId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { openedAt: issuedAt, attachments, ...content } = row;
  return { ...content, issuedAt, attachments: parseJson(attachments) };
}
