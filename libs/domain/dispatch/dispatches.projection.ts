import { defineProjection, increment, on, toJson, type RowChange } from '#platform/projections';
import { dispatchEvents, type AttemptResult } from './dispatch.events.js';
import {
  deliveryRecipientTable,
  deliveryStepTable,
  deliveryTable,
  dispatchContentTable,
  dispatchListTable,
  dispatchTable,
  type DeliveryStepRow,
} from './dispatch.tables.js';

/** Before every moment: a delivery that was never tried is due at once. */
const AT_ONCE = '';

type Step = Pick<DeliveryStepRow, 'dispatchId' | 'number' | 'revision' | 'at' | 'kind'> & Partial<DeliveryStepRow>;

function step(row: Step): RowChange {
  return deliveryStepTable.insert({
    attempt: null,
    answer: null,
    because: null,
    reason: null,
    settledAs: null,
    byPartyId: null,
    ...row,
  });
}

/** The columns that an attempt's result leads to. */
function standingAfter(result: AttemptResult) {
  return result.outcome === 'FAILED_TEMPORARILY'
    ? { standing: 'WAITING' as const, dueAt: result.nextAttemptAt }
    : { standing: result.outcome, dueAt: AT_ONCE };
}

export const dispatchRegister = defineProjection({
  name: 'dispatches',
  version: 1,
  tables: [
    dispatchTable,
    dispatchContentTable,
    dispatchListTable,
    deliveryTable,
    deliveryRecipientTable,
    deliveryStepTable,
  ],
  handlers: on(dispatchEvents, {
    DispatchOpened: ({ stream: id, revision, recordedAt, data }) => [
      dispatchTable.insert({
        id,
        revision,
        status: 'OPEN',
        statusReason: null,
        sourceId: data.sourceId,
        issue: data.issue,
        channel: data.channel,
        openedAt: recordedAt,
        contentDigest: data.contentDigest,
        deliveryCount: data.deliveries,
        waiting: 0,
      }),
      dispatchContentTable.insert({
        dispatchId: id,
        subject: data.subject,
        text: data.text,
        html: data.html,
        attachments: toJson(data.attachments),
      }),
      ...data.recipientListIds.map((recipientListId, place) =>
        dispatchListTable.insert({ dispatchId: id, place, recipientListId }),
      ),
    ],
    RecipientsFrozen: ({ stream: dispatchId, revision, data: { first, deliveries, recipientListIds } }) => [
      dispatchTable.update({ id: dispatchId }, { revision, waiting: increment(deliveries.length) }),
      ...deliveries.flatMap((recipients, index) => {
        const number = first + index;
        return [
          deliveryTable.insert({ dispatchId, number, standing: 'WAITING', attempts: 0, dueAt: AT_ONCE }),
          ...recipients.map(({ list, number: recipientNumber }, place) =>
            deliveryRecipientTable.insert({
              dispatchId,
              number,
              place,
              recipientListId: recipientListIds[list] ?? '',
              recipientNumber,
            }),
          ),
        ];
      }),
    ],
    DeliveriesStarted: ({ stream: dispatchId, revision, recordedAt: at, data: { deliveries } }) => [
      dispatchTable.update({ id: dispatchId }, { revision, waiting: increment(-deliveries.length) }),
      ...deliveries.flatMap(({ number, attempt }) => [
        deliveryTable.update({ dispatchId, number }, { standing: 'STARTED', attempts: attempt, dueAt: AT_ONCE }),
        step({ dispatchId, number, revision, at, kind: 'STARTED', attempt }),
      ]),
    ],
    DeliveriesEnded: ({ stream: dispatchId, revision, recordedAt: at, data: { deliveries } }) => [
      dispatchTable.update(
        { id: dispatchId },
        {
          revision,
          waiting: increment(deliveries.filter(({ result }) => result.outcome === 'FAILED_TEMPORARILY').length),
        },
      ),
      ...deliveries.flatMap(({ number, attempt, result }) => [
        deliveryTable.update({ dispatchId, number }, standingAfter(result)),
        step({
          dispatchId,
          number,
          revision,
          at,
          kind: result.outcome,
          attempt,
          answer: 'answer' in result ? result.answer : null,
          because: 'because' in result ? result.because : null,
        }),
      ]),
    ],
    DeliveryRetried: ({ stream: dispatchId, revision, recordedAt: at, metadata, data: { number, reason } }) => [
      dispatchTable.update({ id: dispatchId }, { revision, waiting: increment(1) }),
      // One that was complete goes on.
      dispatchTable.update({ id: dispatchId, status: 'COMPLETED' }, { status: 'OPEN' }),
      deliveryTable.update({ dispatchId, number }, { standing: 'WAITING', dueAt: AT_ONCE }),
      step({ dispatchId, number, revision, at, kind: 'RETRIED', reason, byPartyId: metadata.actor.party.id }),
    ],
    DeliverySettled: ({ stream: dispatchId, revision, recordedAt: at, metadata, data: { number, as, evidence } }) => [
      dispatchTable.update({ id: dispatchId }, { revision }),
      deliveryTable.update({ dispatchId, number }, { standing: as }),
      step({
        dispatchId,
        number,
        revision,
        at,
        kind: 'SETTLED',
        settledAs: as,
        reason: evidence,
        byPartyId: metadata.actor.party.id,
      }),
    ],
    DispatchPaused: ({ stream: id, revision, data: { reason: statusReason } }) => [
      dispatchTable.update({ id }, { revision, status: 'PAUSED', statusReason }),
    ],
    DispatchResumed: ({ stream: id, revision, data: { reason: statusReason } }) => [
      dispatchTable.update({ id }, { revision, status: 'OPEN', statusReason }),
    ],
    DispatchAbandoned: ({ stream: id, revision, data: { reason: statusReason } }) => [
      dispatchTable.update({ id }, { revision, status: 'ABANDONED', statusReason, waiting: 0 }),
      deliveryTable.update({ dispatchId: id, standing: 'WAITING' }, { standing: 'GIVEN_UP', dueAt: AT_ONCE }),
    ],
    DispatchCompleted: ({ stream: id, revision }) => [dispatchTable.update({ id }, { revision, status: 'COMPLETED' })],
  }),
});
