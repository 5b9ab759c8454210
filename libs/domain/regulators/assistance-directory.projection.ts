import {
  defineProjection,
  defineTable,
  integer,
  json,
  nullable,
  on,
  text,
  toJson,
  type TablesOf,
} from '#platform/projections';
import { NATIONS, type Nation } from '#platform/working-days';
import { assistanceEntryEvents, type AssistanceDetails } from './assistance-entry.events.js';
import { topicWords } from './topic-words.js';

export const assistanceEntryTable = defineTable('assistance_entry', {
  columns: {
    id: text(),
    revision: integer(),
    authorityId: text(),
    topics: json<readonly string[]>(),
    /** The first topic in lower case, for order. */
    sortTopic: text(),
    description: text(),
    officerId: nullable(text()),
    contactPoint: nullable(text()),
    nations: json<readonly Nation[]>(),
    regions: json<readonly string[]>(),
    validFrom: text(),
    validUntil: nullable(text()),
    withdrawnReason: nullable(text()),
  },
  primaryKey: ['id'],
  indexes: [['sortTopic', 'id']],
});

/** Every word of the topics of an entry; nothing once it is withdrawn. */
export const assistanceWordTable = defineTable('assistance_word', {
  columns: { word: text(), entryId: text() },
  primaryKey: ['word', 'entryId'],
  indexes: [['entryId']],
});

/** Every nation that an entry serves: all four where it names none. */
export const assistanceNationTable = defineTable('assistance_nation', {
  columns: { entryId: text(), nation: text<Nation>() },
  primaryKey: ['entryId', 'nation'],
});

/** Every region that an entry names, in lower case; an entry that serves all has none. */
export const assistanceRegionTable = defineTable('assistance_region', {
  columns: { entryId: text(), region: text() },
  primaryKey: ['region', 'entryId'],
  indexes: [['entryId']],
});

export type AssistanceTables = TablesOf<
  [typeof assistanceEntryTable, typeof assistanceWordTable, typeof assistanceNationTable, typeof assistanceRegionTable]
>;

function detailColumns(details: AssistanceDetails) {
  return {
    topics: toJson<readonly string[]>(details.topics),
    sortTopic: (details.topics[0] ?? '').toLowerCase(),
    description: details.description,
    officerId: details.officerId ?? null,
    contactPoint: details.contactPoint ?? null,
    nations: toJson<readonly Nation[]>(details.nations),
    regions: toJson<readonly string[]>(details.regions),
    validFrom: details.validFrom,
    validUntil: details.validUntil ?? null,
  };
}

function searchRows(entryId: string, { topics, nations, regions }: AssistanceDetails) {
  const words = new Set(topics.flatMap(topicWords));
  const places = new Set(regions.map((region) => region.toLowerCase()));
  return [
    ...noSearchRows(entryId),
    ...[...places].map((region) => assistanceRegionTable.insert({ entryId, region })),
    ...[...words].map((word) => assistanceWordTable.insert({ word, entryId })),
    ...(nations.length > 0 ? nations : NATIONS).map((nation) => assistanceNationTable.insert({ entryId, nation })),
  ];
}

function noSearchRows(entryId: string) {
  return [
    assistanceWordTable.delete({ entryId }),
    assistanceNationTable.delete({ entryId }),
    assistanceRegionTable.delete({ entryId }),
  ];
}

const directoryHandlers = on(assistanceEntryEvents, {
  AssistanceListed: (event) => [
    assistanceEntryTable.insert({
      id: event.stream,
      revision: event.revision,
      authorityId: event.data.authorityId,
      withdrawnReason: null,
      ...detailColumns(event.data),
    }),
    ...searchRows(event.stream, event.data),
  ],
  AssistanceAmended: (event) => [
    assistanceEntryTable.update({ id: event.stream }, { revision: event.revision, ...detailColumns(event.data) }),
    ...searchRows(event.stream, event.data),
  ],
  AssistanceWithdrawn: (event) => [
    assistanceEntryTable.update({ id: event.stream }, { revision: event.revision, withdrawnReason: event.data.reason }),
    ...noSearchRows(event.stream),
  ],
});

export const assistanceDirectory = defineProjection({
  name: 'assistance-directory',
  version: 2,
  tables: [assistanceEntryTable, assistanceWordTable, assistanceNationTable, assistanceRegionTable],
  handlers: directoryHandlers,
});
