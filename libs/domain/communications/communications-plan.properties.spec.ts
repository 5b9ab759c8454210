import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveId } from '#platform/values';
import { addDays } from '#platform/working-days';
import { specContext } from '../../platform/event-sourcing/decider-specification.js';
import { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';
import { audienceKey, CHANNELS, type Audience } from './audience.vocabulary.js';
import type { CommunicationsPlanCommand } from './communications-plan.commands.js';
import { communicationsPlanDecider } from './communications-plan.decider.js';
import { dayOutside } from './communications-plan-parts.decider.js';
import { communicationsPlanEvents } from './communications-plan.events.js';
import type { CommunicationsPlanState } from './communications-plan.state.js';

const day = fc.integer({ min: 0, max: 20 }).map((days) => addDays(specContext.today, days));
const reason = fc.constantFrom('One reason.', 'Another reason.');
const number = fc.integer({ min: 1, max: 4 });
const plan = { title: fc.constantFrom('A plan', 'Another plan'), from: day, until: day };
const milestone = { name: fc.constantFrom('Plenary', 'PLENARY', 'Launch', 'Workshop'), on: day };
const need = {
  audience: fc.constantFrom<Audience>(
    { segment: 'TRADE_UNIONS' },
    { segment: 'TRADE_UNIONS', region: 'Scotland' },
    { segment: 'TRADE_UNIONS', region: 'SCOTLAND' },
    { segment: 'HSE_SECTOR', sector: 'CACTUS' },
  ),
  what: fc.constantFrom('What it is.', 'What it does.'),
  by: day,
  channel: fc.constantFrom(...CHANNELS),
  milestone: number,
};
const regionFacts = { facts: fc.record({ regionKnown: fc.constantFrom(true, true, true, false) }) };
const messageId = fc.constantFrom(deriveId('message', 'a'), deriveId('message', 'b'));
const messageFacts = fc.record({
  message: fc.constantFrom('STANDS' as const, 'STANDS' as const, 'UNKNOWN' as const, 'WITHDRAWN' as const),
});

const of = <Type extends string, Data>(type: Type, data: fc.Arbitrary<Data>) =>
  data.map((each) => ({ type, data: each }));
const draft = of('DraftCommunicationsPlan', fc.record(plan));
const command: fc.Arbitrary<CommunicationsPlanCommand> = fc.oneof(
  { weight: 1, arbitrary: draft },
  { weight: 3, arbitrary: of('AmendCommunicationsPlan', fc.record({ ...plan, reason })) },
  { weight: 6, arbitrary: of('AddMilestone', fc.record(milestone)) },
  { weight: 3, arbitrary: of('AmendMilestone', fc.record({ ...milestone, milestone: number, reason })) },
  { weight: 2, arbitrary: of('WithdrawMilestone', fc.record({ milestone: number, reason })) },
  { weight: 12, arbitrary: of('AddNeed', fc.record({ ...need, ...regionFacts })) },
  { weight: 4, arbitrary: of('AmendNeed', fc.record({ ...need, need: number, reason, ...regionFacts })) },
  { weight: 2, arbitrary: of('WithdrawNeed', fc.record({ need: number, reason })) },
  { weight: 4, arbitrary: of('LinkMessage', fc.record({ need: number, messageId, facts: messageFacts })) },
  { weight: 2, arbitrary: of('UnlinkMessage', fc.record({ need: number, messageId, reason })) },
  { weight: 2, arbitrary: of('PutCommunicationsPlanInForce', fc.constant({})) },
  {
    weight: 1,
    arbitrary: of('CloseCommunicationsPlan', fc.record({ evaluation: fc.constantFrom('Good.', 'Not good.') })),
  },
);
const long: CommunicationsPlanCommand = {
  type: 'DraftCommunicationsPlan',
  data: { title: 'A plan', from: specContext.today, until: addDays(specContext.today, 20) },
};

describe('Any sequence of commands of a communications plan', () => {
  it('keeps everything that counts within the plan’s days, apart from one another, and a closed plan as it was', () => {
    let effective = 0;
    fc.assert(
      fc.property(fc.constantFrom(long), fc.array(command, { maxLength: 50, size: 'max' }), (first, rest) => {
        const commands = [first, ...rest];
        effective += runCommands(communicationsPlanDecider, communicationsPlanEvents, commands, checkPlan);
      }),
      { numRuns: 500 },
    );
    expect(effective).toBeGreaterThan(2000);
  });
});

function checkPlan(state: CommunicationsPlanState, before: CommunicationsPlanState): void {
  if (state.kind === 'unknown') return;
  if (before.kind === 'known' && before.status === 'CLOSED') expect(state).toEqual(before);
  expect(state.evaluation === undefined).toBe(state.status !== 'CLOSED');
  const milestones = [...state.milestones].filter(([, { withdrawnFor }]) => withdrawnFor === undefined);
  const needs = [...state.needs.values()].filter(({ withdrawnFor }) => withdrawnFor === undefined);
  const names = milestones.map(([, { details }]) => details.name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  for (const [, { details }] of milestones) expect(dayOutside(details.on, state.details)).toBe(false);
  for (const { details } of needs) {
    expect(dayOutside(details.by, state.details)).toBe(false);
    expect(milestones.map(([number]) => number)).toContain(details.milestone);
    if (details.channel === 'REGIONAL_MEETING') expect(audienceKey(details.audience)).toContain(':');
  }
  for (const parts of [state.milestones, state.needs]) {
    expect([...parts.keys()]).toEqual(Array.from({ length: parts.size }, (_, index) => index + 1));
  }
}
