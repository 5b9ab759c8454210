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
import type { StoredEvent } from '#platform/event-sourcing';
import { programmeRiskEvents, type RiskDetails } from './programme-risk.events.js';
import {
  severityOf,
  type Reputation,
  type RiskJudgement,
  type RiskOwner,
  type RiskStatus,
} from './programme-risk.vocabulary.js';

export const programmeRiskTable = defineTable('programme_risk', {
  columns: {
    id: text(),
    revision: integer(),
    status: text<RiskStatus>(),
    title: text(),
    description: text(),
    likelihood: integer(),
    impact: integer(),
    severity: integer(),
    reputationOf: json<readonly Reputation[]>(),
    ownerKind: text<RiskOwner['kind']>(),
    ownerOfficerId: nullable(text()),
    ownerAuthorityId: nullable(text()),
    mitigation: text(),
    registeredOn: text(),
    reviewBy: text(),
    /** Why it was amended, closed or opened again the last time. */
    amendmentReason: nullable(text()),
    closingReason: nullable(text()),
    reopeningReason: nullable(text()),
  },
  primaryKey: ['id'],
  indexes: [
    ['severity', 'id'],
    ['status', 'severity', 'id'],
    ['status', 'reviewBy', 'id'],
  ],
});

/** Whose reputation each risk puts at stake, to find risks by. */
export const riskReputationTable = defineTable('programme_risk_reputation', {
  columns: { whose: text<Reputation>(), riskId: text() },
  primaryKey: ['whose', 'riskId'],
  indexes: [['riskId']],
});

/** Every judgement of a risk, the first one included; nothing is overwritten. */
export const riskJudgementTable = defineTable('programme_risk_judgement', {
  columns: {
    riskId: text(),
    /** The revision at which it was made. */
    revision: integer(),
    likelihood: integer(),
    impact: integer(),
    severity: integer(),
    judgedOn: text(),
    judgedByPartyId: text(),
    reviewBy: text(),
    /** Null for the first. */
    reason: nullable(text()),
  },
  primaryKey: ['riskId', 'revision'],
});

export type ProgrammeRiskTables = TablesOf<
  [typeof programmeRiskTable, typeof riskReputationTable, typeof riskJudgementTable]
>;

function detailColumns({ title, description, reputationOf, owner, mitigation }: RiskDetails) {
  return {
    title,
    description,
    mitigation,
    reputationOf: toJson<readonly Reputation[]>(reputationOf),
    ownerKind: owner.kind,
    ownerOfficerId: owner.kind === 'OFFICER' ? owner.officerId : null,
    ownerAuthorityId: owner.kind === 'AUTHORITY' ? owner.authorityId : null,
  };
}

function judgementColumns({ likelihood, impact }: RiskJudgement) {
  return { likelihood, impact, severity: severityOf({ likelihood, impact }) };
}

function reputationRows(riskId: string, { reputationOf }: RiskDetails) {
  return [
    riskReputationTable.delete({ riskId }),
    ...reputationOf.map((whose) => riskReputationTable.insert({ whose, riskId })),
  ];
}

function judgementRow(
  event: StoredEvent,
  judgement: RiskJudgement & { readonly reviewBy: string },
  { judgedOn, reason }: { readonly judgedOn: string; readonly reason: string | null },
) {
  return riskJudgementTable.insert({
    riskId: event.stream,
    revision: event.revision,
    ...judgementColumns(judgement),
    judgedOn,
    judgedByPartyId: event.metadata.actor.party.id,
    reviewBy: judgement.reviewBy,
    reason,
  });
}

const handlers = on(programmeRiskEvents, {
  RiskRegistered: (event) => [
    programmeRiskTable.insert({
      id: event.stream,
      revision: event.revision,
      status: 'OPEN',
      ...detailColumns(event.data),
      ...judgementColumns(event.data),
      registeredOn: event.data.registeredOn,
      reviewBy: event.data.reviewBy,
      amendmentReason: null,
      closingReason: null,
      reopeningReason: null,
    }),
    ...reputationRows(event.stream, event.data),
    judgementRow(event, event.data, { judgedOn: event.data.registeredOn, reason: null }),
  ],
  RiskAmended: ({ stream: id, revision, data }) => [
    programmeRiskTable.update({ id }, { revision, ...detailColumns(data), amendmentReason: data.reason }),
    ...reputationRows(id, data),
  ],
  RiskReviewed: (event) => [
    programmeRiskTable.update(
      { id: event.stream },
      { revision: event.revision, ...judgementColumns(event.data), reviewBy: event.data.reviewBy },
    ),
    judgementRow(event, event.data, { judgedOn: event.data.reviewedOn, reason: event.data.reason }),
  ],
  RiskClosed: ({ stream: id, revision, data: { reason: closingReason } }) => [
    programmeRiskTable.update({ id }, { revision, status: 'CLOSED', closingReason }),
  ],
  RiskReopened: ({ stream: id, revision, data: { reviewBy, reason: reopeningReason } }) => [
    programmeRiskTable.update({ id }, { revision, status: 'OPEN', reviewBy, reopeningReason }),
  ],
});

export const programmeRiskRegister = defineProjection({
  name: 'programme-risk-register',
  version: 1,
  tables: [programmeRiskTable, riskReputationTable, riskJudgementTable],
  handlers,
});
