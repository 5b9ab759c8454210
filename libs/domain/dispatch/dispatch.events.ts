import { z } from 'zod';
import { defineEvents, type EventsOf, type PersonalField, type Upcaster } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { instantSchema } from '#platform/working-days';
import { DISPATCH_CHANNELS, dispatchedContent, sourceId, UNCERTAINTIES } from './dispatch.vocabulary.js';

const number = z.int().min(1);
const answer = line(500);
const reason = prose(1000);

/**
 * What came of an attempt. `answer` is what the other side said; it may name the address, and is left out when the data of
 * the recipient was erased while the attempt was under way.
 */
const attemptResult = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('DELIVERED'), answer: answer.optional() }),
  z.strictObject({ outcome: z.literal('FAILED_TEMPORARILY'), answer, nextAttemptAt: instantSchema }),
  z.strictObject({ outcome: z.literal('DEAD'), answer }),
  z.strictObject({ outcome: z.literal('REFUSED'), answer }),
  z.strictObject({ outcome: z.literal('UNCERTAIN'), because: z.enum(UNCERTAINTIES), answer }),
  z.strictObject({ outcome: z.literal('REMOVED') }),
  z.strictObject({ outcome: z.literal('GIVEN_UP'), answer: answer.optional() }),
]);

/** Standings from which only a person's decision leads on. */
export const UNSETTLED = ['REFUSED', 'UNCERTAIN', 'DEAD'] as const;
const from = z.enum(UNSETTLED);

const answers: readonly PersonalField[] = [
  {
    path: ['deliveries', 'result', 'answer'],
    subject: { from: 'stream-and-data', path: ['deliveries', 'number'] },
    retention: 'contact-details',
  },
];

/** The first version always had an answer. */
const endedWithAnswers: Upcaster = {
  from: 'dispatch.DeliveriesEnded.v1',
  to: 'dispatch.DeliveriesEnded.v2',
  upcast: (data) => data,
  personal: answers,
};

const definitions = {
  DispatchOpened: {
    version: 1,
    description: 'A source handed over its text to be sent.',
    schema: dispatchedContent.extend({
      sourceId,
      issue: z.int().min(1),
      channel: z.enum(DISPATCH_CHANNELS),
      recipientListIds: z.array(idOf('recipient-list')).min(1).max(20),
      deliveries: z.int().min(1),
    }),
  },
  RecipientsFrozen: {
    version: 1,
    description: 'Who is to get the text: recipients by their number on a list, those of one address together.',
    schema: z.strictObject({
      /** The lists by their places, to which the recipients refer. */
      recipientListIds: z.array(idOf('recipient-list')).min(1).max(20),
      /** The number of the first of these deliveries; the others follow. */
      first: number,
      deliveries: z
        .array(z.array(z.strictObject({ list: z.int().min(0), number })).min(1))
        .min(1)
        .max(1000),
    }),
  },
  DeliveriesStarted: {
    version: 1,
    description: 'Attempts began. From here on the text may reach these recipients.',
    schema: z.strictObject({ deliveries: z.array(z.strictObject({ number, attempt: number })).min(1) }),
  },
  DeliveriesEnded: {
    version: 2,
    description: 'What came of attempts.',
    schema: z.strictObject({
      deliveries: z.array(z.strictObject({ number, attempt: number, result: attemptResult })).min(1),
    }),
    personal: answers,
  },
  DeliveryRetried: {
    version: 1,
    description: 'Somebody decided that a delivery is to be tried again.',
    schema: z.strictObject({ number, from, reason }),
    personal: [{ path: ['reason'], subject: { from: 'stream-and-data', path: ['number'] }, retention: 'free-text' }],
  },
  DeliverySettled: {
    version: 1,
    description: 'Somebody decided what a delivery counts as, on evidence.',
    schema: z.strictObject({ number, from, as: z.enum(['DELIVERED', 'GIVEN_UP']), evidence: reason }),
    personal: [{ path: ['evidence'], subject: { from: 'stream-and-data', path: ['number'] }, retention: 'free-text' }],
  },
  DispatchPaused: {
    version: 1,
    description: 'No attempts begin until the dispatch is resumed.',
    schema: z.strictObject({ reason }),
  },
  DispatchResumed: {
    version: 1,
    description: 'Attempts begin again.',
    schema: z.strictObject({ reason }),
  },
  DispatchAbandoned: {
    version: 1,
    description: 'No attempts begin any more; what waited is given up.',
    schema: z.strictObject({ reason }),
  },
  DispatchCompleted: {
    version: 1,
    description: 'Every delivery has come to its end.',
    schema: z.strictObject({}),
  },
} as const;

export const dispatchEvents = defineEvents('dispatch', definitions, [endedWithAnswers]);

export type DispatchEvent = EventsOf<typeof dispatchEvents>;
export type AttemptResult = z.output<typeof attemptResult>;
