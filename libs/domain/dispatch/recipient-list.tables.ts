import { defineTable, integer, nullable, text, type RowOf, type TablesOf } from '#platform/projections';
import type { DispatchChannel } from './dispatch.vocabulary.js';

export const recipientListTable = defineTable('recipient_list', {
  columns: {
    id: text(),
    revision: integer(),
    status: text<'ACTIVE' | 'RETIRED'>(),
    name: text(),
    channel: text<DispatchChannel>(),
    /** The key of the audience that the list is for, as its users name it. */
    audience: text(),
    region: nullable(text()),
    recipientCount: integer(),
    retirementReason: nullable(text()),
  },
  primaryKey: ['id'],
  indexes: [
    ['status', 'name', 'id'],
    ['status', 'audience', 'name', 'id'],
  ],
});

/** Those on the list. Seen only by those who keep lists. */
export const recipientTable = defineTable('recipient', {
  columns: {
    recipientListId: text(),
    number: integer(),
    address: text(),
    /** The same for addresses of one mailbox or endpoint. */
    addressKey: text(),
    partyId: nullable(text()),
    label: nullable(text()),
  },
  primaryKey: ['recipientListId', 'number'],
});

export type RecipientListTables = TablesOf<[typeof recipientListTable, typeof recipientTable]>;
export type RecipientListRow = RowOf<(typeof recipientListTable)['columns']>;
export type RecipientRow = RowOf<(typeof recipientTable)['columns']>;
