import { defineEvents, type EventsOf } from '#platform/event-sourcing';
import { appointmentEvents } from './appointments.events.js';
import { criteriaEvents, criteriaUpcasters } from './criteria.events.js';
import { lifecycleEvents } from './lifecycle.events.js';
import { objectiveEvents } from './objectives.events.js';
import { principleEvents, principleUpcasters } from './principles.events.js';
import { reviewEvents } from './reviews.events.js';

/** Everything that can happen to a partnership, by subject. */
export const partnershipEvents = defineEvents(
  'partnerships',
  {
    ...lifecycleEvents,
    ...appointmentEvents,
    ...objectiveEvents,
    ...principleEvents,
    ...criteriaEvents,
    ...reviewEvents,
  },
  [...principleUpcasters, ...criteriaUpcasters],
);

export type PartnershipEvent = EventsOf<typeof partnershipEvents>;
export type EventOf<Name extends PartnershipEvent['type']> = Extract<PartnershipEvent, { type: Name }>;
