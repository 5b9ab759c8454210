import { z } from 'zod';
import { signatorySchema } from '#platform/agreements';
import {
  defineEvents,
  RETENTION_CLASSES,
  subjectIdSchema,
  type EventsOf,
  type PersonalField,
} from '#platform/event-sourcing';
import { idOf, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { GROUNDS_TO_ERASE, GROUNDS_TO_KEEP, MOST_SUBJECTS, REQUESTERS } from './erasure.vocabulary.js';

const subjectIds = z.array(subjectIdSchema).min(1).max(MOST_SUBJECTS).readonly();
const explanation = prose(2000);
const attempt = z.int().min(1);
const controllerId = idOf('authority');

/** What people say of a request may be about the person whose data it concerns. */
const personal: readonly PersonalField[] = [
  { path: ['explanation'], subject: { from: 'stream' }, retention: 'free-text' },
];

export const erasureEvents = defineEvents('data-protection', {
  ErasureRequested: {
    version: 1,
    description: 'A party was asked, or wants, to erase personal data that it answers for.',
    schema: z.strictObject({
      /** The party that answers for the data, and decides. */
      controllerId,
      subjectIds,
      wantedBy: z.enum(REQUESTERS),
      ground: z.enum(GROUNDS_TO_ERASE),
      explanation,
      by: signatorySchema,
    }),
    personal,
  },
  ErasureProposed: {
    version: 1,
    description: 'Personal data has been kept for as long as its class is kept: its erasure is proposed for decision.',
    schema: z.strictObject({
      controllerId,
      subjectIds,
      retention: z.enum(RETENTION_CLASSES),
      /** How long the class is kept, as it was set then. */
      keptForDays: z.int().min(1),
      /** The day from which that was counted. */
      since: plainDateSchema,
    }),
  },
  ErasureGranted: {
    version: 1,
    description: 'The data is to be erased, on this ground.',
    schema: z.strictObject({ ground: z.enum(GROUNDS_TO_ERASE), explanation, by: signatorySchema }),
    personal,
  },
  ErasureRefused: {
    version: 1,
    description: 'The data stays, on this ground.',
    schema: z.strictObject({ ground: z.enum(GROUNDS_TO_KEEP), explanation, by: signatorySchema }),
    personal,
  },
  ErasureWithdrawn: {
    version: 1,
    description: 'The request was taken back before it was decided.',
    schema: z.strictObject({ explanation, by: signatorySchema }),
    personal,
  },
  ErasureBegun: {
    version: 1,
    description:
      'The erasure began: from here on nothing personal can be recorded about these subjects, and their keys go.',
    schema: z.strictObject({
      attempt,
      /** Those named, and those under which data of the same persons is held. */
      subjectIds: z.array(subjectIdSchema).min(1).max(10_000).readonly(),
    }),
  },
  ErasureInterrupted: {
    version: 1,
    description: 'The service stopped while the erasure was under way: it is carried out again from its beginning.',
    schema: z.strictObject({ attempt }),
  },
  ErasureCompleted: {
    version: 1,
    description: 'The keys are destroyed, and no read model or memory of the service holds the data.',
    schema: z.strictObject({
      attempt,
      /** How many events hold data that can no longer be read. */
      events: z.int().min(0),
      /** How many values were recorded in clear text, before sealing began: they stay readable in the log. */
      valuesInClearText: z.int().min(0),
      /** The read models that were built anew. */
      readModels: z.array(z.string().max(80)).max(200).readonly(),
    }),
  },
});

export type ErasureEvent = EventsOf<typeof erasureEvents>;
export type ErasureEventOf<Type extends ErasureEvent['type']> = Extract<ErasureEvent, { type: Type }>;
