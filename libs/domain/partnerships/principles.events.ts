import { z } from 'zod';
import type { EventCatalogue, EventDefinition, EventsOf } from '#platform/event-sourcing';
import { prose } from '#platform/values';
import { SIDES } from './partnership.vocabulary.js';

export const principleEvents = {
  PrinciplesAffirmed: {
    version: 1,
    description: 'One side affirmed a version of the core principles.',
    schema: z.strictObject({ side: z.enum(SIDES), version: z.int().min(1), note: prose(1000).optional() }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type PrincipleEvent = EventsOf<EventCatalogue<typeof principleEvents>>;
