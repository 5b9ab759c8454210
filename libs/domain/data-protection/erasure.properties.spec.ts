import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { samePerson } from '#platform/agreements';
import type { DecisionContext } from '#platform/event-sourcing';
import { deriveId } from '#platform/values';
import { addDays } from '#platform/working-days';
import { specContext } from '../../platform/event-sourcing/decider-specification.js';
import { runSteps, type Step } from '../../platform/event-sourcing/decider-runs.fixture.js';
import type { ErasureCommand, NamedSubject } from './erasure.commands.js';
import { erasureDecider, type ErasureState } from './erasure.decider.js';
import { erasureEvents, type ErasureEvent } from './erasure.events.js';
import { GROUNDS_TO_ERASE, GROUNDS_TO_KEEP, type ErasureStatus } from './erasure.vocabulary.js';

const controllerId = deriveId('authority', 'spec');
const subjectId = fc.constantFrom(deriveId('officer', 'a'), deriveId('contact', 'b'));
const subjects = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constant<NamedSubject>({ standing: 'held' }) },
    fc.constantFrom<NamedSubject>(
      { standing: 'unknown' },
      { standing: 'erased', erasureId: 'erasure-x' },
      { standing: 'held', inUse: 'It is in use.' },
      { standing: 'held', keptUntil: addDays(specContext.today, 1) },
    ),
  ),
  { minLength: 2, maxLength: 2 },
);
const explanation = fc.constantFrom('One reason.', 'Another reason.');
const ground = fc.constantFrom(...GROUNDS_TO_ERASE);
const subjectIds = fc.array(subjectId, { minLength: 1, maxLength: 2 });
const attempt = fc.integer({ min: 1, max: 3 });
const report = {
  events: fc.constant(1),
  valuesInClearText: fc.constant(0),
  readModels: fc.constant<string[]>(['one']),
};
const proposal = {
  controllerId: fc.constant(controllerId),
  subjectIds,
  retention: fc.constant('free-text' as const),
  keptForDays: fc.constant(30),
  since: fc.constant(specContext.today),
};

const of = <Type extends string, Data>(type: Type, data: fc.Arbitrary<Data>) =>
  data.map((each) => ({ type, data: each }));
const command: fc.Arbitrary<ErasureCommand> = fc.oneof(
  of(
    'RequestErasure',
    fc.record({ subjectIds, wantedBy: fc.constant('CONTROLLER' as const), ground, explanation, subjects }),
  ),
  of('ProposeErasure', fc.record(proposal)),
  { weight: 2, arbitrary: of('GrantErasure', fc.record({ ground, explanation, subjects })) },
  of('RefuseErasure', fc.record({ ground: fc.constantFrom(...GROUNDS_TO_KEEP), explanation })),
  of('WithdrawErasure', fc.record({ explanation })),
  { weight: 3, arbitrary: of('BeginErasure', fc.record({ attempt, subjectIds })) },
  { weight: 2, arbitrary: of('EndErasure', fc.record({ attempt, ...report })) },
  { weight: 2, arbitrary: of('InterruptErasure', fc.record({ attempt })) },
);

const person = fc.constantFrom('anne', 'ben').map((subject): Pick<DecisionContext, 'actor'> => ({
  actor: { ...specContext.actor, party: { kind: 'HSE', id: controllerId }, subject },
}));
const step: fc.Arbitrary<Step<ErasureCommand>> = fc.record({ command, context: person });

/** What may come after what. */
const NEXT: Readonly<Record<ErasureStatus, readonly ErasureStatus[]>> = {
  REQUESTED: ['REFUSED', 'WITHDRAWN', 'GRANTED'],
  REFUSED: [],
  WITHDRAWN: [],
  GRANTED: ['UNDER_WAY'],
  UNDER_WAY: ['GRANTED', 'COMPLETED'],
  COMPLETED: [],
};

describe('Any sequence of commands on an erasure', () => {
  it('erases only what two persons decided on, whole, and once', () => {
    let effective = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), (steps) => {
        effective += runSteps(erasureDecider, erasureEvents, steps, check);
      }),
      { numRuns: 500 },
    );
    expect(effective).toBeGreaterThan(500);
  });
});

function check(state: ErasureState, before: ErasureState, events: readonly ErasureEvent[]): void {
  if (state.kind === 'unknown') return;
  if (before.kind === 'known') {
    expect(state.subjectIds).toEqual(before.subjectIds);
    if (state.status !== before.status) expect(NEXT[before.status]).toContain(state.status);
    expect(state.attempts - before.attempts).toBe(events.some(({ type }) => type === 'ErasureBegun') ? 1 : 0);
  }
  for (const event of events) {
    if (event.type === 'ErasureBegun')
      expect(event.data.subjectIds).toEqual(expect.arrayContaining([...state.subjectIds]));
    if (event.type !== 'ErasureGranted' && event.type !== 'ErasureRefused') continue;
    expect(state.requestedBy !== undefined && samePerson(state.requestedBy, event.data.by)).toBe(false);
  }
}
