import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveId } from '#platform/values';
import { addDays, parsePlainDate, type Nation } from '#platform/working-days';
import type { AssistanceEntryCommand } from './assistance-entry.commands.js';
import { assistanceEntryDecider, type AssistanceEntryState } from './assistance-entry.decider.js';
import { assistanceEntryEvents } from './assistance-entry.events.js';
import { authorityIdOf } from './authority-code.js';
import { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';
import { topicWords } from './topic-words.js';

const HSE = authorityIdOf('HSE');
const START = parsePlainDate('2006-03-01');
const reason = 'Spec.';

const day = fc.integer({ min: 0, max: 25 }).map((days) => addDays(START, days));
const details = fc.record({
  topics: fc.oneof(
    { weight: 4, arbitrary: fc.subarray(['Noise', 'Asbestos', 'Falls'], { minLength: 1 }) },
    fc.array(fc.constantFrom('Noise', 'NOISE', 'Asbestos', '?!'), { minLength: 1, maxLength: 3 }),
  ),
  description: fc.constantFrom('Advice.', 'Training.'),
  officerId: fc.constantFrom(undefined, deriveId('officer', 'spec')),
  contactPoint: fc.constantFrom(undefined, 'Helpdesk'),
  nations: fc.array(fc.constantFrom<Nation>('GB-ENG', 'GB-SCT'), { maxLength: 3 }),
  regions: fc.array(fc.constantFrom('London', 'North West'), { maxLength: 3 }),
  validFrom: day,
  validUntil: fc.option(day, { nil: undefined }),
});
const officer = fc.constantFrom(
  undefined,
  { authorityId: HSE, leftOn: null },
  { authorityId: HSE, leftOn: null },
  { authorityId: HSE, leftOn: '2006-03-01' },
  { authorityId: authorityIdOf('LACORS'), leftOn: null },
);
const authority = { known: true, endedOn: undefined };

const command: fc.Arbitrary<AssistanceEntryCommand> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ details, officer }).map(({ details, officer }): AssistanceEntryCommand => ({
      type: 'ListAssistance',
      data: { ...details, authorityId: HSE, facts: { authority, officer } },
    })),
  },
  {
    weight: 10,
    arbitrary: fc.record({ details, officer }).map(({ details, officer }): AssistanceEntryCommand => ({
      type: 'AmendAssistance',
      data: { ...details, reason, facts: { authority, officer } },
    })),
  },
  fc.constant<AssistanceEntryCommand>({ type: 'WithdrawAssistance', data: { reason } }),
);

describe('Any sequence of commands of the directory', () => {
  it('leaves an entry that can be found and asked, and one that was withdrawn as it was', () => {
    let effective = 0;
    fc.assert(
      fc.property(fc.array(command, { minLength: 1, maxLength: 40, size: 'max' }), (commands) => {
        effective += runCommands(assistanceEntryDecider, assistanceEntryEvents, commands, checkEntry);
      }),
      { numRuns: 500 },
    );
    expect(effective).toBeGreaterThan(300);
  });
});

function checkEntry(state: AssistanceEntryState, before: AssistanceEntryState): void {
  if (before.kind === 'withdrawn') expect(state).toEqual(before);
  if (state.kind === 'unknown') return;
  const { topics, officerId, contactPoint, validFrom, validUntil, nations, regions } = state.details;
  const keys = topics.map((topic) => topicWords(topic).join(' '));
  expect(keys).not.toContain('');
  expect(new Set(keys).size).toBe(keys.length);
  expect(officerId ?? contactPoint).toBeDefined();
  expect(validUntil === undefined || validFrom < validUntil).toBe(true);
  expect(new Set(nations).size).toBe(nations.length);
  expect(new Set(regions).size).toBe(regions.length);
}
