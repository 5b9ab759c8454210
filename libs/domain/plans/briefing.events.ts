import { z } from 'zod';
import { defineEvents, type EventsOf, person } from '#platform/event-sourcing';
import { digestSchema, idOf } from '#platform/values';

/** What of a plan was shown, and to whom: the version, and the digest of exactly what was shown of it. */
export const disclosure = z.strictObject({
  /** Whose briefing it is; others than that authority may read it, too. */
  authorityId: idOf('authority'),
  planId: idOf('plan'),
  partnershipId: idOf('partnership'),
  organisationId: idOf('organisation'),
  version: z.int().min(1),
  digest: digestSchema,
});
export type Disclosure = z.output<typeof disclosure>;

export const briefingEvents = defineEvents('plans', {
  KeyInformationDisclosed: {
    version: 1,
    description: 'A party read what concerns an authority in a plan, in exactly this content, for the first time.',
    schema: disclosure.extend({ to: person }),
  },
});

export type BriefingEvent = EventsOf<typeof briefingEvents>;
