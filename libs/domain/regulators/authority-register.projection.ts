import type { StoredEvent } from '#platform/event-sourcing';
import { defineProjection, defineTable, integer, nullable, on, text, type TablesOf } from '#platform/projections';
import type { Nation } from '#platform/working-days';
import { authorityEvents, type AuthorityDetails, type AuthorityKind, type Successor } from './authority.events.js';

export const authorityTable = defineTable('authority', {
  columns: {
    id: text(),
    revision: integer(),
    kind: text<AuthorityKind>(),
    /** The name by which it is known. */
    name: text(),
    officialName: text(),
    /** Lower-case name, for search and order. */
    sortName: text(),
    gssCode: nullable(text()),
    localCode: nullable(text()),
    nation: nullable(text<Nation>()),
    region: nullable(text()),
    typeCode: nullable(text()),
    typeName: nullable(text()),
    startedOn: nullable(text()),
    /** The day from which it no longer counts. */
    endedOn: nullable(text()),
    countyId: nullable(text()),
    parentId: nullable(text()),
  },
  primaryKey: ['id'],
  indexes: [
    ['sortName', 'id'],
    ['nation', 'sortName', 'id'],
    ['region', 'sortName', 'id'],
    ['kind', 'sortName', 'id'],
    ['gssCode'],
    ['localCode'],
  ],
});

export const formerNameTable = defineTable('authority_former_name', {
  columns: {
    authorityId: text(),
    /** The revision at which the name was given up. */
    revision: integer(),
    name: text(),
    officialName: text(),
    until: nullable(text()),
    reason: text(),
  },
  primaryKey: ['authorityId', 'revision'],
});

/**
 * Who takes over from whom. Only the direct steps are stored: a handler cannot read, so that it cannot know what comes
 * before or after; a query follows the steps, whatever the order in which they were recorded.
 */
export const successionTable = defineTable('authority_succession', {
  columns: { predecessorId: text(), successorId: text(), from: text() },
  primaryKey: ['predecessorId', 'successorId'],
  indexes: [['successorId', 'predecessorId']],
});

export type AuthorityTables = TablesOf<[typeof authorityTable, typeof formerNameTable, typeof successionTable]>;

function detailColumns(details: AuthorityDetails) {
  return {
    localCode: details.localCode ?? null,
    nation: details.nation ?? null,
    region: details.region ?? null,
    typeCode: details.typeCode ?? null,
    typeName: details.typeName ?? null,
    startedOn: details.startedOn ?? null,
    countyId: details.countyId ?? null,
    parentId: details.parentId ?? null,
  };
}

function ending(event: StoredEvent, endedOn: string | null, successors: readonly Successor[]) {
  return [
    authorityTable.update({ id: event.stream }, { revision: event.revision, endedOn }),
    successionTable.delete({ predecessorId: event.stream }),
    ...successors.map(({ authorityId, from }) =>
      successionTable.insert({ predecessorId: event.stream, successorId: authorityId, from }),
    ),
  ];
}

const authorityHandlers = on(authorityEvents, {
  AuthorityRegistered: (event) => [
    authorityTable.insert({
      id: event.stream,
      revision: event.revision,
      kind: event.data.kind,
      name: event.data.name,
      officialName: event.data.officialName,
      sortName: event.data.name.toLowerCase(),
      gssCode: event.data.gssCode ?? null,
      endedOn: null,
      ...detailColumns(event.data),
    }),
  ],
  AuthorityRenamed: (event) => [
    authorityTable.update(
      { id: event.stream },
      {
        revision: event.revision,
        name: event.data.name,
        officialName: event.data.officialName,
        sortName: event.data.name.toLowerCase(),
      },
    ),
    formerNameTable.insert({
      authorityId: event.stream,
      revision: event.revision,
      name: event.data.formerName,
      officialName: event.data.formerOfficialName,
      until: event.data.from ?? null,
      reason: event.data.reason,
    }),
  ],
  GssCodeAssigned: (event) => [
    authorityTable.update({ id: event.stream }, { revision: event.revision, gssCode: event.data.gssCode }),
  ],
  AuthorityAmended: (event) => [
    authorityTable.update({ id: event.stream }, { revision: event.revision, ...detailColumns(event.data) }),
  ],
  AuthorityDissolved: (event) => ending(event, event.data.endedOn, event.data.successors),
  DissolutionCorrected: (event) => ending(event, event.data.endedOn, event.data.successors),
  DissolutionWithdrawn: (event) => ending(event, null, []),
});

export const authorityRegister = defineProjection({
  name: 'authority-register',
  version: 2,
  tables: [authorityTable, formerNameTable, successionTable],
  handlers: authorityHandlers,
});
