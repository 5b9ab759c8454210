import type { RetentionClass, StoredEvent, SubjectId } from '#platform/event-sourcing';
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
import type { Signatory } from '#platform/agreements';
import { erasureEvents } from './erasure.events.js';
import type { ErasureStatus, GroundToErase, GroundToKeep, Requester } from './erasure.vocabulary.js';

export const erasureTable = defineTable('erasure', {
  columns: {
    id: text(),
    revision: integer(),
    status: text<ErasureStatus>(),
    controllerId: text(),
    /** Null for what retention proposed. */
    wantedBy: nullable(text<Requester>()),
    requestGround: text<GroundToErase>(),
    requestExplanation: nullable(text()),
    requestedBySubject: nullable(text()),
    requestedByOfficerId: nullable(text()),
    requestedAt: text(),
    retention: nullable(text<RetentionClass>()),
    keptForDays: nullable(integer()),
    keptSince: nullable(text()),
    grantedOn: nullable(text<GroundToErase>()),
    refusedOn: nullable(text<GroundToKeep>()),
    /** Why it was decided so, or taken back. */
    explanation: nullable(text()),
    concludedBySubject: nullable(text()),
    concludedByOfficerId: nullable(text()),
    concludedAt: nullable(text()),
    attempts: integer(),
    completedAt: nullable(text()),
    eventsConcerned: nullable(integer()),
    valuesInClearText: nullable(integer()),
    readModels: nullable(json<readonly string[]>()),
  },
  primaryKey: ['id'],
  indexes: [
    ['requestedAt', 'id'],
    ['status', 'requestedAt', 'id'],
    ['controllerId', 'requestedAt', 'id'],
  ],
});

/** Whose data an erasure is about. */
export const erasureSubjectTable = defineTable('erasure_subject', {
  columns: {
    erasureId: text(),
    subjectId: text(),
    /** As of the erasure, so that a subject is looked up without it. */
    status: text<ErasureStatus>(),
    /** 1 when it was named, 0 when it was found to hold data of the same person. */
    named: integer(),
    /** The place among those that the request names. */
    place: integer(),
  },
  primaryKey: ['erasureId', 'subjectId'],
  indexes: [['subjectId', 'status']],
});

export type ErasureTables = TablesOf<[typeof erasureTable, typeof erasureSubjectTable]>;
export type ErasureRow = RowOf<(typeof erasureTable)['columns']>;

const NOTHING_YET = {
  grantedOn: null,
  refusedOn: null,
  explanation: null,
  concludedBySubject: null,
  concludedByOfficerId: null,
  concludedAt: null,
  attempts: 0,
  completedAt: null,
  eventsConcerned: null,
  valuesInClearText: null,
  readModels: null,
} as const;

function subjectRows(id: string, subjectIds: readonly SubjectId[]) {
  return subjectIds.map((subjectId, place) =>
    erasureSubjectTable.insert({ erasureId: id, subjectId, status: 'REQUESTED', named: 1, place }),
  );
}

function standing({ stream: id, revision }: StoredEvent, status: ErasureStatus, set: Partial<ErasureRow> = {}) {
  return [
    erasureTable.update({ id }, { revision, status, ...set }),
    erasureSubjectTable.update({ erasureId: id }, { status }),
  ];
}

function concluded({ recordedAt }: StoredEvent, explanation: string, by: Signatory) {
  return {
    explanation,
    concludedBySubject: by.subject,
    concludedByOfficerId: by.officerId ?? null,
    concludedAt: recordedAt,
  };
}

const handlers = on(erasureEvents, {
  ErasureRequested: ({ stream: id, revision, recordedAt, data }) => [
    erasureTable.insert({
      id,
      revision,
      status: 'REQUESTED',
      controllerId: data.controllerId,
      wantedBy: data.wantedBy,
      requestGround: data.ground,
      requestExplanation: data.explanation,
      requestedBySubject: data.by.subject,
      requestedByOfficerId: data.by.officerId ?? null,
      requestedAt: recordedAt,
      retention: null,
      keptForDays: null,
      keptSince: null,
      ...NOTHING_YET,
    }),
    ...subjectRows(id, data.subjectIds),
  ],
  ErasureProposed: ({ stream: id, revision, recordedAt, data }) => [
    erasureTable.insert({
      id,
      revision,
      status: 'REQUESTED',
      controllerId: data.controllerId,
      wantedBy: null,
      requestGround: 'RETENTION_ENDED',
      requestExplanation: null,
      requestedBySubject: null,
      requestedByOfficerId: null,
      requestedAt: recordedAt,
      retention: data.retention,
      keptForDays: data.keptForDays,
      keptSince: data.since,
      ...NOTHING_YET,
    }),
    ...subjectRows(id, data.subjectIds),
  ],
  ErasureGranted: (event) =>
    standing(event, 'GRANTED', {
      grantedOn: event.data.ground,
      ...concluded(event, event.data.explanation, event.data.by),
    }),
  ErasureRefused: (event) =>
    standing(event, 'REFUSED', {
      refusedOn: event.data.ground,
      ...concluded(event, event.data.explanation, event.data.by),
    }),
  ErasureWithdrawn: (event) => standing(event, 'WITHDRAWN', concluded(event, event.data.explanation, event.data.by)),
  ErasureBegun: (event) => [
    ...event.data.subjectIds.map((subjectId, place) =>
      erasureSubjectTable.ensure({ erasureId: event.stream, subjectId, status: 'UNDER_WAY', named: 0, place }),
    ),
    ...standing(event, 'UNDER_WAY', { attempts: event.data.attempt }),
  ],
  ErasureInterrupted: (event) => standing(event, 'GRANTED'),
  ErasureCompleted: (event) =>
    standing(event, 'COMPLETED', {
      completedAt: event.recordedAt,
      eventsConcerned: event.data.events,
      valuesInClearText: event.data.valuesInClearText,
      readModels: toJson(event.data.readModels),
    }),
});

export const erasureRegister = defineProjection({
  name: 'erasures',
  version: 1,
  tables: [erasureTable, erasureSubjectTable],
  handlers,
});
