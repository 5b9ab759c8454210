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
import {
  localConcernEvents,
  type ANSWERED_BY,
  type ConcernHolder,
  type ConcernSettlement,
  type SettlingSide,
} from './local-concern.events.js';
import type { ConcernStatus } from './local-concern.state.js';

type AnsweredBy = (typeof ANSWERED_BY)[number];

/** What regulators know of a concern. What was accepted is in `local_variation`, which the organisation reads. */
export const localConcernTable = defineTable('local_concern', {
  columns: {
    id: text(),
    revision: integer(),
    status: text<ConcernStatus>(),
    authorityId: text(),
    organisationId: text(),
    partnershipId: text(),
    what: text(),
    why: text(),
    until: nullable(text()),
    concernOf: text<ConcernHolder>(),
    raisedAt: text(),
    answeredBy: nullable(text<AnsweredBy>()),
    answeredAt: nullable(text()),
    declinedReasons: nullable(text()),
    referredToAuthorityId: nullable(text()),
    referralReason: nullable(text()),
    withdrawalReason: nullable(text()),
    endReason: nullable(text()),
  },
  primaryKey: ['id'],
  // One for each column that chooses a list's range: see `local-concern-lists.queries.ts`.
  indexes: [
    ['status', 'raisedAt', 'id'],
    ['authorityId', 'status', 'raisedAt', 'id'],
    ['organisationId', 'status', 'raisedAt', 'id'],
    ['referredToAuthorityId', 'status', 'raisedAt', 'id'],
  ],
});

export const localVariationTable = defineTable('local_variation', {
  columns: {
    concernId: text(),
    authorityId: text(),
    organisationId: text(),
    partnershipId: text(),
    terms: text(),
    conditions: json<readonly string[]>(),
    validFrom: text(),
    /** The day from which it no longer counts: as agreed, or because it was ended. */
    validUntil: nullable(text()),
  },
  primaryKey: ['concernId'],
  indexes: [
    ['organisationId', 'validFrom', 'concernId'],
    ['authorityId', 'validFrom', 'concernId'],
  ],
});

/** Names of elected members: personal data, apart from what more people read. */
export const localConcernMemberTable = defineTable('local_concern_member', {
  columns: { concernId: text(), authorityId: text(), organisationId: text(), memberId: text(), name: text() },
  primaryKey: ['concernId'],
});

/** What the leads proposed to one another; parts of a concern. */
export const concernSettlementTable = defineTable('local_concern_settlement', {
  columns: {
    concernId: text(),
    number: integer(),
    side: text<SettlingSide>(),
    settlement: json<ConcernSettlement>(),
    proposedAt: text(),
    confirmed: flag(),
  },
  primaryKey: ['concernId', 'number'],
});

export type LocalConcernTables = TablesOf<
  [typeof localConcernTable, typeof localVariationTable, typeof localConcernMemberTable, typeof concernSettlementTable]
>;

const handlers = on(localConcernEvents, {
  LocalConcernRaised: ({ stream: id, revision, data, recordedAt }) => [
    localConcernTable.insert({
      id,
      revision,
      status: 'RAISED',
      ...data,
      until: data.until ?? null,
      raisedAt: recordedAt,
      answeredBy: null,
      answeredAt: null,
      declinedReasons: null,
      referredToAuthorityId: null,
      referralReason: null,
      withdrawalReason: null,
      endReason: null,
    }),
  ],
  ElectedMemberNamed: ({ stream, revision, data, metadata }) => [
    localConcernMemberTable.insert({ concernId: stream, organisationId: metadata.organisationId ?? '', ...data }),
    localConcernTable.update({ id: stream }, { revision }),
  ],
  LocalConcernAccepted: ({ stream: id, revision, data, metadata, recordedAt }) => {
    const { authorityId, terms, conditions, from, until, answeredBy } = data;
    const { organisationId = '', partnershipId = '' } = metadata;
    return [
      localConcernTable.update({ id }, { revision, status: 'ACCEPTED', answeredBy, answeredAt: recordedAt }),
      localVariationTable.insert({
        concernId: id,
        authorityId,
        organisationId,
        partnershipId,
        terms,
        conditions: toJson(conditions),
        validFrom: from,
        validUntil: until ?? null,
      }),
    ];
  },
  LocalConcernDeclined: ({ stream: id, revision, data: { reasons: declinedReasons, answeredBy }, recordedAt }) => [
    localConcernTable.update(
      { id },
      { revision, status: 'DECLINED', answeredBy, answeredAt: recordedAt, declinedReasons },
    ),
  ],
  LocalConcernReferred: ({ stream: id, revision, data: { leadAuthorityId, reason } }) => [
    localConcernTable.update(
      { id },
      { revision, status: 'REFERRED', referredToAuthorityId: leadAuthorityId, referralReason: reason },
    ),
  ],
  ConcernSettlementProposed: ({ stream: concernId, revision, data, recordedAt }) => {
    const { number, side, settlement } = data;
    return [
      localConcernTable.update({ id: concernId }, { revision }),
      concernSettlementTable.insert({
        concernId,
        number,
        side,
        settlement: toJson(settlement),
        proposedAt: recordedAt,
        confirmed: 0,
      }),
    ];
  },
  ConcernSettlementConfirmed: ({ stream: concernId, revision, data: { number } }) => [
    localConcernTable.update({ id: concernId }, { revision }),
    concernSettlementTable.update({ concernId, number }, { confirmed: 1 }),
  ],
  LocalConcernWithdrawn: ({ stream: id, revision, data: { reason: withdrawalReason } }) => [
    localConcernTable.update({ id }, { revision, status: 'WITHDRAWN', withdrawalReason }),
  ],
  LocalVariationEnded: ({ stream: id, revision, data: { on: validUntil, reason: endReason } }) => [
    localConcernTable.update({ id }, { revision, status: 'ENDED', endReason }),
    localVariationTable.update({ concernId: id }, { validUntil }),
  ],
});

export const localConcernRegister = defineProjection({
  name: 'local-concern-register',
  version: 1,
  tables: [localConcernTable, localVariationTable, localConcernMemberTable, concernSettlementTable],
  handlers,
});
