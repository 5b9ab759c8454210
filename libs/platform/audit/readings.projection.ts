import {
  defineProjection,
  defineTable,
  integer,
  json,
  nullable,
  on,
  text,
  toJson,
  type RowOf,
  type TablesOf,
} from '#platform/projections';
import { readingEvents, type ReadingKind } from './reading.events.js';

export const readingTable = defineTable('audit_reading', {
  columns: {
    position: integer(),
    id: text(),
    readAt: text(),
    kind: text<ReadingKind>(),
    subject: text(),
    client: text(),
    name: nullable(text()),
    fields: json<readonly string[]>(),
    document: text(),
    variables: text(),
    ids: json<readonly string[]>(),
    asked: json<readonly string[]>(),
    correlationId: text(),
  },
  primaryKey: ['position'],
  indexes: [['subject', 'position']],
});

/** What a reading was about, so that it can be asked who read of something. */
export const readingObjectTable = defineTable('audit_reading_object', {
  columns: { objectId: text(), position: integer() },
  primaryKey: ['objectId', 'position'],
});

export type ReadingRow = RowOf<typeof readingTable.columns>;
export type ReadingTables = TablesOf<[typeof readingTable, typeof readingObjectTable]>;

export const auditReadings = defineProjection({
  name: 'audit-readings',
  version: 1,
  tables: [readingTable, readingObjectTable],
  handlers: on(readingEvents, {
    ReadingBegun: ({ id, position, recordedAt, metadata: { actor, correlationId }, data }) => [
      readingTable.insert({
        position,
        id,
        readAt: recordedAt,
        kind: data.kind,
        subject: actor.subject,
        client: actor.client,
        name: data.name ?? null,
        fields: toJson(data.fields),
        document: data.document,
        variables: data.variables,
        ids: toJson(data.ids),
        asked: toJson(data.asked),
        correlationId,
      }),
      ...[...new Set(data.ids)].map((objectId) => readingObjectTable.insert({ objectId, position })),
    ],
  }),
});
