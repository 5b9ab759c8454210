import { z } from 'zod';
import { defineEvents, type EventsOf } from '#platform/event-sourcing';
import { line, prose } from '#platform/values';

const wording = { topic: line(80), title: line(200), text: prose(8000) };

export const standardAnswerEvents = defineEvents('enquiries', {
  StandardAnswerDrafted: {
    version: 1,
    description: 'A reusable answer to a general enquiry was drafted, or drafted anew.',
    schema: z.strictObject(wording),
  },
  StandardAnswerPublished: {
    version: 1,
    description: 'The wording as last drafted may be used, under this version number.',
    schema: z.strictObject({ ...wording, version: z.int().min(1) }),
  },
  StandardAnswerWithdrawn: {
    version: 1,
    description: 'The answer is not to be used any more.',
    schema: z.strictObject({ reason: prose(1000) }),
  },
});

export type StandardAnswerEvent = EventsOf<typeof standardAnswerEvents>;
