import { topicKey } from '#domain/partnerships';
import type { StoredEvent } from '#platform/event-sourcing';
import { defineProjection, on, toJson, type RowChange } from '#platform/projections';
import { contactEvents, type ContactEventData } from './contact.events.js';
import {
  contactDetailTable,
  contactTable,
  followUpTable,
  organisationContactTable,
  unmadeContactTable,
  type ContactDetailRow,
} from './contact.tables.js';
import type { Conduct, ContactSubject, Grounds, MadeFacts } from './contact.state.js';
import type { ContactStatus } from './contact.vocabulary.js';

/** The columns of a detail that begin empty. */
const NO_DETAIL: Omit<ContactDetailRow, 'contactId' | 'organisationId' | 'authorityId' | 'officerId'> = {
  note: null,
  advice: null,
  answerDueAt: null,
  answerDueDays: null,
  answerDueNation: null,
  answerDueCalendar: null,
  answerDueHolidays: null,
  answer: null,
  answerUntil: null,
  answerText: null,
  answerCapacity: null,
  answerOfficerId: null,
  answeredOn: null,
  answerLate: null,
  endReason: null,
  channel: null,
  withWhom: null,
  summary: null,
  confidential: 0,
  coordinated: null,
  adviceFollowed: null,
  deviationReason: null,
  results: toJson([]),
  outcomeText: null,
  outcomeReason: null,
  amendmentReason: null,
  sourceSystem: null,
  sourceReference: null,
};

const asFlag = (value: boolean): 0 | 1 => (value ? 1 : 0);

/** The organisation's own record of a contact: the same uuid under a kind of its own. */
export function organisationContactIdOf(contactId: string): string {
  return contactId.replace(/^contact-/, 'organisation-contact-');
}

function shared(event: StoredEvent, data: ContactSubject) {
  const { organisationId, siteId, authorityId, officerId, topic, purpose } = data;
  return {
    id: event.stream,
    revision: event.revision,
    organisationId,
    siteId: siteId ?? null,
    authorityId,
    officerId: officerId ?? null,
    topic,
    topicKey: topicKey(topic),
    purpose,
  };
}

function parties({ organisationId, authorityId, officerId }: ContactSubject) {
  return { organisationId, authorityId, officerId: officerId ?? null };
}

function madeDetail({ channel, withWhom, summary, confidential }: MadeFacts) {
  return { channel, withWhom, summary: summary ?? null, confidential: asFlag(confidential) };
}

function groundsColumns({ urgency, exemption }: Grounds) {
  return { urgency, exemption: exemption ?? null };
}

function conductDetail({ coordinated, adviceFollowed, deviationReason }: Conduct) {
  return {
    coordinated: asFlag(coordinated),
    adviceFollowed: asFlag(adviceFollowed),
    deviationReason: deviationReason ?? null,
  };
}

/** Shows a contact to the organisation, unless it was made in confidence. */
function showToOrganisation(contactId: string, data: ContactSubject & MadeFacts): readonly RowChange[] {
  if (data.confidential) return [];
  const { organisationId, siteId, authorityId, topic, channel, withWhom, madeOn } = data;
  return [
    organisationContactTable.insert({
      id: organisationContactIdOf(contactId),
      organisationId,
      siteId: siteId ?? null,
      authorityId,
      topic,
      channel,
      withWhom,
      madeOn,
    }),
  ];
}

function moveTo(event: StoredEvent, status: Exclude<ContactStatus, 'MADE'>): readonly RowChange[] {
  return [
    contactTable.update({ id: event.stream }, { status, revision: event.revision }),
    unmadeContactTable.update({ contactId: event.stream }, { unmadeStatus: status, dueAt: null }),
  ];
}

function revised(event: StoredEvent): RowChange {
  return contactTable.update({ id: event.stream }, { revision: event.revision });
}

function dueDetail(due: ContactEventData<'IntentionRegistered'>['answerDue']) {
  if (!due) return {};
  const { nation, source, holidaysSkipped } = due.calendar;
  return {
    answerDueAt: due.at,
    answerDueDays: due.workingDays,
    answerDueNation: nation,
    answerDueCalendar: source,
    answerDueHolidays: toJson(holidaysSkipped),
  };
}

const handlers = on(contactEvents, {
  IntentionRegistered: (event) => {
    const { data, stream, recordedAt } = event;
    const {
      organisationId,
      siteId,
      authorityId,
      urgency,
      exemption = null,
      plannedOn,
      advice,
      answerDue,
      note = null,
    } = data;
    const status = answerDue ? 'AWAITING_ANSWER' : 'INTENDED';
    return [
      contactTable.insert({
        ...shared(event, data),
        urgency,
        exemption,
        status,
        plannedOn,
        madeOn: null,
        date: plannedOn,
        adviceKind: advice.kind,
        registeredAt: recordedAt,
      }),
      contactDetailTable.insert({
        contactId: stream,
        ...parties(data),
        ...NO_DETAIL,
        ...dueDetail(answerDue),
        note,
        advice: toJson(advice),
      }),
      unmadeContactTable.insert({
        contactId: stream,
        organisationId,
        siteId: siteId ?? null,
        authorityId,
        unmadeStatus: status,
        day: plannedOn,
        dueAt: answerDue?.at ?? null,
        registeredBy: event.id,
      }),
    ];
  },
  IntentionAnswered: (event) => {
    const { answer, until = null, text, capacity, officerId = null, answeredOn, late } = event.data;
    return [
      ...moveTo(event, 'ANSWERED'),
      contactDetailTable.update(
        { contactId: event.stream },
        {
          answer,
          answerUntil: until,
          answerText: text,
          answerCapacity: capacity,
          answerOfficerId: officerId,
          answeredOn,
          answerLate: asFlag(late),
        },
      ),
    ];
  },
  AnswerDeadlinePassed: (event) => moveTo(event, 'UNANSWERED'),
  IntentionWithdrawn: (event) => [
    ...moveTo(event, 'WITHDRAWN'),
    contactDetailTable.update({ contactId: event.stream }, { endReason: event.data.reason }),
  ],
  ContactNotMade: (event) => [
    ...moveTo(event, 'NOT_MADE'),
    contactDetailTable.update({ contactId: event.stream }, { endReason: event.data.reason }),
  ],
  ContactMade: (event) => {
    const { data, stream: contactId } = event;
    const { madeOn, exemption = null } = data;
    return [
      contactTable.update(
        { id: contactId },
        { status: 'MADE', revision: event.revision, madeOn, date: madeOn, exemption },
      ),
      unmadeContactTable.delete({ contactId }),
      contactDetailTable.update({ contactId }, { ...madeDetail(data), ...conductDetail(data) }),
      ...showToOrganisation(contactId, data),
    ];
  },
  ContactRecorded: (event) => {
    const { data, stream: contactId } = event;
    const { urgency, exemption = null, madeOn, outcome, source } = data;
    return [
      contactTable.insert({
        ...shared(event, data),
        urgency,
        exemption,
        status: 'MADE',
        plannedOn: null,
        madeOn,
        date: madeOn,
        adviceKind: null,
        registeredAt: event.recordedAt,
      }),
      contactDetailTable.insert({
        contactId,
        ...parties(data),
        ...NO_DETAIL,
        ...madeDetail(data),
        results: toJson(outcome?.results ?? []),
        outcomeText: outcome?.text ?? null,
        sourceSystem: source?.system ?? null,
        sourceReference: source?.reference ?? null,
      }),
      ...showToOrganisation(contactId, data),
    ];
  },
  OutcomeRecorded: (event) => {
    const { results, text = null, reason = null } = event.data;
    return [
      revised(event),
      contactDetailTable.update(
        { contactId: event.stream },
        { results: toJson(results), outcomeText: text, outcomeReason: reason },
      ),
    ];
  },
  FollowUpPlanned: (event) => [
    revised(event),
    followUpTable.insert({ contactId: event.stream, ...event.data, doneOn: null, doneText: null }),
  ],
  FollowUpDone: (event) => {
    const { number, doneOn, text = null } = event.data;
    return [revised(event), followUpTable.update({ contactId: event.stream, number }, { doneOn, doneText: text })];
  },
  ContactAmended: (event) => {
    const { data, stream: contactId } = event;
    const { siteId = null, officerId = null, topic, purpose, madeOn, reason, grounds, conduct } = data;
    return [
      contactTable.update(
        { id: contactId },
        {
          revision: event.revision,
          siteId,
          officerId,
          topic,
          topicKey: topicKey(topic),
          purpose,
          madeOn,
          date: madeOn,
          ...(grounds && groundsColumns(grounds)),
        },
      ),
      contactDetailTable.update(
        { contactId },
        { officerId, ...madeDetail(data), ...(conduct && conductDetail(conduct)), amendmentReason: reason },
      ),
      organisationContactTable.delete({ id: organisationContactIdOf(contactId) }),
      ...showToOrganisation(contactId, data),
    ];
  },
});

export const contactRegister = defineProjection({
  name: 'contact-register',
  version: 3,
  tables: [contactTable, contactDetailTable, followUpTable, unmadeContactTable, organisationContactTable],
  handlers,
});
