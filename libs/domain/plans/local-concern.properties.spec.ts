import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';
import type { LocalConcernCommand } from './local-concern.commands.js';
import { localConcernDecider } from './local-concern.decider.js';
import { localConcernEvents } from './local-concern.events.js';
import { DUNDEE, nextYear, raise, today, WAKEFIELD } from './local-concern.fixture.js';
import type { LocalConcernState } from './local-concern.state.js';

const reason = fc.constantFrom('For a reason.', 'For another.').map((each) => ({ reason: each }));
const terms = fc.record(
  {
    terms: fc.constantFrom('Visits in May.', 'Visits in June.'),
    conditions: fc.constantFrom<string[][]>([], ['Tell us.']),
    from: fc.constantFrom(today, nextYear),
    until: fc.constantFrom(today, nextYear),
  },
  { requiredKeys: ['terms', 'conditions'] },
);
const ownAuthorities = fc.constantFrom([DUNDEE], [WAKEFIELD]);
const settlement = fc.oneof(
  terms.map((each) => ({ kind: 'ACCEPT' as const, ...each })),
  fc.constant({ kind: 'DECLINE' as const, reasons: 'No.' }),
);

const change: fc.Arbitrary<LocalConcernCommand> = fc.oneof(
  { weight: 1, arbitrary: terms.map((data) => ({ type: 'AcceptLocalConcern' as const, data })) },
  { weight: 1, arbitrary: fc.constant({ type: 'DeclineLocalConcern' as const, data: { reasons: 'No.' } }) },
  {
    weight: 4,
    arbitrary: reason.map((data) => ({
      type: 'ReferLocalConcern' as const,
      data: { ...data, leadAuthorityId: DUNDEE },
    })),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({ settlement, ownAuthorities })
      .map((data) => ({ type: 'ProposeConcernSettlement' as const, data })),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({ number: fc.integer({ min: 1, max: 4 }), ownAuthorities })
      .map((data) => ({ type: 'ConfirmConcernSettlement' as const, data })),
  },
  { weight: 1, arbitrary: reason.map((data) => ({ type: 'WithdrawLocalConcern' as const, data })) },
  { weight: 1, arbitrary: reason.map((data) => ({ type: 'EndLocalVariation' as const, data })) },
);

describe('Any sequence of local concern commands', () => {
  it('answers a concern once, and never one that was referred without a proposal', () => {
    let effective = 0;
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25, size: 'max' }), (rest) => {
        effective += runCommands(localConcernDecider, localConcernEvents, [raise, ...rest], checkConcern);
      }),
      { numRuns: 500 },
    );
    expect(effective).toBeGreaterThan(1000);
  });
});

function checkConcern(state: LocalConcernState, before: LocalConcernState): void {
  if (state.kind === 'unknown') return;
  expect(state.proposal?.number ?? state.proposals).toBe(state.proposals);
  if (state.status === 'RAISED') expect(state.referredToAuthorityId).toBeUndefined();
  if (before.kind === 'unknown') return;
  expect(state.proposals - before.proposals).toBeGreaterThanOrEqual(0);
  if (before.status === 'DECLINED' || before.status === 'WITHDRAWN' || before.status === 'ENDED') {
    expect(state).toEqual(before);
  }
  if (before.status === 'ACCEPTED') expect(['ACCEPTED', 'ENDED']).toContain(state.status);
  // Referred, it is answered only as somebody proposed and, as all runs act as one person, by nobody.
  if (before.status === 'REFERRED') expect(['REFERRED', 'WITHDRAWN']).toContain(state.status);
}
