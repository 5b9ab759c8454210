import {
  recordOfSubject,
  subjectsOfRecords,
  type DataSubject,
  type DataSubjectKind,
  type DueCommand,
} from '#platform/contexts';
import type { SubjectId } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { deriveUuid } from '#platform/values';
import { dispatchAggregate } from './dispatch.aggregate.js';
import type { DispatchTables } from './dispatch.tables.js';
import { recipientListAggregate } from './recipient-list.aggregate.js';
import type { RecipientListTables } from './recipient-list.tables.js';

const CENTRAL: DataSubject = { controllers: { partyKinds: ['HSE', 'COORDINATING_BODY'] } };
/** Standings that keep a dispatch from being complete until a person decides. */
const OPEN: readonly string[] = ['UNCERTAIN', 'DEAD'];
const ERASED = 'The data of the recipient is being erased.';

/** Whoever has a number on a list; the list itself, for persons told of in the reasons for removing recipients. */
export const recipientSubjects: DataSubjectKind = {
  kind: 'recipient-list',
  find: (session, ids) =>
    subjectsOfRecords(
      ids,
      (listIds) =>
        session
          .tables<RecipientListTables>()
          .selectFrom('recipient_list')
          .select(['id', 'status'])
          .where('id', 'in', listIds)
          .execute(),
      ({ status }, number) =>
        number === undefined && status === 'ACTIVE'
          ? { ...CENTRAL, inUse: 'The list is in use, and recipients may still be removed from it: retire it first.' }
          : CENTRAL,
    ),
  related: async (session, ids) =>
    (await deliveriesTo(session, ids)).map(({ dispatchId, number }) => `${dispatchId}/${number}`),
  endings: async (session, ids) => [...(await removals(session, ids)), ...(await settlements(session, ids))],
  busy: async (session, ids) =>
    (await deliveriesTo(session, ids))
      .filter(({ standing }) => standing === 'STARTED')
      .map(({ recipientListId, recipientNumber }) => `${recipientListId}/${recipientNumber}`),
};

/** What receiving systems answered, and what people decided, of one delivery. */
export const deliverySubjects: DataSubjectKind = {
  kind: 'dispatch',
  find: (session, ids) =>
    subjectsOfRecords(
      ids,
      (dispatchIds) =>
        session
          .tables<DispatchTables>()
          .selectFrom('dispatch')
          .select(['id', 'status'])
          .where('id', 'in', dispatchIds)
          .execute(),
      ({ status }) =>
        status === 'COMPLETED'
          ? CENTRAL
          : { ...CENTRAL, inUse: 'The dispatch is under way: erase the recipient, or wait until it is complete.' },
    ),
};

async function deliveriesTo(session: Session, ids: readonly SubjectId[]) {
  const listIds = [...new Set(ids.map((id) => recordOfSubject(id).record))];
  const rows = await session
    .tables<DispatchTables>()
    .selectFrom('delivery_recipient')
    .innerJoin('delivery', (join) =>
      join
        .onRef('delivery.dispatchId', '=', 'delivery_recipient.dispatchId')
        .onRef('delivery.number', '=', 'delivery_recipient.number'),
    )
    .select(['delivery.dispatchId', 'delivery.number', 'delivery.standing', 'recipientListId', 'recipientNumber'])
    .where('recipientListId', 'in', listIds)
    .where('recipientNumber', 'in', numbersOf(ids))
    .execute();
  return rows.filter((row) => ids.includes(`${row.recipientListId}/${row.recipientNumber}`));
}

/** Whoever is still on a list is taken off it: what waits to be sent then ends without being sent. */
async function removals(session: Session, ids: readonly SubjectId[]): Promise<readonly DueCommand[]> {
  const rows = await session
    .tables<RecipientListTables>()
    .selectFrom('recipient')
    .select(['recipientListId', 'number'])
    .where('recipientListId', 'in', [...new Set(ids.map((id) => recordOfSubject(id).record))])
    .where('number', 'in', numbersOf(ids))
    .execute();
  return rows
    .filter(({ recipientListId, number }) => ids.includes(`${recipientListId}/${number}`))
    .map(({ recipientListId, number }) => ({
      aggregate: recipientListAggregate,
      stream: recipientListId as StreamName,
      type: 'RemoveRecipients',
      input: { numbers: [number], reason: ERASED },
      commandId: deriveUuid('erasure-removes', recipientListId, String(number)),
    }));
}

/** A delivery that waits for a person's decision cannot be decided on when nothing is known of it any more. */
async function settlements(session: Session, ids: readonly SubjectId[]): Promise<readonly DueCommand[]> {
  const open = (await deliveriesTo(session, ids)).filter(({ standing }) => OPEN.includes(standing));
  return open.map(({ dispatchId, number }) => ({
    aggregate: dispatchAggregate,
    stream: dispatchId as StreamName,
    type: 'SettleDelivery',
    input: { number, as: 'GIVEN_UP', evidence: ERASED },
    commandId: deriveUuid('erasure-settles', dispatchId, String(number)),
  }));
}

function numbersOf(ids: readonly SubjectId[]): readonly number[] {
  return [...new Set(ids.map((id) => Number(recordOfSubject(id).part)))].filter(Number.isSafeInteger);
}
