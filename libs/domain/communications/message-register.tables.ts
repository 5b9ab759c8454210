import type { PartyKind } from '#platform/access';
import { defineTable, flag, integer, json, nullable, text, type TablesOf } from '#platform/projections';
import type { Digest } from '#platform/values';
import type { Audience, Channel } from './audience.vocabulary.js';
import type { MessageChannel, MessageContent } from './message.content.js';
import type { EarlierRelation, MessagePart, MessageSource, MessageStatus } from './message.vocabulary.js';

/**
 * Where a message stands. What it says is in its versions: who reads one version may not know another, so that nothing
 * of the content is here.
 */
export const messageTable = defineTable('message', {
  columns: {
    id: text(),
    revision: integer(),
    status: text<MessageStatus>(),
    draftedAt: text(),
    /** When the status came about. */
    statusSince: text(),
    withdrawalReason: nullable(text()),
    issuedVersion: nullable(integer()),
    issuedOn: nullable(text()),
    /** Of the message's issue; empty before. Never null, so that lists can go by it. */
    issuedAt: text(),
    issuedByPartyId: nullable(text()),
    issuedByOfficerId: nullable(text()),
    /** Of the latest version, while it was not issued or withdrawn; empty without. */
    embargoUntil: text(),
  },
  primaryKey: ['id'],
  indexes: [
    ['draftedAt', 'id'],
    ['status', 'draftedAt', 'id'],
    ['status', 'issuedAt', 'id'],
    ['embargoUntil', 'id'],
  ],
});

export const messageVersionTable = defineTable('message_version', {
  columns: {
    messageId: text(),
    version: integer(),
    digest: text<Digest>(),
    content: json<MessageContent>(),
    title: text(),
    source: text<MessageSource>(),
    /** Why it was written; null for the first. */
    reason: nullable(text()),
    writtenByPartyId: text(),
    writtenByOfficerId: nullable(text()),
    writtenAt: text(),
    /** When it was put forward to those who must confirm it. */
    proposedAt: nullable(text()),
  },
  primaryKey: ['messageId', 'version'],
});

/** Who reads which version, by the keys of `message.readers.ts`. */
export const messageReaderTable = defineTable('message_reader', {
  columns: { messageId: text(), version: integer(), reader: text() },
  primaryKey: ['messageId', 'version', 'reader'],
  indexes: [['reader', 'messageId', 'version']],
});

/** Whom a version is for, to find messages by. */
export const messageAudienceTable = defineTable('message_audience', {
  columns: { messageId: text(), version: integer(), key: text(), segment: text() },
  primaryKey: ['messageId', 'version', 'key'],
  indexes: [['key', 'messageId', 'version']],
});

/** Which organisations a version names. */
export const messageOrganisationTable = defineTable('message_organisation', {
  columns: { messageId: text(), version: integer(), organisationId: text() },
  primaryKey: ['messageId', 'version', 'organisationId'],
  indexes: [['organisationId', 'messageId', 'version']],
});

/** Of messages that were issued: which earlier one each corrects or supersedes. */
export const messageRelationTable = defineTable('message_relation', {
  columns: { messageId: text(), earlierId: text(), relation: text<EarlierRelation>(), why: text(), issuedAt: text() },
  primaryKey: ['messageId'],
  indexes: [['earlierId', 'issuedAt', 'messageId']],
});

/** Who must confirm a version that was put forward, and when they did: without the persons. */
export const messageSeatTable = defineTable('message_seat', {
  columns: {
    messageId: text(),
    version: integer(),
    place: integer(),
    seat: text(),
    label: text(),
    partyKind: nullable(text<PartyKind>()),
    partyId: nullable(text()),
    confirmedAt: nullable(text()),
  },
  primaryKey: ['messageId', 'version', 'seat'],
});

export type MessageRegisterTables = TablesOf<
  [
    typeof messageTable,
    typeof messageVersionTable,
    typeof messageReaderTable,
    typeof messageAudienceTable,
    typeof messageOrganisationTable,
    typeof messageRelationTable,
    typeof messageSeatTable,
  ]
>;

/** Over what a message was issued, and what became of it there. */
export const messageChannelTable = defineTable('message_channel', {
  columns: {
    messageId: text(),
    number: integer(),
    version: integer(),
    channel: text<Channel>(),
    target: json<MessageChannel>(),
    /** 1 where the service sends by itself. */
    sentByService: flag(),
    issuedAt: text(),
    carriedOutOn: nullable(text()),
    carriedOutBy: nullable(text()),
    evidence: nullable(text()),
    /** The event of the issue, as the cause of what is sent. */
    issuedBy: text(),
  },
  primaryKey: ['messageId', 'number'],
  indexes: [['sentByService', 'issuedAt', 'messageId', 'number']],
});

export interface NotReceived {
  readonly count: number;
  readonly reason: string;
}

export const messageReceiptTable = defineTable('message_receipt', {
  columns: {
    messageId: text(),
    receipt: integer(),
    channel: integer(),
    audience: json<Audience>(),
    audienceKey: text(),
    onDate: text(),
    received: integer(),
    notReceived: json<readonly NotReceived[]>(),
    /** 0 once a later count took its place. */
    current: flag(),
  },
  primaryKey: ['messageId', 'receipt'],
});

export const messageFollowUpTable = defineTable('message_follow_up', {
  columns: {
    messageId: text(),
    number: integer(),
    onDate: text(),
    what: text(),
    doneOn: nullable(text()),
    note: nullable(text()),
  },
  primaryKey: ['messageId', 'number'],
});

export const messageRiskTable = defineTable('message_risk', {
  columns: { messageId: text(), riskId: text() },
  primaryKey: ['messageId', 'riskId'],
  indexes: [['riskId', 'messageId']],
});

export type MessageDeliveryTables = TablesOf<
  [typeof messageChannelTable, typeof messageReceiptTable, typeof messageFollowUpTable, typeof messageRiskTable]
>;

export const messageCommentTable = defineTable('message_comment', {
  columns: {
    messageId: text(),
    number: integer(),
    version: integer(),
    part: text<MessagePart>(),
    text: text(),
    /** The organisation that reads it; null: regulators only. */
    organisationId: nullable(text()),
    partyId: text(),
    officerId: nullable(text()),
    madeAt: text(),
    settlement: nullable(text()),
    settledAt: nullable(text()),
    settledByPartyId: nullable(text()),
  },
  primaryKey: ['messageId', 'number'],
});

export const messageAnswerTable = defineTable('message_comment_answer', {
  columns: {
    messageId: text(),
    comment: integer(),
    number: integer(),
    text: text(),
    partyId: text(),
    officerId: nullable(text()),
    madeAt: text(),
  },
  primaryKey: ['messageId', 'comment', 'number'],
});

export type MessageCommentTables = TablesOf<[typeof messageCommentTable, typeof messageAnswerTable]>;
