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
    receivedOn: text(),
    organisationId: nullable(text()),
    kind: text<EnquiryKind>(),
    sortingReason: text(),
    routeKind: text<EnquiryRoute['kind']>(),
    routedOfficerId: nullable(text()),
    routedAuthorityId: nullable(text()),
    routeCapacity: nullable(text<'ACCOUNT_MANAGER' | 'SHADOW' | 'OTHER'>()),
    routeReason: text(),
    answer: nullable(text()),
    standardAnswerId: nullable(text()),
    standardAnswerVersion: nullable(integer()),
    answeredOn: nullable(text()),
    responseWorkingDays: nullable(integer()),
    responseCalendar: nullable(text()),
  },
  primaryKey: ['id'],
  indexes: [
    ['receivedOn', 'id'],
    ['status', 'receivedOn', 'id'],
    ['organisationId', 'receivedOn', 'id'],
    ['routedOfficerId', 'status', 'receivedOn', 'id'],
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
    text: text(),
    version: integer(),
    uses: integer(),
  },
  primaryKey: ['id'],
  indexes: [['topicKey', 'id']],
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
  [typeof enquiryTable, typeof standardAnswerTable, typeof standardAnswerDraftTable, typeof responseTimeTable]
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
      ...routeColumns({ kind: 'CENTRAL' }),
      routeReason: '',
      answer: null,
      standardAnswerId: null,
      standardAnswerVersion: null,
      answeredOn: null,
      responseWorkingDays: null,
      responseCalendar: null,
    }),
  ],
  EnquirySorted: ({ stream: id, revision, data: { kind, reason } }) => [
    enquiryTable.update({ id }, { revision, kind, sortingReason: reason }),
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
  EnquiryWithdrawn: ({ stream: id, revision }) => [enquiryTable.update({ id }, { revision, status: 'WITHDRAWN' })],
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
    }),
    standardAnswerTable.update({ id }, { revision }),
    standardAnswerDraftTable.upsert({ id, ...data }),
  ],
  StandardAnswerPublished: ({ stream: id, revision, data }) => [
    standardAnswerTable.update({ id }, { ...data, revision, status: 'PUBLISHED', topicKey: data.topic.toLowerCase() }),
    standardAnswerDraftTable.delete({ id }),
  ],
  StandardAnswerWithdrawn: ({ stream: id, revision }) => [
    standardAnswerTable.update({ id }, { revision, status: 'WITHDRAWN' }),
    standardAnswerDraftTable.delete({ id }),
  ],
});

export const enquiryRegister = defineProjection({
  name: 'enquiry-register',
  version: 2,
  tables: [enquiryTable, standardAnswerTable, standardAnswerDraftTable, responseTimeTable],
  handlers: [...enquiryHandlers, ...standardAnswerHandlers],
});
