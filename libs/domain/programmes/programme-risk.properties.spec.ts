import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveId } from '#platform/values';
import { addDays, comparePlainDates } from '#platform/working-days';
import { specContext } from '../../platform/event-sourcing/decider-specification.js';
import { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';
import type { NamedOwner, ProgrammeRiskCommand } from './programme-risk.commands.js';
import { programmeRiskDecider, type ProgrammeRiskState } from './programme-risk.decider.js';
import { programmeRiskEvents } from './programme-risk.events.js';
import { REPUTATIONS, severityOf, type RiskOwner } from './programme-risk.vocabulary.js';

const reason = fc.constantFrom('One reason.', 'Another reason.');
const reviewBy = fc.integer({ min: -2, max: 20 }).map((days) => addDays(specContext.today, days));
const judgement = { likelihood: fc.integer({ min: 1, max: 5 }), impact: fc.integer({ min: 1, max: 5 }) };
const details = {
  title: fc.constantFrom('A title', 'Another title'),
  description: fc.constantFrom('A description.', 'Another description.'),
  reputationOf: fc.array(fc.constantFrom(...REPUTATIONS), { maxLength: 5 }),
  owner: fc.constantFrom<RiskOwner>(
    { kind: 'OFFICER', officerId: deriveId('officer', 'spec') },
    { kind: 'AUTHORITY', authorityId: deriveId('authority', 'HSE') },
    { kind: 'AUTHORITY', authorityId: deriveId('authority', 'LACORS') },
  ),
  mitigation: fc.constant('Talks.'),
  namedOwner: fc.constantFrom<NamedOwner>(
    { known: true, goneOn: undefined },
    { known: true, goneOn: undefined },
    { known: true, goneOn: specContext.today },
    { known: false },
  ),
};

const of = <Type extends string, Data>(type: Type, data: fc.Arbitrary<Data>) =>
  data.map((each) => ({ type, data: each }));
const command: fc.Arbitrary<ProgrammeRiskCommand> = fc.oneof(
  { weight: 2, arbitrary: of('RegisterRisk', fc.record({ ...details, ...judgement, reviewBy })) },
  { weight: 4, arbitrary: of('AmendRisk', fc.record({ ...details, reason })) },
  { weight: 4, arbitrary: of('ReviewRisk', fc.record({ ...judgement, reviewBy, reason })) },
  { weight: 1, arbitrary: of('CloseRisk', fc.record({ reason })) },
  { weight: 2, arbitrary: of('ReopenRisk', fc.record({ reviewBy, reason })) },
);

describe('Any sequence of commands of the risk register', () => {
  it('leaves a risk that is judged, owned and due for review, and one that is closed as it was', () => {
    let effective = 0;
    fc.assert(
      fc.property(fc.array(command, { minLength: 1, maxLength: 40, size: 'max' }), (commands) => {
        effective += runCommands(programmeRiskDecider, programmeRiskEvents, commands, checkRisk);
      }),
      { numRuns: 500 },
    );
    expect(effective).toBeGreaterThan(1000);
  });
});

function checkRisk(state: ProgrammeRiskState, before: ProgrammeRiskState): void {
  if (state.kind === 'unknown') return;
  expect(severityOf(state.judgement)).toBeGreaterThanOrEqual(1);
  expect(severityOf(state.judgement)).toBeLessThanOrEqual(25);
  expect(comparePlainDates(state.reviewBy, specContext.today)).toBeGreaterThanOrEqual(0);
  expect(new Set(state.details.reputationOf).size).toBe(state.details.reputationOf.length);
  expect(state.closingReason === undefined && state.kind === 'closed').toBe(false);
  if (before.kind === 'closed' && state.kind === 'closed') expect(state).toEqual(before);
  // Opening and closing leave the judgement; whoever closed must have been open.
  if (before.kind !== 'unknown' && before.kind !== state.kind) expect(state.judgement).toEqual(before.judgement);
}
