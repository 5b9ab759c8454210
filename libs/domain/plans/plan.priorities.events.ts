import { z } from 'zod';
import type { EventCatalogue, EventDefinition, EventsOf } from '#platform/event-sourcing';
import { priority } from './plan.content.js';
import { edit } from './plan.drafting.events.js';

export const priorityEvents = {
  PriorityAdded: {
    version: 1,
    description: 'One side proposed a priority for the plan.',
    schema: z.strictObject({ ...edit, priority }),
  },
  PriorityAmended: {
    version: 1,
    description: 'The terms of a priority changed in the draft.',
    schema: z.strictObject({ ...edit, priority }),
  },
  PriorityRemoved: {
    version: 1,
    description: 'A priority was taken out of the draft; its number is not used again.',
    schema: z.strictObject({ ...edit, priority: z.int().min(1) }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type PriorityEvent = EventsOf<EventCatalogue<typeof priorityEvents>>;
