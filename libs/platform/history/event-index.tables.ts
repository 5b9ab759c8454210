import { defineTable, integer, nullable, text, type RowOf, type TablesOf } from '#platform/projections';

/**
 * One lean row for every event of the log, to find events by. It holds no personal data, and no more than what is
 * searched: the rest is in the log. Columns that end in `Key` hold `eventKeyOf` an id, which another id can share. SQLite
 * ends each index with the position, which is the table's row number: what an index of one column finds is in the order
 * of the log.
 */
export const eventIndexTable = defineTable('event_index', {
  columns: {
    position: integer(),
    stream: text(),
    /** As it was stored. */
    type: text(),
    /** Milliseconds since 1970. Never decreases with the position. */
    recordedAt: integer(),
    /** Milliseconds since 1970, where it differs from the time of recording. */
    effectiveAt: nullable(integer()),
    organisationKey: nullable(integer()),
    partnershipKey: nullable(integer()),
    partyKey: integer(),
    /** Of the officer who acted, where the token names one. */
    officerKey: nullable(integer()),
    correlationKey: integer(),
    causationKey: nullable(integer()),
  },
  primaryKey: ['position'],
  indexes: [
    ['organisationKey'],
    ['partnershipKey'],
    // For what belongs to nobody: many events lack one of the two, few lack both.
    ['organisationKey', 'partnershipKey'],
    ['officerKey'],
    ['causationKey'],
  ],
});

export type EventIndexRow = RowOf<typeof eventIndexTable.columns>;
export type EventIndexTables = TablesOf<[typeof eventIndexTable]>;
