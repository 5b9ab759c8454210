import { z } from 'zod';
import type { EventCatalogue, EventDefinition, EventsOf } from '#platform/event-sourcing';
import { signatorySchema } from '#platform/agreements';
import { idOf, line, prose } from '#platform/values';
import { addressedPrinciple, chosenCriteria, variation } from './plan.content.js';
import { PLAN_KINDS, reason } from './plan.vocabulary.js';

/** Who worked on the draft, and why where it changes something that was agreed before. */
export const edit = { by: signatorySchema, reason: reason.optional() };

export const draftingEvents = {
  PlanBegun: {
    version: 1,
    description: 'The draft of a plan was begun.',
    schema: z.strictObject({
      kind: z.enum(PLAN_KINDS),
      partnershipId: idOf('partnership'),
      organisationId: idOf('organisation'),
      title: line(200),
      summary: prose(4000).optional(),
      by: signatorySchema,
    }),
  },
  PlanDescribed: {
    version: 1,
    description: 'The draft has another title or summary.',
    schema: z.strictObject({ ...edit, title: line(200), summary: prose(4000).optional() }),
  },
  PrincipleAddressed: {
    version: 1,
    description: 'The draft says how it stands to a core principle.',
    schema: z.strictObject({ ...edit, principle: addressedPrinciple }),
  },
  IncidentCriteriaChosen: {
    version: 1,
    description: 'The draft has incident selection criteria of its own, or leaves it to those in force.',
    schema: z.strictObject({ ...edit, criteria: chosenCriteria }),
  },
  VariationAdded: {
    version: 1,
    description: 'The draft lets one authority depart from the plan for a time.',
    schema: z.strictObject({ ...edit, variation }),
  },
  VariationAmended: {
    version: 1,
    description: 'The terms of a local variation changed in the draft.',
    schema: z.strictObject({ ...edit, variation }),
  },
  VariationEnded: {
    version: 1,
    description: 'A local variation is to end earlier, by the draft.',
    schema: z.strictObject({ ...edit, variation }),
  },
  VariationRemoved: {
    version: 1,
    description: 'A local variation that was never agreed was taken out of the draft.',
    schema: z.strictObject({ ...edit, variation: z.int().min(1) }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type DraftingEvent = EventsOf<EventCatalogue<typeof draftingEvents>>;
