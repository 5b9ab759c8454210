import { expect } from '@jest/globals';
import type { CommandShape, Decider, DecisionContext, EventShape } from './decider.js';
import { specContext } from './decider-specification.js';
import type { EventCatalogue } from './event-definitions.js';

/** A command, with what is special about the moment or the person that gives it. */
export interface Step<Command> {
  readonly command: Command;
  readonly context?: Partial<DecisionContext>;
}

/**
 * Takes steps one after the other, as they come. After each: what was recorded meets its published schema, the
 * invariants hold, and the same command again records nothing or is refused.
 * @returns how many commands recorded something, so that a property can tell that it tried anything
 */
export function runSteps<State, Command extends CommandShape, Event extends EventShape>(
  decider: Decider<State, Command, Event>,
  catalogue: EventCatalogue,
  steps: readonly Step<Command>[],
  checkInvariants: (state: State, before: State, events: readonly Event[]) => void,
): number {
  let state = decider.initialState;
  let effective = 0;
  for (const { command, context } of steps) {
    const full = { ...specContext, ...context };
    const decision = decider.decide(command, state, full);
    if (decision.outcome === 'rejected') continue;
    for (const event of decision.events) catalogue.definitions[event.type]?.schema.parse(event.data);
    const after = decision.events.reduce(decider.evolve, state);
    checkInvariants(after, state, decision.events);
    const again = decider.decide(command, after, full);
    if (again.outcome === 'accepted') expect(again.events).toEqual([]);
    if (decision.events.length > 0) effective += 1;
    state = after;
  }
  return effective;
}

/** As `runSteps`, where everybody and every moment will do. */
export function runCommands<State, Command extends CommandShape, Event extends EventShape>(
  decider: Decider<State, Command, Event>,
  catalogue: EventCatalogue,
  commands: readonly Command[],
  checkInvariants: (state: State, before: State, events: readonly Event[]) => void,
): number {
  const steps = commands.map((command) => ({ command }));
  return runSteps(decider, catalogue, steps, checkInvariants);
}
