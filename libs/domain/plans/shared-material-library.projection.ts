import {
  defineProjection,
  defineTable,
  flag,
  integer,
  json,
  nullable,
  on,
  text,
  toJson,
  type TablesOf,
} from '#platform/projections';
import { topicKey } from '#domain/partnerships';
import {
  sharedMaterialEvents,
  type FeedbackAnswer,
  type MaterialAudience,
  type MaterialKind,
  type MaterialLocation,
} from './shared-material.events.js';

export const sharedMaterialTable = defineTable('shared_material', {
  columns: {
    id: text(),
    revision: integer(),
    status: text<'CIRCULATED' | 'WITHDRAWN'>(),
    title: text(),
    /** Lower case, for order. */
    titleKey: text(),
    kind: text<MaterialKind>(),
    topics: json<readonly string[]>(),
    circulatedByPartyId: text(),
    /** 1 when some version is for organisations too. */
    forBothSides: flag(),
    latestVersion: integer(),
  },
  primaryKey: ['id'],
  indexes: [
    ['titleKey', 'id'],
    ['kind', 'titleKey', 'id'],
  ],
});

export const materialTopicTable = defineTable('shared_material_topic', {
  columns: { topicKey: text(), materialId: text() },
  primaryKey: ['topicKey', 'materialId'],
});

export const materialVersionTable = defineTable('shared_material_version', {
  columns: {
    materialId: text(),
    number: integer(),
    digest: text(),
    locationKind: text<MaterialLocation['kind']>(),
    location: text(),
    audience: text<MaterialAudience>(),
    forWhom: text(),
    note: nullable(text()),
    circulatedAt: text(),
  },
  primaryKey: ['materialId', 'number'],
});

export const materialWithdrawalTable = defineTable('shared_material_withdrawal', {
  columns: { materialId: text(), reason: text(), withdrawnAt: text() },
  primaryKey: ['materialId'],
});

export const materialFeedbackTable = defineTable('shared_material_feedback', {
  columns: {
    materialId: text(),
    number: integer(),
    version: integer(),
    text: text(),
    usefulness: integer(),
    partyId: text(),
    subject: text(),
    givenAt: text(),
    answerKind: nullable(text<FeedbackAnswer['kind']>()),
    takenUpInVersion: nullable(integer()),
    notTakenUpReason: nullable(text()),
  },
  primaryKey: ['materialId', 'number'],
  indexes: [['subject', 'materialId', 'version']],
});

export const materialUseTable = defineTable('shared_material_use', {
  columns: {
    materialId: text(),
    number: integer(),
    version: integer(),
    partyId: text(),
    partnershipId: nullable(text()),
    purpose: nullable(text()),
    recordedAt: text(),
  },
  primaryKey: ['materialId', 'number'],
});

export type SharedMaterialTables = TablesOf<
  [
    typeof sharedMaterialTable,
    typeof materialTopicTable,
    typeof materialVersionTable,
    typeof materialWithdrawalTable,
    typeof materialFeedbackTable,
    typeof materialUseTable,
  ]
>;

const handlers = on(sharedMaterialEvents, {
  SharedMaterialCirculated: ({ stream: id, revision, data: { topics, ...data } }) => [
    sharedMaterialTable.insert({
      id,
      revision,
      status: 'CIRCULATED',
      ...data,
      titleKey: data.title.toLowerCase(),
      topics: toJson(topics),
      forBothSides: 0,
      latestVersion: 0,
    }),
    ...topics.map((topic) => materialTopicTable.ensure({ topicKey: topicKey(topic), materialId: id })),
  ],
  SharedMaterialVersionAdded: ({ stream: id, revision, data, recordedAt }) => {
    const { number, digest, location, audience, forWhom, note = null } = data;
    return [
      sharedMaterialTable.update(
        { id },
        { revision, latestVersion: number, ...(audience === 'BOTH_SIDES' ? { forBothSides: 1 as const } : {}) },
      ),
      materialVersionTable.insert({
        materialId: id,
        number,
        digest,
        locationKind: location.kind,
        location: location.kind === 'URL' ? location.url : location.reference,
        audience,
        forWhom,
        note,
        circulatedAt: recordedAt,
      }),
    ];
  },
  SharedMaterialWithdrawn: ({ stream: id, revision, data: { reason }, recordedAt }) => [
    sharedMaterialTable.update({ id }, { revision, status: 'WITHDRAWN' }),
    materialWithdrawalTable.insert({ materialId: id, reason, withdrawnAt: recordedAt }),
  ],
  MaterialFeedbackGiven: ({ stream: id, revision, data: { by, ...data }, recordedAt }) => [
    sharedMaterialTable.update({ id }, { revision }),
    materialFeedbackTable.insert({
      materialId: id,
      ...data,
      ...by,
      givenAt: recordedAt,
      answerKind: null,
      takenUpInVersion: null,
      notTakenUpReason: null,
    }),
  ],
  MaterialFeedbackAnswered: ({ stream: id, revision, data: { number, answer } }) => [
    sharedMaterialTable.update({ id }, { revision }),
    materialFeedbackTable.update(
      { materialId: id, number },
      {
        answerKind: answer.kind,
        takenUpInVersion: answer.kind === 'TAKEN_UP' ? answer.version : null,
        notTakenUpReason: answer.kind === 'NOT_TAKEN_UP' ? answer.reason : null,
      },
    ),
  ],
  MaterialUseRecorded: ({ stream: id, revision, data, recordedAt }) => [
    sharedMaterialTable.update({ id }, { revision }),
    materialUseTable.insert({
      materialId: id,
      ...data,
      partnershipId: data.partnershipId ?? null,
      purpose: data.purpose ?? null,
      recordedAt,
    }),
  ],
});

export const sharedMaterialLibrary = defineProjection({
  name: 'shared-material-library',
  version: 1,
  tables: [
    sharedMaterialTable,
    materialTopicTable,
    materialVersionTable,
    materialWithdrawalTable,
    materialFeedbackTable,
    materialUseTable,
  ],
  handlers,
});
