import { visibleRows } from '#platform/access';
import { defineBatch } from '#platform/graphql';
import type { Session } from '#platform/sessions';
import type { DeliveryStanding } from './dispatch.state.js';
import type { DeliveryRecipientRow, DeliveryRow, DeliveryStepRow, DispatchTables } from './dispatch.tables.js';

/** One delivery: `<dispatch>#<number>`. */
export type DeliveryKey = `${string}#${number}`;

export function deliveryKey({ dispatchId, number }: Pick<DeliveryRow, 'dispatchId' | 'number'>): DeliveryKey {
  return `${dispatchId}#${number}`;
}

function namedBy(keys: readonly DeliveryKey[]) {
  const parts = keys.map((key) => key.split('#'));
  return {
    dispatchIds: [...new Set(parts.map(([id = '']) => id))],
    numbers: [...new Set(parts.map(([, number]) => Number(number)))],
  };
}

/** Who gets a delivery, by their numbers on lists. */
export const deliveryRecipientsOf = defineBatch(
  'delivery-recipients',
  async (session, keys: readonly DeliveryKey[]): Promise<ReadonlyMap<DeliveryKey, readonly DeliveryRecipientRow[]>> => {
    const { dispatchIds, numbers } = namedBy(keys);
    const rows = await session
      .tables<DispatchTables>()
      .selectFrom('delivery_recipient')
      .selectAll()
      .where(visibleRows(session.ability, 'read', 'Delivery'))
      .where('dispatchId', 'in', dispatchIds)
      .where('number', 'in', numbers)
      .orderBy('place')
      .execute();
    return Map.groupBy(rows, deliveryKey);
  },
);

/** What was tried and decided, the earliest first. */
export const deliveryStepsOf = defineBatch(
  'delivery-steps',
  async (session, keys: readonly DeliveryKey[]): Promise<ReadonlyMap<DeliveryKey, readonly DeliveryStepRow[]>> => {
    const { dispatchIds, numbers } = namedBy(keys);
    const rows = await session
      .tables<DispatchTables>()
      .selectFrom('delivery_step')
      .selectAll()
      .where(visibleRows(session.ability, 'read', 'Delivery'))
      .where('dispatchId', 'in', dispatchIds)
      .where('number', 'in', numbers)
      .orderBy('revision')
      .execute();
    return Map.groupBy(rows, deliveryKey);
  },
);

/** How many deliveries stand how. */
export interface DeliveryFigures {
  readonly waiting: number;
  readonly inFlight: number;
  readonly delivered: number;
  readonly refused: number;
  readonly uncertain: number;
  readonly dead: number;
  readonly removed: number;
  readonly givenUp: number;
}

interface Counted {
  readonly standing: DeliveryStanding;
  readonly count: number;
}

function figuresOf(counted: readonly Counted[]): DeliveryFigures {
  const of = (standing: DeliveryStanding) => counted.find((each) => each.standing === standing)?.count ?? 0;
  return {
    waiting: of('WAITING'),
    inFlight: of('STARTED'),
    delivered: of('DELIVERED'),
    refused: of('REFUSED'),
    uncertain: of('UNCERTAIN'),
    dead: of('DEAD'),
    removed: of('REMOVED'),
    givenUp: of('GIVEN_UP'),
  };
}

/** The figures of whole dispatches, by their ids. */
export async function findDeliveryFigures(
  session: Session,
  dispatchIds: readonly string[],
): Promise<ReadonlyMap<string, DeliveryFigures>> {
  const rows = await session
    .tables<DispatchTables>()
    .selectFrom('delivery')
    .select(['dispatchId', 'standing', ({ fn }) => fn.countAll<number>().as('count')])
    .where(visibleRows(session.ability, 'read', 'Delivery'))
    .where('dispatchId', 'in', dispatchIds)
    .groupBy(['dispatchId', 'standing'])
    .execute();
  const counted = Map.groupBy(rows, ({ dispatchId }) => dispatchId);
  return new Map([...counted].map(([id, standings]) => [id, figuresOf(standings)]));
}

export const figuresOfDispatch = defineBatch('delivery-figures', findDeliveryFigures);

/**
 * The figures of one list in a dispatch: `<dispatch>#<place of the list>`. A delivery to an address that is on several
 * lists counts for each.
 */
export const figuresOfList = defineBatch('delivery-figures-of-list', async (session, keys: readonly DeliveryKey[]) => {
  const { dispatchIds } = namedBy(keys);
  const rows = await session
    .tables<DispatchTables>()
    .selectFrom('dispatch_list')
    .innerJoin('delivery_recipient', (join) =>
      join
        .onRef('delivery_recipient.dispatchId', '=', 'dispatch_list.dispatchId')
        .onRef('delivery_recipient.recipientListId', '=', 'dispatch_list.recipientListId'),
    )
    .innerJoin('delivery', (join) =>
      join
        .onRef('delivery.dispatchId', '=', 'delivery_recipient.dispatchId')
        .onRef('delivery.number', '=', 'delivery_recipient.number'),
    )
    .select([
      'dispatch_list.dispatchId',
      'dispatch_list.place as number',
      'delivery.standing',
      ({ fn }) => fn.countAll<number>().as('count'),
    ])
    .where(visibleRows(session.ability, 'read', 'Delivery'))
    .where('dispatch_list.dispatchId', 'in', dispatchIds)
    .groupBy(['dispatch_list.dispatchId', 'dispatch_list.place', 'delivery.standing'])
    .execute();
  const counted = Map.groupBy(rows, deliveryKey);
  return new Map([...counted].map(([key, standings]) => [key, figuresOf(standings)]));
});
