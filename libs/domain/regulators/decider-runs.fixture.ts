import { expect } from '@jest/globals';
import type { CommandShape, Decider, EventCatalogue, EventShape } from '#platform/event-sourcing';
import { specContext } from '../../platform/event-sourcing/decider-specification.js';

/**
 * Gives commands one after the other, as they come. After each: what was recorded meets its published schema, the
 * invariants hold, and the same command again records nothing or is refused.
 * @returns how many commands recorded something, so that a property can tell that it tried anything
 */
export function runCommands<State, Command extends CommandShape, Event extends EventShape>(
  decider: Decider<State, Command, Event>,
  catalogue: EventCatalogue,
  commands: readonly Command[],
  checkInvariants: (state: State, before: State) => void,
): number {
  let state = decider.initialState;
  let effective = 0;
  for (const command of commands) {
    const decision = decider.decide(command, state, specContext);
    if (decision.outcome === 'rejected') continue;
    for (const event of decision.events) catalogue.definitions[event.type]?.schema.parse(event.data);
    const after = decision.events.reduce(decider.evolve, state);
    checkInvariants(after, state);
    const again = decider.decide(command, after, specContext);
    if (again.outcome === 'accepted') expect(again.events).toEqual([]);
    if (decision.events.length > 0) effective += 1;
    state = after;
  }
  return effective;
}
