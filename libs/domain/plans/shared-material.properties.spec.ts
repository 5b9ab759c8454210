import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '#platform/values';
import { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';
import type { SharedMaterialCommand } from './shared-material.commands.js';
import { sharedMaterialDecider, type SharedMaterialState } from './shared-material.decider.js';
import { sharedMaterialEvents } from './shared-material.events.js';

const version = fc.record({
  digest: fc.constantFrom(...['first', 'second', 'third'].map(digestOf)),
  location: fc.constant({ kind: 'REFERENCE' as const, reference: 'File 7' }),
  audience: fc.constantFrom('REGULATORS' as const, 'BOTH_SIDES' as const),
  forWhom: fc.constantFrom('Account managers', 'Everybody'),
});
const number = fc.integer({ min: 1, max: 3 });
const answer = fc.oneof(
  number.map((each) => ({ kind: 'TAKEN_UP' as const, version: each })),
  fc.constant({ kind: 'NOT_TAKEN_UP' as const, reason: 'Too long.' }),
);
const circulate = version.map((first): SharedMaterialCommand => ({
  type: 'CirculateMaterial',
  data: { title: 'A plan', kind: 'OTHER', topics: ['a topic'], version: first },
}));
const change: fc.Arbitrary<SharedMaterialCommand> = fc.oneof(
  { weight: 5, arbitrary: version.map((each) => ({ type: 'AddMaterialVersion' as const, data: { version: each } })) },
  {
    weight: 5,
    arbitrary: fc
      .record({ version: number, text: fc.constantFrom('Good.', 'Bad.'), usefulness: fc.integer({ min: 1, max: 5 }) })
      .map((data) => ({ type: 'GiveMaterialFeedback' as const, data })),
  },
  {
    weight: 5,
    arbitrary: fc.record({ number, answer }).map((data) => ({ type: 'AnswerMaterialFeedback' as const, data })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({ version: number, purpose: fc.constantFrom('Training', 'A workshop'), partnershipKnown: fc.boolean() })
      .map((data) => ({ type: 'RecordMaterialUse' as const, data })),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'WithdrawMaterial' as const, data: { reason: 'Out of date.' } }) },
);

describe('Any sequence of shared material commands', () => {
  it('never circulates one text as two versions, and changes nothing after withdrawal', () => {
    let effective = 0;
    fc.assert(
      fc.property(circulate, fc.array(change, { maxLength: 25, size: 'max' }), (first, rest) => {
        effective += runCommands(sharedMaterialDecider, sharedMaterialEvents, [first, ...rest], checkMaterial);
      }),
      { numRuns: 500 },
    );
    expect(effective).toBeGreaterThan(1000);
  });
});

function checkMaterial(state: SharedMaterialState, before: SharedMaterialState): void {
  if (state.kind === 'unknown') return;
  const { versions, feedback } = state;
  expect(new Set(versions.map(({ digest }) => digest)).size).toBe(versions.length);
  for (const each of feedback) {
    expect(each.version).toBeLessThanOrEqual(versions.length);
    if (each.answer?.kind === 'TAKEN_UP') {
      expect(each.answer.version).toBeGreaterThan(each.version);
      expect(each.answer.version).toBeLessThanOrEqual(versions.length);
    }
  }
  const givers = feedback.map(({ version: number, subject }) => `${number} ${subject}`);
  expect(new Set(givers).size).toBe(givers.length);
  if (before.kind === 'unknown') return;
  if (before.withdrawn) expect(state).toEqual(before);
  expect(versions.slice(0, before.versions.length)).toEqual(before.versions);
}
