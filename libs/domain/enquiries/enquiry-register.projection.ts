import {
  defineProjection,
  defineTable,
  increment,
  integer,
  nullable,
  on,
  text,
  type TablesOf,
} from '#platform/projections';
import { enquiryEvents } from './enquiry.events.js';
import type { AskedFor } from './enquiry.askers.js';
import type { EnquiryKind, EnquiryRoute } from './enquiry.routing.js';
import { standardAnswerEvents } from './standard-answer.events.js';

export const enquiryTable = defineTable('enquiry', {
  columns: {
    id: text(),
    revision: integer(),
    status: text<'OPEN' | 'ANSWERED' | 'WITHDRAWN'>(),
    topic: text(),
    question: text(),
    askedBy: text(),
    receivedByPartyId: text(),
    askedFor: text<AskedFor>(),
    receivedOn: text(),
    organisationId: nullable(text()),
    kind: text<EnquiryKind>(),
    sortingReason: text(),
    topicsVersion: nullable(integer()),
    routeKind: text<EnquiryRoute['kind']>(),
    routedOfficerId: nullable(text()),
    routedAuthorityId: nullable(text()),
    routeCapacity: nullable(text<'ACCOUNT_MANAGER' | 'SHADOW' | 'OTHER'>()),
    routeReason: text(),
    answer: nullable(text()),
    standardAnswerId: nullable(text()),
    standardAnswerVersion: nullable(integer()),
    answeredByPartyId: nullable(text()),
    answeredByOfficerId: nullable(text()),
    answeredOn: nullable(text()),
    responseWorkingDays: nullable(integer()),
    responseCalendar: nullable(text()),
    withdrawalReason: nullable(text()),
  },
  primaryKey: ['id'],
  // One for each column that chooses a list's range: see `enquiry-lists.queries.ts`.
  indexes: [
    ['status', 'receivedOn', 'id'],
    ['routedOfficerId', 'status', 'receivedOn', 'id'],
    ['organisationId', 'status', 'receivedOn', 'id'],
    ['receivedByPartyId', 'status', 'receivedOn', 'id'],
    ['routedAuthorityId', 'status', 'receivedOn', 'id'],
    ['routeKind', 'status', 'receivedOn', 'id'],
    ['kind', 'status', 'receivedOn', 'id'],
  ],
});

export const standardAnswerTable = defineTable('standard_answer', {
  columns: {
    id: text(),
    revision: integer(),
    status: text<'DRAFT' | 'PUBLISHED' | 'WITHDRAWN'>(),
    /** Lower case, for search. */
    topicKey: text(),
    topic: text(),
    title: text(),
    /** The wording in use; before the first publication, as last drafted. */
    text: text(),
    /** The number of the wording in use; 0 before the first. */
    version: integer(),
    uses: integer(),
    withdrawalReason: nullable(text()),
  },
  primaryKey: ['id'],
  indexes: [['topicKey', 'id']],
});

/** Every wording that was published: an answer that was given with one keeps it. */
export const standardAnswerWordingTable = defineTable('standard_answer_wording', {
  columns: { id: text(), version: integer(), topic: text(), title: text(), text: text() },
  primaryKey: ['id', 'version'],
});

/** A wording that differs from the published one, seen by those who keep standard answers. */
export const standardAnswerDraftTable = defineTable('standard_answer_draft', {
  columns: { id: text(), topic: text(), title: text(), text: text() },
  primaryKey: ['id'],
});

/** How many enquiries were answered in how many working days; `organisationId` is empty for general ones. */
export const responseTimeTable = defineTable('enquiry_response_time', {
  columns: { organisationId: text(), month: text(), workingDays: integer(), answers: integer() },
  primaryKey: ['organisationId', 'month', 'workingDays'],
});

export type EnquiryTables = TablesOf<
  [
    typeof enquiryTable,
    typeof standardAnswerTable,
    typeof standardAnswerWordingTable,
    typeof standardAnswerDraftTable,
    typeof responseTimeTable,
  ]
>;

function routeColumns(route: EnquiryRoute) {
  return {
    routeKind: route.kind,
    routedOfficerId: route.kind === 'OFFICER' ? route.officerId : null,
    routedAuthorityId: route.kind === 'CENTRAL' ? null : route.authorityId,
    routeCapacity: route.kind === 'OFFICER' ? route.capacity : null,
  };
}

const enquiryHandlers = on(enquiryEvents, {
  EnquiryReceived: ({ stream: id, revision, data }) => [
    enquiryTable.insert({
      id,
      revision,
      status: 'OPEN',
      ...data,
      organisationId: data.organisationId ?? null,
      kind: 'GENERAL',
      sortingReason: '',
      topicsVersion: null,
      ...routeColumns({ kind: 'CENTRAL' }),
      routeReason: '',
      answer: null,
      standardAnswerId: null,
      standardAnswerVersion: null,
      answeredByPartyId: null,
      answeredByOfficerId: null,
      answeredOn: null,
      responseWorkingDays: null,
      responseCalendar: null,
      withdrawalReason: null,
    }),
  ],
  EnquirySorted: ({ stream: id, revision, data: { kind, reason, topicsVersion = null } }) => [
    enquiryTable.update({ id }, { revision, kind, sortingReason: reason, topicsVersion }),
  ],
  EnquiryRouted: ({ stream: id, revision, data: { route, reason } }) => [
    enquiryTable.update({ id }, { revision, ...routeColumns(route), routeReason: reason }),
  ],
  EnquiryAnswered: ({ stream: id, revision, data, metadata }) => {
    const { text: answer = null, standardAnswer, answeredOn, kind, response } = data;
    const key = {
      // A general enquiry may name an organisation, too.
      organisationId: kind === 'GENERAL' ? '' : (metadata.organisationId ?? ''),
      month: answeredOn.slice(0, 7),
      workingDays: response.workingDays,
    };
    return [
      enquiryTable.update(
        { id },
        {
          revision,
          status: 'ANSWERED',
          answer,
          standardAnswerId: standardAnswer?.id ?? null,
          standardAnswerVersion: standardAnswer?.version ?? null,
          answeredByPartyId: metadata.actor.party.id,
          answeredByOfficerId: metadata.actor.officerId ?? null,
          answeredOn,
          responseWorkingDays: response.workingDays,
          responseCalendar: `${response.nation}, ${response.calendar}`,
        },
      ),
      responseTimeTable.ensure({ ...key, answers: 0 }),
      responseTimeTable.update(key, { answers: increment(1) }),
      ...(standardAnswer ? [standardAnswerTable.update({ id: standardAnswer.id }, { uses: increment(1) })] : []),
    ];
  },
  EnquiryWithdrawn: ({ stream: id, revision, data: { reason: withdrawalReason } }) => [
    enquiryTable.update({ id }, { revision, status: 'WITHDRAWN', withdrawalReason }),
  ],
});

const standardAnswerHandlers = on(standardAnswerEvents, {
  StandardAnswerDrafted: ({ stream: id, revision, data }) => [
    standardAnswerTable.ensure({
      id,
      revision,
      status: 'DRAFT',
      topicKey: data.topic.toLowerCase(),
      ...data,
      version: 0,
      uses: 0,
      withdrawalReason: null,
    }),
    standardAnswerTable.update({ id }, { revision }),
    // Once a wording is in use it stays until the next one is published.
    standardAnswerTable.update({ id, version: 0 }, { ...data, topicKey: data.topic.toLowerCase() }),
    standardAnswerDraftTable.upsert({ id, ...data }),
  ],
  StandardAnswerPublished: ({ stream: id, revision, data }) => [
    standardAnswerTable.update({ id }, { ...data, revision, status: 'PUBLISHED', topicKey: data.topic.toLowerCase() }),
    standardAnswerWordingTable.insert({ id, ...data }),
    standardAnswerDraftTable.delete({ id }),
  ],
  StandardAnswerWithdrawn: ({ stream: id, revision, data: { reason: withdrawalReason } }) => [
    standardAnswerTable.update({ id }, { revision, status: 'WITHDRAWN', withdrawalReason }),
    standardAnswerDraftTable.delete({ id }),
  ],
});

export const enquiryRegister = defineProjection({
  name: 'enquiry-register',
  version: 3,
  tables: [enquiryTable, standardAnswerTable, standardAnswerWordingTable, standardAnswerDraftTable, responseTimeTable],
  handlers: [...enquiryHandlers, ...standardAnswerHandlers],
});
