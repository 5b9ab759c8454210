import { z } from 'zod';
import { type EventCatalogue, type EventDefinition, type EventsOf, textsOnPersons } from '#platform/event-sourcing';
import { digestSchema, line, prose } from '#platform/values';
import { instantSchema, NATIONS, plainDateSchema } from '#platform/working-days';
import { quorumSchema } from './quorum.js';
import { signatorySchema } from './signatory.js';

const version = z.int().min(1);
const seat = z.string().min(1).max(120);
const reason = prose(1000);
/** Objections are numbered from 1 within their version. */
const objection = z.int().min(1);

/** Until when agreements count, and the calendar with which that was worked out. */
export const agreementDeadline = z.strictObject({
  at: instantSchema,
  lastDay: plainDateSchema,
  workingDays: z.int().min(1),
  calendar: z.strictObject({
    nation: z.enum(NATIONS),
    source: line(200),
    holidaysSkipped: z.array(z.strictObject({ date: plainDateSchema, name: line(200) })).max(100),
  }),
});
export type AgreementDeadline = z.output<typeof agreementDeadline>;

/**
 * What can happen to an agreement on one version of an object. A context whose objects are agreed spreads these into its
 * catalogue, and the fold of `agreement.decisions.ts` into its state.
 */
export const agreementEvents = {
  AgreementSought: {
    version: 1,
    description: 'A version was put forward to those who must agree to exactly this content.',
    schema: z.strictObject({
      version,
      digest: digestSchema,
      /** What it is, for those who are asked. */
      title: line(300),
      quorum: quorumSchema,
      /** Who worked on this version. */
      authors: z.array(signatorySchema).max(200),
      /** Without one, agreements count until the version is replaced. */
      deadline: agreementDeadline.optional(),
    }),
  },
  AgreementGiven: {
    version: 1,
    description: 'A person of a party agreed to exactly this content.',
    schema: z.strictObject({ version, digest: digestSchema, seat, by: signatorySchema }),
  },
  AgreementTakenBack: {
    version: 1,
    description: 'A person took back an agreement before all had agreed.',
    schema: z.strictObject({ version, seat, by: signatorySchema, reason }),
    personal: textsOnPersons(['reason']),
  },
  ObjectionRaised: {
    version: 1,
    description: 'A person of a party that must agree objected to this content.',
    schema: z.strictObject({ version, digest: digestSchema, objection, seat, by: signatorySchema, reason }),
    personal: textsOnPersons(['reason']),
  },
  ObjectionSettled: {
    version: 1,
    description: 'The party that had objected said how its objection was settled.',
    schema: z.strictObject({ version, objection, by: signatorySchema, settlement: reason }),
    personal: textsOnPersons(['settlement']),
  },
  AgreementReached: {
    version: 1,
    description: 'All who must agree have agreed to exactly this content.',
    schema: z.strictObject({ version, digest: digestSchema }),
  },
  AgreementLapsed: {
    version: 1,
    description: 'The deadline passed before all had agreed; what had been agreed no longer counts.',
    schema: z.strictObject({ version, digest: digestSchema, lastDay: plainDateSchema }),
  },
  AgreementVoided: {
    version: 1,
    description: 'The content changed or was called back; what had been agreed no longer counts.',
    schema: z.strictObject({ version, digest: digestSchema, reason }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type AgreementEvent = EventsOf<EventCatalogue<typeof agreementEvents>>;
export type AgreementEventOf<Name extends AgreementEvent['type']> = Extract<AgreementEvent, { type: Name }>;
