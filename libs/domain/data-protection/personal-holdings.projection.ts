import {
  placesOf,
  type EventCatalogue,
  type EventDefinition,
  type PersonalField,
  type RetentionClass,
  type StoredEvent,
} from '#platform/event-sourcing';
import {
  defineProjection,
  defineTable,
  integer,
  text,
  type Projection,
  type ProjectionHandler,
  type RowChange,
  type RowOf,
  type TablesOf,
} from '#platform/projections';

/** Which events hold data of which person, and for how long such data is kept. The data itself stays in the events. */
export const personalHoldingTable = defineTable('personal_holding', {
  columns: {
    subjectId: text(),
    position: integer(),
    stream: text(),
    revision: integer(),
    /** `<context>.<EventName>`. */
    type: text(),
    recordedAt: text(),
  },
  primaryKey: ['subjectId', 'position'],
});

/** Each person of whom data is on record, by the class in which it is kept. */
export const personalSubjectTable = defineTable('personal_subject', {
  columns: {
    subjectId: text(),
    retention: text<RetentionClass>(),
    /** The party that recorded the data last. */
    recordedByPartyId: text(),
    lastRecordedAt: text(),
  },
  primaryKey: ['subjectId', 'retention'],
  indexes: [['retention', 'lastRecordedAt', 'subjectId']],
});

export type HoldingTables = TablesOf<[typeof personalHoldingTable, typeof personalSubjectTable]>;
export type HoldingRow = RowOf<(typeof personalHoldingTable)['columns']>;

/** Follows every event that declares personal fields. */
export function personalHoldings(catalogues: readonly EventCatalogue[]): Projection {
  const handlers = [...new Set(catalogues)].flatMap(({ context, definitions }) =>
    Object.entries(definitions).flatMap(([name, { personal }]: [string, EventDefinition]) =>
      personal === undefined || personal.length === 0 ? [] : [[`${context}.${name}`, holdingsOf(personal)] as const],
    ),
  );
  return defineProjection({
    name: 'personal-holdings',
    version: 1,
    tables: [personalHoldingTable, personalSubjectTable],
    handlers,
  });
}

function holdingsOf(fields: readonly PersonalField[]): ProjectionHandler {
  return (event) => {
    const classes = new Map<string, Set<RetentionClass>>();
    for (const field of fields) {
      for (const { subject } of placesOf(field, event.stream, event.data)) {
        if (subject === undefined) continue;
        classes.set(subject, (classes.get(subject) ?? new Set()).add(field.retention));
      }
    }
    return [...classes].flatMap(([subjectId, retentions]) => rowsOf(event, subjectId, [...retentions]));
  };
}

function rowsOf(event: StoredEvent, subjectId: string, retentions: readonly RetentionClass[]): RowChange[] {
  const { context, position, stream, revision, recordedAt, metadata } = event;
  const recordedByPartyId = metadata.actor.party.id;
  return [
    personalHoldingTable.insert({
      subjectId,
      position: Number(position),
      stream,
      revision,
      type: `${context}.${event.type}`,
      recordedAt,
    }),
    ...retentions.map((retention) =>
      personalSubjectTable.upsert({ subjectId, retention, recordedByPartyId, lastRecordedAt: recordedAt }),
    ),
  ];
}
