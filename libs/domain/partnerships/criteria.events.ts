import { z } from 'zod';
import type { EventCatalogue, EventDefinition, EventsOf } from '#platform/event-sourcing';
import { plainDateSchema } from '#platform/working-days';
import { draftContactRule } from './contact-criteria.js';

/** Versions are numbered from 1; the draft has the number that it will be published under. */
const version = z.int().min(1);

export const criteriaEvents = {
  CriteriaDrafted: {
    version: 1,
    description: 'The rules that the next version of the contact criteria is to hold; replaces the former draft.',
    schema: z.strictObject({
      version,
      rules: z.array(draftContactRule).min(1),
    }),
  },
  CriteriaPublished: {
    version: 1,
    description: 'The draft is in force from a day on, in place of the version before.',
    schema: z.strictObject({ version, from: plainDateSchema }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type CriteriaEvent = EventsOf<EventCatalogue<typeof criteriaEvents>>;
