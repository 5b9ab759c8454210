import { z } from 'zod';
import { PURPOSES, STATUTORY_EXEMPTIONS, topic, URGENCIES } from '#domain/partnerships';
import { defineEvents, type EventsOf, textsOnPersons } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { instantSchema, NATIONS, plainDateSchema } from '#platform/working-days';
import { ANSWERS, CHANNELS, contactSource, outcome, roleLabel } from './contact.vocabulary.js';
import { adviceSchema, CAPACITIES } from './gateway.advice.js';

const reason = prose(1000);
const organisationId = idOf('organisation');
const siteId = idOf('site').optional();
const authorityId = idOf('authority');
const officerId = idOf('officer').optional();

/** Until when the account manager may answer, and the calendar with which that was worked out. */
const answerDue = z.strictObject({
  at: instantSchema,
  lastDay: plainDateSchema,
  workingDays: z.int().min(0),
  calendar: z.strictObject({
    nation: z.enum(NATIONS),
    source: line(200),
    holidaysSkipped: z.array(z.strictObject({ date: plainDateSchema, name: line(200) })).max(100),
  }),
});

const subject = { organisationId, siteId, authorityId, officerId, topic, purpose: z.enum(PURPOSES) };
const whatWasMade = {
  madeOn: plainDateSchema,
  channel: z.enum(CHANNELS),
  withWhom: roleLabel,
  summary: prose(4000).optional(),
  /** True when the organisation is not to learn of it, for example of what a worker said in confidence. */
  confidential: z.boolean(),
};

/** How soon the contact was needed, and the ground on which it went ahead in any case. */
const grounds = z.strictObject({
  urgency: z.enum(URGENCIES),
  exemption: z.enum(STATUTORY_EXEMPTIONS).optional(),
});

/** What the officer did about the gateway's advice. */
const conduct = z.strictObject({
  adviceFollowed: z.boolean(),
  coordinated: z.boolean(),
  deviationReason: reason.optional(),
});

const definitions = {
  IntentionRegistered: {
    version: 1,
    effective: 'registeredOn',
    description: 'An officer intended a contact, and the gateway gave its advice.',
    schema: z.strictObject({
      ...subject,
      ...grounds.shape,
      note: prose(2000).optional(),
      plannedOn: plainDateSchema,
      registeredOn: plainDateSchema,
      advice: adviceSchema,
      answerDue: answerDue.optional(),
    }),
    personal: textsOnPersons(['note']),
  },
  IntentionAnswered: {
    version: 1,
    effective: 'answeredOn',
    description: 'Whoever manages the account answered the intention.',
    schema: z.strictObject({
      answer: z.enum(ANSWERS),
      until: plainDateSchema.optional(),
      text: prose(2000),
      capacity: z.enum(CAPACITIES),
      officerId,
      answeredOn: plainDateSchema,
      late: z.boolean(),
    }),
    personal: textsOnPersons(['text']),
  },
  AnswerDeadlinePassed: {
    version: 1,
    description: 'Nobody answered in time; the officer may proceed.',
    schema: z.strictObject({ at: instantSchema }),
  },
  IntentionWithdrawn: {
    version: 1,
    description: 'The officer gave the intention up, or registered it by mistake.',
    schema: z.strictObject({ reason }),
    personal: textsOnPersons(['reason']),
  },
  ContactMade: {
    version: 1,
    effective: 'madeOn',
    description: 'The contact that was intended took place.',
    schema: z.strictObject({
      ...subject,
      ...whatWasMade,
      ...conduct.shape,
      exemption: z.enum(STATUTORY_EXEMPTIONS).optional(),
    }),
    personal: textsOnPersons(['summary', 'deviationReason']),
  },
  ContactNotMade: {
    version: 1,
    description: 'The contact that was intended did not take place.',
    schema: z.strictObject({ reason }),
    personal: textsOnPersons(['reason']),
  },
  ContactRecorded: {
    version: 1,
    effective: 'madeOn',
    description: 'A contact was recorded after it took place, by hand or from another system.',
    schema: z.strictObject({
      ...subject,
      ...whatWasMade,
      ...grounds.shape,
      outcome: outcome.optional(),
      source: contactSource.optional(),
    }),
    personal: textsOnPersons(['summary', 'outcome.text']),
  },
  OutcomeRecorded: {
    version: 1,
    description: 'What came of the contact; with a reason where an earlier record was corrected.',
    schema: outcome.extend({ reason: reason.optional() }),
    personal: textsOnPersons(['text', 'reason']),
  },
  FollowUpPlanned: {
    version: 1,
    description: 'Something is to be done after the contact.',
    schema: z.strictObject({ number: z.int().min(1), dueOn: plainDateSchema, text: prose(1000) }),
    personal: textsOnPersons(['text']),
  },
  FollowUpDone: {
    version: 1,
    effective: 'doneOn',
    description: 'What was to be done after the contact is done.',
    schema: z.strictObject({ number: z.int().min(1), doneOn: plainDateSchema, text: prose(1000).optional() }),
    personal: textsOnPersons(['text']),
  },
  ContactAmended: {
    version: 2,
    effective: 'madeOn',
    description: 'The record of a contact was corrected.',
    schema: z.strictObject({
      ...subject,
      ...whatWasMade,
      reason,
      /** What is left out stands. */
      grounds: grounds.optional(),
      /** Left out also where the gateway gave no advice. */
      conduct: conduct.optional(),
    }),
    personal: textsOnPersons(['summary', 'reason', 'conduct.deviationReason']),
  },
};

export const contactEvents = defineEvents('contacts', definitions, [
  {
    // The first version could correct neither grounds nor conduct: both stand.
    from: 'contacts.ContactAmended.v1',
    to: 'contacts.ContactAmended.v2',
    upcast: (data) => data,
  },
]);

export type ContactEvent = EventsOf<typeof contactEvents>;
export type ContactEventData<Type extends ContactEvent['type']> = Extract<ContactEvent, { type: Type }>['data'];
