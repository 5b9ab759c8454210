import { z } from 'zod';
import { defineEvents, type EventsOf } from '#platform/event-sourcing';
import { digestSchema, line } from '#platform/values';

export const READING_KINDS = ['OPERATION', 'EXPORT', 'PROOF'] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

export const MOST_IDS = 200;
export const MOST_FIELDS = 100;

/** What was asked, without what was written: texts of a question are kept by their digest only. */
export const reading = z.strictObject({
  /** Tells each from one of the same content. */
  readingId: z.uuid(),
  kind: z.enum(READING_KINDS),
  /** As the document names the operation; of an export or a proof, what it is of. */
  name: line(200).optional(),
  /** The fields asked for at the top: `history`, `plan`. */
  fields: z.array(line(200)).max(MOST_FIELDS),
  /** SHA-256 of the document's bytes. */
  document: digestSchema,
  /** Of the canonical form of the variables. */
  variables: digestSchema,
  /** The ids of objects that the question names. */
  ids: z.array(line(200)).max(MOST_IDS),
  /** The moment asked for, and what else is asked of the whole operation, as it was written. */
  asked: z.array(line(1000)).max(10),
});
export type Reading = z.output<typeof reading>;

export const readingEvents = defineEvents('audit', {
  ReadingBegun: {
    version: 1,
    description: 'An auditor asked for something, and was about to be shown it.',
    schema: reading,
  },
});

export type ReadingEvent = EventsOf<typeof readingEvents>;
