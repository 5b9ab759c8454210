import { z } from 'zod';
import {
  type EventCatalogue,
  type EventDefinition,
  type EventsOf,
  type Upcaster,
  person,
} from '#platform/event-sourcing';
import { prose } from '#platform/values';
import { SIDES } from './partnership.vocabulary.js';

export const principleEvents = {
  PrinciplesAffirmed: {
    version: 2,
    description: 'One side affirmed a version of the core principles.',
    schema: z.strictObject({
      side: z.enum(SIDES),
      version: z.int().min(1),
      note: prose(1000).optional(),
      by: person.nullable(),
    }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

/** Who affirmed was not part of the event. */
const affirmedV1 = z.strictObject({
  side: z.enum(SIDES),
  version: z.int().min(1),
  note: prose(1000).optional(),
});

export const principleUpcasters: readonly Upcaster[] = [
  {
    from: 'partnerships.PrinciplesAffirmed.v1',
    to: 'partnerships.PrinciplesAffirmed.v2',
    upcast: (data) => ({ ...affirmedV1.parse(data), by: null }),
  },
];

export type PrincipleEvent = EventsOf<EventCatalogue<typeof principleEvents>>;
