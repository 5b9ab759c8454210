import { expect } from '@jest/globals';
import { londonDate, parseInstant } from '#platform/working-days';
import type { CommandShape, Decider, DecisionContext, EventShape, Rejection } from './decider.js';

/** A moment in the pilot, for specs in which the time does not matter. */
export const SPEC_NOW = parseInstant('2006-03-21T09:00:00.000Z');

export const specContext: DecisionContext = {
  now: SPEC_NOW,
  today: londonDate(SPEC_NOW),
  effectiveAt: SPEC_NOW,
  actor: { party: { kind: 'HSE', id: 'authority-hse' }, subject: 'spec', roles: ['LEAD'], client: 'spec' },
};

/**
 * Given/when/then for deciders: `given(events).when(command).then(events)`. Every accepted command is also carried
 * out a second time, which must record nothing more or be refused: a repeated command never has a second effect.
 */
export function specificationOf<State, Command extends CommandShape, Event extends EventShape, Code extends string>(
  decider: Decider<State, Command, Event, Code>,
) {
  const fold = (events: readonly Event[], state = decider.initialState): State => events.reduce(decider.evolve, state);
  return {
    fold,
    given: (...events: readonly Event[]) => ({
      when: (command: Command, context: Partial<DecisionContext> = {}) => {
        const state = fold(events);
        const full = { ...specContext, ...context };
        const decision = decider.decide(command, state, full);
        return {
          then: (...expected: readonly Event[]) => {
            expect(decision).toEqual({ outcome: 'accepted', events: expected });
            const again = decider.decide(command, fold(expected, state), full);
            if (again.outcome === 'accepted') expect(again.events).toEqual([]);
          },
          thenRejected: (code: Code, message?: string | RegExp): Rejection<Code> => {
            if (decision.outcome !== 'rejected') throw new Error(`Accepted: ${JSON.stringify(decision.events)}`);
            expect(decision.rejection.code).toBe(code);
            if (message !== undefined) expect(decision.rejection.message).toMatch(message);
            return decision.rejection;
          },
        };
      },
    }),
  };
}
