import { defineTable, integer, json, nullable, text, type RowOf, type TablesOf } from '#platform/projections';
import type { DeliveryStanding, KnownDispatch } from './dispatch.state.js';
import type { AttachmentReference, DispatchChannel, Uncertainty } from './dispatch.vocabulary.js';
import type { AttemptResult } from './dispatch.events.js';

export const dispatchTable = defineTable('dispatch', {
  columns: {
    id: text(),
    revision: integer(),
    status: text<KnownDispatch['status']>(),
    /** Why it was paused, resumed or abandoned; the last of these. */
    statusReason: nullable(text()),
    sourceId: text(),
    issue: integer(),
    channel: text<DispatchChannel>(),
    openedAt: text(),
    contentDigest: text(),
    deliveryCount: integer(),
    /** How many deliveries wait: what is sent next is looked for only where there are any. */
    waiting: integer(),
  },
  primaryKey: ['id'],
  indexes: [
    ['openedAt', 'id'],
    ['status', 'openedAt', 'id'],
    ['status', 'waiting', 'openedAt'],
    ['sourceId', 'issue', 'channel'],
  ],
});

export const dispatchContentTable = defineTable('dispatch_content', {
  columns: {
    dispatchId: text(),
    subject: text(),
    text: text(),
    html: text(),
    attachments: json<readonly AttachmentReference[]>(),
  },
  primaryKey: ['dispatchId'],
});

export const dispatchListTable = defineTable('dispatch_list', {
  columns: { dispatchId: text(), place: integer(), recipientListId: text() },
  primaryKey: ['dispatchId', 'place'],
});

export const deliveryTable = defineTable('delivery', {
  columns: {
    dispatchId: text(),
    number: integer(),
    standing: text<DeliveryStanding>(),
    attempts: integer(),
    /** Not before; for one that waits. */
    dueAt: text(),
  },
  primaryKey: ['dispatchId', 'number'],
  indexes: [
    ['dispatchId', 'standing', 'dueAt', 'number'],
    ['standing', 'dispatchId', 'number'],
  ],
});

/** Who gets a delivery: those of one address together. */
export const deliveryRecipientTable = defineTable('delivery_recipient', {
  columns: {
    dispatchId: text(),
    number: integer(),
    place: integer(),
    recipientListId: text(),
    recipientNumber: integer(),
  },
  primaryKey: ['dispatchId', 'number', 'place'],
  indexes: [['dispatchId', 'recipientListId', 'number']],
});

/** What was tried, and what persons decided: the history of a delivery. */
export const deliveryStepTable = defineTable('delivery_step', {
  columns: {
    dispatchId: text(),
    number: integer(),
    revision: integer(),
    at: text(),
    kind: text<'STARTED' | 'RETRIED' | 'SETTLED' | AttemptResult['outcome']>(),
    attempt: nullable(integer()),
    answer: nullable(text()),
    because: nullable(text<Uncertainty>()),
    /** A person's reason or evidence. */
    reason: nullable(text()),
    settledAs: nullable(text<'DELIVERED' | 'GIVEN_UP'>()),
    byPartyId: nullable(text()),
  },
  primaryKey: ['dispatchId', 'number', 'revision'],
});

export type DispatchTables = TablesOf<
  [
    typeof dispatchTable,
    typeof dispatchContentTable,
    typeof dispatchListTable,
    typeof deliveryTable,
    typeof deliveryRecipientTable,
    typeof deliveryStepTable,
  ]
>;
export type DispatchRow = RowOf<(typeof dispatchTable)['columns']>;
export type DispatchContentRow = RowOf<(typeof dispatchContentTable)['columns']>;
export type DispatchListRow = RowOf<(typeof dispatchListTable)['columns']>;
export type DeliveryRow = RowOf<(typeof deliveryTable)['columns']>;
export type DeliveryRecipientRow = RowOf<(typeof deliveryRecipientTable)['columns']>;
export type DeliveryStepRow = RowOf<(typeof deliveryStepTable)['columns']>;
