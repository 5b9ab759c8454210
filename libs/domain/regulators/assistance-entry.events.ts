import { z } from 'zod';
import { defineEvents, type EventsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { NATIONS, plainDateSchema } from '#platform/working-days';

/** What an entry of the directory says, besides whose it is. */
export const assistanceDetails = z.strictObject({
  topics: z.array(line(80)).min(1, 'must name a topic').max(20),
  description: prose(2000),
  /** The officer who helps. */
  officerId: idOf('officer').optional(),
  /** Where to ask when it is not one officer: a helpdesk, a mailbox. */
  contactPoint: line(200).optional(),
  /** Nations served; none means all. */
  nations: z.array(z.enum(NATIONS)).max(NATIONS.length),
  /** Regions served, as the register of authorities names them; none means all. */
  regions: z.array(line(100)).max(20),
  validFrom: plainDateSchema,
  /** The day from which it no longer counts. */
  validUntil: plainDateSchema.optional(),
});

export const assistanceEntryEvents = defineEvents('regulators', {
  AssistanceListed: {
    version: 1,
    description: 'An authority offers help on a topic.',
    schema: assistanceDetails.extend({ authorityId: idOf('authority') }),
  },
  AssistanceAmended: {
    version: 1,
    description: 'What the directory says about the help offered was changed.',
    schema: assistanceDetails.extend({ reason: prose(1000) }),
  },
  AssistanceWithdrawn: {
    version: 1,
    description: 'The help is no longer offered.',
    schema: z.strictObject({ reason: prose(1000) }),
  },
});

export type AssistanceEntryEvent = EventsOf<typeof assistanceEntryEvents>;
export type AssistanceDetails = z.output<typeof assistanceDetails>;
