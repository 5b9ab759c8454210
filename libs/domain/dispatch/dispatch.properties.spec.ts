import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { specContext } from '../../platform/event-sourcing/decider-specification.js';
import { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';
import { MOST_ATTEMPTS } from './delivery.schedule.js';
import type { DispatchCommand } from './dispatch.commands.js';
import { dispatchDecider } from './dispatch.decider.js';
import { dispatchEvents } from './dispatch.events.js';
import { end, opening, reason, REPORTS, start } from './dispatch.fixture.js';
import { isFinished, type DispatchState } from './dispatch.state.js';

const number = fc.integer({ min: 1, max: 3 });
const attempt = fc.integer({ min: 1, max: 3 });
const report = fc.constantFrom(...Object.values(REPORTS));
const weighted = (weight: number, arbitrary: fc.Arbitrary<DispatchCommand>) => ({ weight, arbitrary });

const command: fc.Arbitrary<DispatchCommand> = fc.oneof(
  weighted(
    8,
    fc.tuple(number, attempt).map((each) => start(each)),
  ),
  weighted(
    8,
    fc.tuple(number, attempt, report).map(([each, of, result]) => end(each, of, result)),
  ),
  weighted(
    2,
    fc.tuple(number, fc.boolean()).map(([each, mayArriveTwice]) => ({
      type: 'RetryDelivery',
      data: { number: each, mayArriveTwice, reason },
    })),
  ),
  weighted(
    1,
    fc.tuple(number, fc.constantFrom('DELIVERED', 'GIVEN_UP')).map(([each, as]) => ({
      type: 'SettleDelivery',
      data: { number: each, as, evidence: reason },
    })),
  ),
  weighted(1, fc.constant<DispatchCommand>({ type: 'PauseDispatch', data: { reason } })),
  weighted(1, fc.constant<DispatchCommand>({ type: 'ResumeDispatch', data: { reason } })),
);
const deliveries = [1, 2, 3].map((each) => [{ list: 0, number: each }]);

describe('Any sequence of commands on a dispatch', () => {
  it('starts a delivery only from waiting, and leads on from an end only when a person says so', () => {
    let effective = 0;
    const abandon: DispatchCommand = { type: 'AbandonDispatch', data: { reason } };
    const run = fc.tuple(fc.array(command, { maxLength: 60, size: 'max' }), fc.boolean());
    fc.assert(
      fc.property(run, ([commands, isAbandoned]) => {
        const all = [opening({ deliveries }), ...commands, ...(isAbandoned ? [abandon, ...commands] : [])];
        let last: DispatchCommand | undefined;
        const spied = {
          ...dispatchDecider,
          decide: (...[given, ...rest]: Parameters<typeof dispatchDecider.decide>) => {
            last = given;
            return dispatchDecider.decide(given, ...rest);
          },
        };
        effective += runCommands(spied, dispatchEvents, all, (state, before) => checkDispatch(state, before, last));
      }),
      { numRuns: 500 },
    );
    expect(effective).toBeGreaterThan(1500);
  });
});

/** Standings that nothing but a person's command leads on from. */
const FOR_PERSONS = ['DELIVERED', 'REFUSED', 'UNCERTAIN', 'DEAD', 'REMOVED', 'GIVEN_UP'];

function checkDispatch(state: DispatchState, before: DispatchState, command: DispatchCommand | undefined): void {
  if (state.kind === 'unknown') return;
  const unfinished = state.deliveries.filter(({ standing }) => !isFinished(standing));
  expect(state.unfinished).toBe(unfinished.length);
  if (state.status === 'COMPLETED') expect(unfinished).toEqual([]);
  if (unfinished.length === 0) expect(['COMPLETED', 'ABANDONED']).toContain(state.status);
  if (state.status === 'ABANDONED') expect(unfinished.some(({ standing }) => standing === 'WAITING')).toBe(false);
  if (before.kind === 'unknown') return;
  for (const [index, after] of state.deliveries.entries()) {
    const earlier = before.deliveries[index];
    if (!earlier) throw new Error('A delivery came later.');
    expect(after.attempts).toBeGreaterThanOrEqual(earlier.attempts);
    expect(after.attempts - after.forgiven).toBeLessThanOrEqual(MOST_ATTEMPTS);
    if (after.attempts > earlier.attempts) {
      expect([earlier.standing, after.standing, before.status]).toEqual(['WAITING', 'STARTED', 'OPEN']);
      expect((earlier.dueAt ?? '') <= specContext.now).toBe(true);
    }
    if (FOR_PERSONS.includes(earlier.standing) && after.standing !== earlier.standing) {
      expect(['RetryDelivery', 'SettleDelivery']).toContain(command?.type);
      if (after.standing === 'WAITING' && earlier.standing === 'UNCERTAIN') {
        expect(command).toMatchObject({ type: 'RetryDelivery', data: { mayArriveTwice: true } });
      }
    }
  }
}
