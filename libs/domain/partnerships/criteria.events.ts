import { z } from 'zod';
import type { EventCatalogue, EventDefinition, EventsOf, Upcaster } from '#platform/event-sourcing';
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
    version: 2,
    effective: 'from',
    description: 'The draft is in force from a day on, in place of the version before.',
    schema: z.strictObject({
      version,
      from: plainDateSchema,
      /** The version that is in force until then. */
      ends: version.optional(),
      /** Versions that were to take effect on that day or later, and now never do. */
      skipped: z.array(z.strictObject({ version, from: plainDateSchema })),
    }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

/** Every version came after the one before it, and none was skipped. */
const publishedV1 = z.strictObject({ version, from: plainDateSchema });

export const criteriaUpcasters: readonly Upcaster[] = [
  {
    from: 'partnerships.CriteriaPublished.v1',
    to: 'partnerships.CriteriaPublished.v2',
    upcast: (data) => {
      const published = publishedV1.parse(data);
      return { ...published, skipped: [], ...(published.version > 1 ? { ends: published.version - 1 } : {}) };
    },
  },
];

export type CriteriaEvent = EventsOf<EventCatalogue<typeof criteriaEvents>>;
