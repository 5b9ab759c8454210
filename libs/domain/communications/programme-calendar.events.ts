import { z } from 'zod';
import { defineEvents, type EventsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';

/** What a period of an authority's own programme means for messages to its people. */
export const PERIOD_KINDS = [
  /** The authority settles its work programme: what is to influence it must be out by the first day. */
  'PLANNING',
  /** No messages to the authority's people on these days. */
  'CLOSED',
  /** A date for which messages should be out, for example a regional meeting. */
  'FIT',
] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** Periods are numbered from 1 within their calendar. */
export const periodNumber = z.int().min(1).max(100_000);

/** Of a period, both days belong to it. */
export const periodDetails = z.strictObject({
  title: line(200),
  kind: z.enum(PERIOD_KINDS),
  from: plainDateSchema,
  until: plainDateSchema,
  note: prose(2000).optional(),
});
export type PeriodDetails = z.output<typeof periodDetails>;

export const programmeCalendarEvents = defineEvents('communications', {
  PeriodRecorded: {
    version: 1,
    description: 'A period of an authority’s own programme was recorded, with which messages have to fit in.',
    schema: periodDetails.extend({ authorityId: idOf('authority'), period: periodNumber }),
  },
  PeriodAmended: {
    version: 1,
    description: 'What is on record of a period was corrected, or the period was moved.',
    schema: periodDetails.extend({ period: periodNumber, reason: prose(1000) }),
  },
  PeriodWithdrawn: {
    version: 1,
    description: 'The period does not count any more.',
    schema: z.strictObject({ period: periodNumber, reason: prose(1000) }),
  },
});

export type ProgrammeCalendarEvent = EventsOf<typeof programmeCalendarEvents>;
