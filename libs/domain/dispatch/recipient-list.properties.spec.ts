import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';
import { addressKey } from './recipient-address.js';
import type { RecipientListCommand } from './recipient-list.commands.js';
import { recipientListDecider, type RecipientListState } from './recipient-list.decider.js';
import { recipientListEvents } from './recipient-list.events.js';

const reason = 'Spec.';
const address = fc.constantFrom('a@x.example', 'A@x.example', 'b@x.example', 'c@x.example', 'https://x.example/');
const recipient = fc.record({ address, label: fc.constantFrom('Anne', 'Ben') });
const create: RecipientListCommand = {
  type: 'CreateRecipientList',
  data: { name: 'Leads', audience: 'PRACTITIONERS', channel: 'EMAIL' },
};
const change = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(recipient, { minLength: 1, maxLength: 4 }).map((recipients): RecipientListCommand => ({
      type: 'AddRecipients',
      data: { recipients, loopbackAllowed: false },
    })),
  },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 })
      .map((numbers): RecipientListCommand => ({
        type: 'RemoveRecipients',
        data: { numbers, reason },
      })),
  },
  { weight: 1, arbitrary: fc.constant<RecipientListCommand>({ type: 'RetireRecipientList', data: { reason } }) },
);

describe('Any sequence of commands on a recipient list', () => {
  it('leaves each address once, under a number that it keeps and nobody had before', () => {
    let effective = 0;
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25, size: 'max' }), (commands) => {
        effective += runCommands(recipientListDecider, recipientListEvents, [create, ...commands], checkList);
      }),
      { numRuns: 400 },
    );
    expect(effective).toBeGreaterThan(1000);
  });
});

function checkList(state: RecipientListState, before: RecipientListState): void {
  if (state.kind === 'unknown') return;
  const on = [...state.recipients];
  expect(on.every(([key, each]) => addressKey(each.address) === key)).toBe(true);
  expect(new Map(on.map(([key, { number }]) => [number, key]))).toEqual(new Map(state.keys));
  expect(on.every(([, { number }]) => number <= state.lastNumber)).toBe(true);
  if (before.kind === 'unknown') return;
  expect(state.lastNumber).toBeGreaterThanOrEqual(before.lastNumber);
  for (const [key, { number }] of on) {
    // Who was on the list keeps the number; who is new has a number of its own.
    if (number <= before.lastNumber) expect(before.recipients.get(key)?.number).toBe(number);
  }
  if (before.retired) expect([...state.keys.keys()].every((number) => before.keys.has(number))).toBe(true);
}
