import { z } from 'zod';
import type { EventCatalogue, EventDefinition, EventsOf } from '#platform/event-sourcing';
import { prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { planContent } from './plan.content.js';
import { planChange } from './plan.difference.js';
import { PRIORITY_OUTCOMES, reason } from './plan.vocabulary.js';

/** Versions are numbered from 1 as they are put forward; a number is never used again. */
const version = z.int().min(1);

export const priorityEvaluation = z.strictObject({
  priority: z.int().min(1),
  outcome: z.enum(PRIORITY_OUTCOMES),
  remark: prose(2000),
});

export const versionEvents = {
  PlanVersionProposed: {
    version: 1,
    description:
      'A version of the plan was put forward, with all that it says. Who must agree follows in the next event.',
    schema: z.strictObject({
      version,
      content: planContent,
      /** The version agreed last before; left out of the first one. */
      against: version.optional(),
      /** What is different from that version; empty for the first one, in which everything is new. */
      changes: z.array(planChange).max(2000),
      reason,
    }),
  },
  PlanPublished: {
    version: 1,
    effective: 'from',
    description: 'An agreed version of the plan counts from a day on, until another one does.',
    schema: z.strictObject({
      version,
      from: plainDateSchema,
      /** The version that counts until that day. */
      ends: version.optional(),
      /** Versions that were to count from a later day and now never do. */
      skipped: z.array(z.strictObject({ version, from: plainDateSchema })).max(100),
    }),
  },
  PlanVersionDiscarded: {
    version: 1,
    description: 'An agreed version is not to be published.',
    schema: z.strictObject({
      version,
      reason,
      /** The version agreed before, from which the next one differs; left out where there is none. */
      returnsTo: version.optional(),
    }),
  },
  PlanClosed: {
    version: 1,
    effective: 'on',
    description: 'The plan ended with an evaluation; nothing of it changes any more.',
    schema: z.strictObject({
      on: plainDateSchema,
      /** The version that was evaluated; left out of a plan that was never published. */
      version: version.optional(),
      evaluation: z.array(priorityEvaluation).max(40),
      lessons: z.array(prose(2000)).max(20),
    }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type VersionEvent = EventsOf<EventCatalogue<typeof versionEvents>>;
