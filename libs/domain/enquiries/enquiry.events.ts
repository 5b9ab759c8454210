import { z } from 'zod';
import { defineEvents, type EventsOf, textsOnPersons } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { NATIONS, plainDateSchema } from '#platform/working-days';
import { ASKED_FOR } from './enquiry.askers.js';
import { ENQUIRY_KINDS, enquiryRoute } from './enquiry.routing.js';

/** How long an answer took, and the calendar with which the working days were counted. */
export const responseTime = z.strictObject({
  workingDays: z.int().min(0),
  nation: z.enum(NATIONS),
  calendar: line(200),
});

const definitions = {
  EnquiryReceived: {
    version: 2,
    effective: 'receivedOn',
    description: 'Somebody asked a question about the scheme or about an organisation in it.',
    schema: z.strictObject({
      topic: line(80),
      question: prose(4000),
      /** A role or body, not a name. */
      askedBy: line(200),
      askedFor: z.enum(ASKED_FOR),
      receivedByPartyId: z.string(),
      receivedOn: plainDateSchema,
      organisationId: idOf('organisation').optional(),
    }),
    personal: textsOnPersons(['question', 'askedBy'], 'enquirer'),
  },
  EnquirySorted: {
    version: 1,
    description: 'The enquiry was found to be general, or about one organisation.',
    schema: z.strictObject({
      kind: z.enum(ENQUIRY_KINDS),
      reason: prose(1000),
      /** The version of the list of general topics; absent when a person decided. */
      topicsVersion: z.int().min(1).optional(),
    }),
    personal: textsOnPersons(['reason']),
  },
  EnquiryRouted: {
    version: 1,
    description: 'Who is to answer the enquiry.',
    schema: z.strictObject({ route: enquiryRoute, reason: prose(1000) }),
    personal: textsOnPersons(['reason']),
  },
  EnquiryAnswered: {
    version: 1,
    effective: 'answeredOn',
    description: 'The enquiry was answered, in words of its own or with a standard answer.',
    schema: z.strictObject({
      text: prose(8000).optional(),
      standardAnswer: z.strictObject({ id: idOf('standard-answer'), version: z.int().min(1) }).optional(),
      answeredOn: plainDateSchema,
      /** As what it was answered, for figures that keep general enquiries apart. */
      kind: z.enum(ENQUIRY_KINDS),
      response: responseTime,
    }),
    personal: textsOnPersons(['text'], 'enquirer'),
  },
  EnquiryWithdrawn: {
    version: 1,
    description: 'Whoever asked no longer needs an answer.',
    schema: z.strictObject({ reason: prose(1000) }),
    personal: textsOnPersons(['reason']),
  },
};

export const enquiryEvents = defineEvents('enquiries', definitions, [
  {
    from: 'enquiries.EnquiryReceived.v1',
    to: 'enquiries.EnquiryReceived.v2',
    // In whose name was not recorded, and the party's other people may have read it.
    upcast: (data) => ({ ...z.looseObject({}).parse(data), askedFor: 'PARTY' }),
  },
]);

export type EnquiryEvent = EventsOf<typeof enquiryEvents>;
