import { agreementEvents } from '#platform/agreements';
import { defineEvents, type EventsOf } from '#platform/event-sourcing';
import { draftingEvents } from './plan.drafting.events.js';
import { priorityEvents } from './plan.priorities.events.js';
import { progressEvents } from './plan.progress.events.js';
import { versionEvents } from './plan.versions.events.js';

/** Everything that can happen to a plan, by subject. */
export const planEvents = defineEvents('plans', {
  ...draftingEvents,
  ...priorityEvents,
  ...versionEvents,
  ...agreementEvents,
  ...progressEvents,
});

export type PlanEvent = EventsOf<typeof planEvents>;
export type EventOf<Name extends PlanEvent['type']> = Extract<PlanEvent, { type: Name }>;
