import { visibleRows } from '#platform/access';
import {
  connectionOf,
  defineBatch,
  defineConnectionBatch,
  type Connection,
  type ConnectionArguments,
} from '#platform/graphql';
import { defineGroupedLookUp, defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type { DeliveryStanding } from './dispatch.state.js';
import type { DeliveryRow, DispatchRow, DispatchTables } from './dispatch.tables.js';

function dispatches(source: QuerySource) {
  return source
    .tables<DispatchTables>()
    .selectFrom('dispatch')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'Dispatch'));
}

/** Parts of a dispatch are seen by whoever sees dispatches; there is no right to some of them only. */
function deliveries(source: QuerySource) {
  return source
    .tables<DispatchTables>()
    .selectFrom('delivery')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'Delivery'));
}

export const dispatchById = defineBatch(
  'dispatch',
  defineLookUp(
    (source, ids) => dispatches(source).where('id', 'in', ids),
    ({ id }) => id,
  ),
);

/** The dispatches of some sources, in the order of their issues and channels. */
export const findDispatches = defineGroupedLookUp(
  (source, sourceIds) => dispatches(source).where('sourceId', 'in', sourceIds).orderBy('issue').orderBy('channel'),
  ({ sourceId }) => sourceId,
);

export const dispatchesOf = defineBatch('dispatches-of-source', findDispatches);

export const contentOf = defineBatch(
  'dispatch-content',
  defineLookUp(
    (source, ids) =>
      source
        .tables<DispatchTables>()
        .selectFrom('dispatch_content')
        .selectAll()
        .where(visibleRows(source.ability, 'read', 'DispatchContent'))
        .where('dispatchId', 'in', ids),
    ({ dispatchId }) => dispatchId,
  ),
);

export const listsOf = defineBatch(
  'dispatch-lists',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<DispatchTables>()
        .selectFrom('dispatch_list')
        .selectAll()
        .where(visibleRows(source.ability, 'read', 'Delivery'))
        .where('dispatchId', 'in', ids)
        .orderBy('place'),
    ({ dispatchId }) => dispatchId,
  ),
);

export interface DispatchFilter {
  readonly status?: DispatchRow['status'] | null;
}

export function listDispatches(
  session: Session,
  page: ConnectionArguments,
  { status }: DispatchFilter,
): Promise<Connection<DispatchRow>> {
  let query = dispatches(session);
  if (status) query = query.where('status', '=', status);
  return connectionOf(query, { by: ['openedAt', 'id'], direction: 'desc' }, page);
}

/** Deliveries of any dispatch that stand so: the dead letters, the uncertain ones. */
export function listDeliveries(
  session: Session,
  page: ConnectionArguments,
  standing: DeliveryStanding,
): Promise<Connection<DeliveryRow>> {
  const query = deliveries(session).where('standing', '=', standing);
  return connectionOf(query, { by: ['dispatchId', 'number'], direction: 'asc' }, page);
}

export const deliveriesOf = defineConnectionBatch(
  (session: Session, dispatchId: string, standing: DeliveryStanding | undefined) => {
    const query = deliveries(session).where('dispatchId', '=', dispatchId);
    return standing === undefined ? query : query.where('standing', '=', standing);
  },
  { by: ['number'], direction: 'asc' },
);
