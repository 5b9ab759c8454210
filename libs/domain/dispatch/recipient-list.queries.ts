import { visibleRows } from '#platform/access';
import {
  connectionOf,
  defineBatch,
  defineConnectionBatch,
  type Connection,
  type ConnectionArguments,
} from '#platform/graphql';
import { defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type { RecipientListRow, RecipientListTables } from './recipient-list.tables.js';

function recipientLists(source: QuerySource) {
  return source
    .tables<RecipientListTables>()
    .selectFrom('recipient_list')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'RecipientList'));
}

/** Addresses and who is behind them: for those who keep lists, and for what sends to them. */
export function recipients(source: QuerySource) {
  return source
    .tables<RecipientListTables>()
    .selectFrom('recipient')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'Recipient'));
}

export const findRecipientLists = defineLookUp(
  (source, ids) => recipientLists(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const recipientListById = defineBatch('recipient-list', findRecipientLists);

export interface RecipientListFilter {
  readonly audience?: string | null;
  /** Default ACTIVE. */
  readonly status?: RecipientListRow['status'] | null;
}

export function listRecipientLists(
  session: Session,
  page: ConnectionArguments,
  { audience, status }: RecipientListFilter,
): Promise<Connection<RecipientListRow>> {
  let query = recipientLists(session).where('status', '=', status ?? 'ACTIVE');
  if (audience) query = query.where('audience', '=', audience.trim());
  return connectionOf(query, { by: ['name', 'id'], direction: 'asc' }, page);
}

export const recipientsOf = defineConnectionBatch(
  (session: Session, recipientListId: string) => recipients(session).where('recipientListId', '=', recipientListId),
  { by: ['number'], direction: 'asc' },
);

/** The recipient with a number on a list: `<list>#<number>`. */
export const recipientByNumber = defineBatch('recipient', async (session, keys: readonly string[]) => {
  const wanted = keys.map((key) => key.split('#'));
  const rows = await recipients(session)
    .where('recipientListId', 'in', [...new Set(wanted.map(([id = '']) => id))])
    .where('number', 'in', [...new Set(wanted.map(([, number]) => Number(number)))])
    .execute();
  return new Map(rows.map((row) => [`${row.recipientListId}#${row.number}`, row]));
});

/** Everybody on some lists, in the order of their numbers. */
export async function addressKeysOf(session: Session, recipientListIds: readonly string[]) {
  return recipients(session)
    .clearSelect()
    .select(['recipientListId', 'number', 'addressKey'])
    .where('recipientListId', 'in', recipientListIds)
    .orderBy('recipientListId')
    .orderBy('number')
    .execute();
}
