import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';
import type { StandardAnswerCommand } from './standard-answer.commands.js';
import { standardAnswerDecider, type StandardAnswerState } from './standard-answer.decider.js';
import { standardAnswerEvents } from './standard-answer.events.js';

const wording = fc.record({
  topic: fc.constantFrom('core principles', 'joining the scheme'),
  title: fc.constantFrom('A title', 'Another title'),
  text: fc.constantFrom('There are six.', 'There are seven.'),
});
const draft = wording.map((data): StandardAnswerCommand => ({ type: 'DraftStandardAnswer', data }));
const change: fc.Arbitrary<StandardAnswerCommand> = fc.oneof(
  { weight: 1, arbitrary: draft },
  { weight: 5, arbitrary: wording.map((data): StandardAnswerCommand => ({ type: 'ReviseStandardAnswer', data })) },
  { weight: 5, arbitrary: fc.constant<StandardAnswerCommand>({ type: 'PublishStandardAnswer', data: {} }) },
  {
    weight: 1,
    arbitrary: fc.constant<StandardAnswerCommand>({ type: 'WithdrawStandardAnswer', data: { reason: 'Out of date.' } }),
  },
);

describe('Any sequence of standard answer commands', () => {
  it('numbers each published wording once, and changes nothing after withdrawal', () => {
    let effective = 0;
    fc.assert(
      fc.property(draft, fc.array(change, { maxLength: 25, size: 'max' }), (first, rest) => {
        effective += runCommands(standardAnswerDecider, standardAnswerEvents, [first, ...rest], checkAnswer);
      }),
      { numRuns: 500 },
    );
    expect(effective).toBeGreaterThan(1000);
  });
});

function checkAnswer(state: StandardAnswerState, before: StandardAnswerState): void {
  if (state.kind === 'unknown') return;
  expect(state.published === undefined).toBe(state.version === 0);
  if (before.kind === 'unknown') return;
  if (before.withdrawn) expect(state).toEqual(before);
  if (state.version === before.version) expect(state.published).toEqual(before.published);
  else {
    expect(state.version).toBe(before.version + 1);
    expect(state.published).toEqual(state.draft);
    expect(state.published).not.toEqual(before.published);
  }
}
