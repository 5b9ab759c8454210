import type { Decision } from '#platform/event-sourcing';

/** Several decisions on one state as one: all their events, or the first refusal. */
export function combined<Event, Code extends string>(
  ...decisions: readonly Decision<Event, Code>[]
): Decision<Event, Code> {
  const events: Event[] = [];
  for (const decision of decisions) {
    if (decision.outcome === 'rejected') return decision;
    events.push(...decision.events);
  }
  return { outcome: 'accepted', events };
}
