import { describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { parsePlainDate } from '#platform/working-days';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import type { CommunicationsPlanCommand } from './communications-plan.commands.js';
import { communicationsPlanDecider } from './communications-plan.decider.js';
import { MOST_MESSAGES, MOST_MILESTONES, MOST_NEEDS } from './communications-plan-parts.decider.js';
import type { CommunicationsPlanEvent } from './communications-plan.events.js';

const { given } = specificationOf(communicationsPlanDecider);
const day = parsePlainDate;
const reason = 'As discussed.';

const details = { title: 'Revitalised plan', from: day('2006-04-01'), until: day('2006-12-31') };
const plenary = { name: 'Plenary', on: day('2006-04-25') };
const unions = {
  audience: { segment: 'TRADE_UNIONS' as const },
  what: 'What the scheme is.',
  by: day('2006-04-20'),
  channel: 'NEWSLETTER' as const,
  milestone: 1,
};
const messageId = deriveId('message', 'spec');

const drafted: CommunicationsPlanEvent = { type: 'CommunicationsPlanDrafted', data: details };
const milestone: CommunicationsPlanEvent = { type: 'MilestoneAdded', data: { ...plenary, milestone: 1 } };
const need: CommunicationsPlanEvent = { type: 'NeedAdded', data: { ...unions, need: 1 } };
const linked: CommunicationsPlanEvent = { type: 'MessageLinked', data: { need: 1, messageId } };
const inForce: CommunicationsPlanEvent = { type: 'CommunicationsPlanPutInForce', data: {} };
const closed: CommunicationsPlanEvent = { type: 'CommunicationsPlanClosed', data: { evaluation: 'It worked.' } };
const needWithdrawn: CommunicationsPlanEvent = { type: 'NeedWithdrawn', data: { need: 1, reason } };
const milestoneWithdrawn: CommunicationsPlanEvent = { type: 'MilestoneWithdrawn', data: { milestone: 1, reason } };
const planned = [drafted, milestone, need];

const draft = (data: object = {}): CommunicationsPlanCommand => ({
  type: 'DraftCommunicationsPlan',
  data: { ...details, ...data },
});
const amend = (data: object): CommunicationsPlanCommand => ({
  type: 'AmendCommunicationsPlan',
  data: { ...details, reason, ...data },
});
const addMilestone = (data: object = {}): CommunicationsPlanCommand => ({
  type: 'AddMilestone',
  data: { ...plenary, ...data },
});
const amendMilestone = (data: object): CommunicationsPlanCommand => ({
  type: 'AmendMilestone',
  data: { ...plenary, milestone: 1, reason, ...data },
});
const withdrawMilestone = (data: object = {}): CommunicationsPlanCommand => ({
  type: 'WithdrawMilestone',
  data: { milestone: 1, reason, ...data },
});
const addNeed = (data: object = {}, regionKnown = true): CommunicationsPlanCommand => ({
  type: 'AddNeed',
  data: { ...unions, ...data, facts: { regionKnown } },
});
const amendNeed = (data: object, regionKnown = true): CommunicationsPlanCommand => ({
  type: 'AmendNeed',
  data: { ...unions, need: 1, reason, ...data, facts: { regionKnown } },
});
const withdrawNeed = (data: object = {}): CommunicationsPlanCommand => ({
  type: 'WithdrawNeed',
  data: { need: 1, reason, ...data },
});
const link = (
  message: 'UNKNOWN' | 'WITHDRAWN' | 'STANDS' = 'STANDS',
  data: object = {},
): CommunicationsPlanCommand => ({
  type: 'LinkMessage',
  data: { need: 1, messageId, ...data, facts: { message } },
});
const unlink = (data: object = {}): CommunicationsPlanCommand => ({
  type: 'UnlinkMessage',
  data: { need: 1, messageId, reason, ...data },
});
const putInForce: CommunicationsPlanCommand = { type: 'PutCommunicationsPlanInForce', data: {} };
const close = (evaluation = 'It worked.'): CommunicationsPlanCommand => ({
  type: 'CloseCommunicationsPlan',
  data: { evaluation },
});

describe('A communications plan', () => {
  it('is begun once, and ends after it begins', () => {
    given().when(draft()).then(drafted);
    given(drafted).when(draft()).thenRejected('ALREADY_EXISTS');
    expect(
      given()
        .when(draft({ until: day('2006-03-31') }))
        .thenRejected('DATES_OUT_OF_ORDER').field,
    ).toEqual(['until']);
    given()
      .when(draft({ until: details.from }))
      .then({ type: 'CommunicationsPlanDrafted', data: { ...details, until: details.from } });
    given().when(putInForce).thenRejected('NOT_FOUND');
  });

  it('gets other days only where they hold everything that counts', () => {
    const longer = { ...details, until: day('2007-03-31') };
    given(drafted)
      .when(amend(longer))
      .then({ type: 'CommunicationsPlanAmended', data: { ...longer, reason } });
    given(drafted).when(amend({})).then();
    given(drafted)
      .when(amend({ until: day('2006-03-31') }))
      .thenRejected('DATES_OUT_OF_ORDER');
    const milestoneLeft = given(...planned).when(amend({ until: day('2006-04-24') }));
    expect(milestoneLeft.thenRejected('DATE_OUTSIDE_PLAN', /Milestone 1 \(Plenary\)/).field).toEqual(['until']);
    const needLeft = given(...planned).when(amend({ from: day('2006-04-21') }));
    expect(needLeft.thenRejected('DATE_OUTSIDE_PLAN', /Need 1/).field).toEqual(['from']);
    const shorter = { ...details, from: day('2006-05-01') };
    given(...planned, needWithdrawn, milestoneWithdrawn)
      .when(amend(shorter))
      .then({ type: 'CommunicationsPlanAmended', data: { ...shorter, reason } });
  });

  it('is put in force with a need, and closed with an evaluation once it was', () => {
    given(...planned)
      .when(putInForce)
      .then(inForce);
    given(...planned, inForce)
      .when(putInForce)
      .then();
    given(drafted, milestone).when(putInForce).thenRejected('PLAN_WITHOUT_NEED');
    given(...planned, needWithdrawn)
      .when(putInForce)
      .thenRejected('PLAN_WITHOUT_NEED');
    given(...planned)
      .when(close())
      .thenRejected('OUT_OF_ORDER');
    given(...planned, inForce)
      .when(close())
      .then(closed);
    given(...planned, inForce, closed)
      .when(close())
      .then();
    given(...planned, inForce, closed)
      .when(close('It did not.'))
      .thenRejected('PLAN_CLOSED');
  });

  it('changes while it is in force, and no more once it is closed', () => {
    const changes = [
      ...[amend({ title: 'Another title' }), putInForce, addMilestone({ name: 'Launch' }), withdrawMilestone()],
      ...[addNeed({ what: 'More.' }), withdrawNeed(), link(), unlink()],
    ];
    for (const command of changes)
      given(...planned, inForce, closed)
        .when(command)
        .thenRejected('PLAN_CLOSED');
    given(...planned, inForce)
      .when(addMilestone({ name: 'Launch' }))
      .then({ type: 'MilestoneAdded', data: { ...plenary, name: 'Launch', milestone: 2 } });
  });
});

describe('A milestone', () => {
  it('is added once, under one name, within the plan’s days', () => {
    given(drafted).when(addMilestone()).then(milestone);
    given(drafted, milestone).when(addMilestone()).then();
    const other = addMilestone({ name: 'PLENARY', on: day('2006-05-01') });
    given(drafted, milestone)
      .when(other)
      .thenRejected('MILESTONE_EXISTS', /Milestone 1/);
    given(drafted, milestone, milestoneWithdrawn)
      .when(addMilestone())
      .then({ type: 'MilestoneAdded', data: { ...plenary, milestone: 2 } });
    const outside = given(drafted).when(addMilestone({ on: day('2007-01-01') }));
    expect(outside.thenRejected('DATE_OUTSIDE_PLAN').field).toEqual(['on']);
  });

  it('is amended, not onto another one’s name', () => {
    const moved = { ...plenary, on: day('2006-05-02') };
    given(drafted, milestone)
      .when(amendMilestone(moved))
      .then({ type: 'MilestoneAmended', data: { ...moved, milestone: 1, reason } });
    given(drafted, milestone).when(amendMilestone({})).then();
    const launch: CommunicationsPlanEvent = {
      type: 'MilestoneAdded',
      data: { ...plenary, name: 'Launch', milestone: 2 },
    };
    given(drafted, milestone, launch)
      .when(amendMilestone({ name: 'launch' }))
      .thenRejected('MILESTONE_EXISTS');
    given(drafted, milestone)
      .when(amendMilestone({ on: day('2006-03-31') }))
      .thenRejected('DATE_OUTSIDE_PLAN');
    given(drafted)
      .when(amendMilestone({ name: 'Launch' }))
      .thenRejected('MILESTONE_UNKNOWN');
    given(drafted, milestone, milestoneWithdrawn)
      .when(amendMilestone({ name: 'Launch' }))
      .thenRejected('MILESTONE_UNKNOWN', /withdrawn/);
  });

  it('is withdrawn when no need that counts is for it', () => {
    given(drafted, milestone).when(withdrawMilestone()).then(milestoneWithdrawn);
    given(drafted, milestone, milestoneWithdrawn).when(withdrawMilestone()).then();
    given(drafted, milestone, milestoneWithdrawn)
      .when(withdrawMilestone({ reason: 'Another reason.' }))
      .thenRejected('MILESTONE_UNKNOWN');
    given(...planned)
      .when(withdrawMilestone())
      .thenRejected('MILESTONE_IN_USE', /Need 1/);
    given(...planned, needWithdrawn)
      .when(withdrawMilestone())
      .then(milestoneWithdrawn);
  });

  it('is one of so many', () => {
    const full = Array.from({ length: MOST_MILESTONES }, (_, index): CommunicationsPlanEvent => ({
      type: 'MilestoneAdded',
      data: { ...plenary, name: `Milestone ${index}`, milestone: index + 1 },
    }));
    given(drafted, ...full)
      .when(addMilestone())
      .thenRejected('TOO_MANY_IN_PLAN');
  });
});

describe('A need', () => {
  it('is added once, whatever the letter case of its region', () => {
    given(drafted, milestone).when(addNeed()).then(need);
    given(...planned)
      .when(addNeed())
      .then();
    const scotland = { audience: { segment: 'TRADE_UNIONS' as const, region: 'Scotland' } };
    const regional: CommunicationsPlanEvent = { type: 'NeedAdded', data: { ...unions, ...scotland, need: 2 } };
    given(...planned)
      .when(addNeed(scotland))
      .then(regional);
    given(...planned, regional)
      .when(addNeed({ audience: { segment: 'TRADE_UNIONS', region: 'SCOTLAND' } }))
      .then();
    given(...planned, needWithdrawn)
      .when(addNeed())
      .then({ type: 'NeedAdded', data: { ...unions, need: 2 } });
  });

  it.each([
    ['audience', { audience: { segment: 'PRACTITIONERS' as const } }],
    ['what', { what: 'Something else.' }],
    ['day', { by: day('2006-04-19') }],
    ['channel', { channel: 'WEB' as const }],
    ['milestone', { milestone: 2 }],
  ])('is amended in its %s', (_what, changed) => {
    const launch: CommunicationsPlanEvent = {
      type: 'MilestoneAdded',
      data: { ...plenary, name: 'Launch', milestone: 2 },
    };
    given(...planned, launch)
      .when(amendNeed(changed))
      .then({ type: 'NeedAmended', data: { ...unions, ...changed, need: 1, reason } });
    given(...planned, launch)
      .when(amendNeed({}))
      .then();
  });

  it.each([
    ['a day outside the plan', { by: day('2007-01-01') }, true, 'DATE_OUTSIDE_PLAN', 'by'],
    ['a milestone that is not there', { milestone: 2 }, true, 'MILESTONE_UNKNOWN', 'milestone'],
    ['a region without authorities', { what: 'Other.' }, false, 'REGION_UNKNOWN', 'audience.region'],
    ['a meeting of everywhere', { channel: 'REGIONAL_MEETING' }, true, 'REGION_REQUIRED', 'audience.region'],
  ] as const)('does not name %s', (_fault, data, regionKnown, code, field) => {
    for (const command of [addNeed(data, regionKnown), amendNeed(data, regionKnown)]) {
      const refusal = given(...planned)
        .when(command)
        .thenRejected(code);
      expect(refusal.field?.join('.')).toBe(field);
    }
  });

  it.each([
    ['a sector of HSE', { segment: 'HSE_SECTOR' as const, sector: 'CACTUS' }],
    ['organisations', { segment: 'ORGANISATIONS' as const }],
  ])('of %s is met at whatever meeting', (_who, audience) => {
    const anywhere = { audience, channel: 'REGIONAL_MEETING' as const };
    given(drafted, milestone)
      .when(addNeed(anywhere))
      .then({ type: 'NeedAdded', data: { ...unions, ...anywhere, need: 1 } });
  });

  it('is withdrawn for one reason', () => {
    given(...planned)
      .when(withdrawNeed())
      .then(needWithdrawn);
    given(...planned, needWithdrawn)
      .when(withdrawNeed())
      .then();
    given(...planned, needWithdrawn)
      .when(withdrawNeed({ reason: 'Another reason.' }))
      .thenRejected('NEED_UNKNOWN', /withdrawn/);
    given(drafted).when(withdrawNeed()).thenRejected('NEED_UNKNOWN');
    given(...planned, needWithdrawn)
      .when(amendNeed({ what: 'Other.' }))
      .thenRejected('NEED_UNKNOWN');
  });

  it('is one of so many', () => {
    const full = Array.from({ length: MOST_NEEDS }, (_, index): CommunicationsPlanEvent => ({
      type: 'NeedAdded',
      data: { ...unions, what: `What ${index}`, need: index + 1 },
    }));
    given(drafted, milestone, ...full)
      .when(addNeed())
      .thenRejected('TOO_MANY_IN_PLAN');
  });
});

describe('A message', () => {
  const unlinked: CommunicationsPlanEvent = { type: 'MessageUnlinked', data: { need: 1, messageId, reason } };

  it('is linked to a need once, and can be linked again', () => {
    given(...planned)
      .when(link())
      .then(linked);
    given(...planned, linked)
      .when(link())
      .then();
    given(...planned, linked, unlinked)
      .when(link())
      .then(linked);
  });

  it('must be there and not withdrawn', () => {
    expect(
      given(...planned)
        .when(link('UNKNOWN'))
        .thenRejected('MESSAGE_UNKNOWN').field,
    ).toEqual(['messageId']);
    given(...planned)
      .when(link('WITHDRAWN'))
      .thenRejected('MESSAGE_WITHDRAWN');
    given(...planned)
      .when(link('STANDS', { need: 2 }))
      .thenRejected('NEED_UNKNOWN');
    given(...planned, needWithdrawn)
      .when(link())
      .thenRejected('NEED_UNKNOWN');
  });

  it('is unlinked for one reason', () => {
    given(...planned, linked)
      .when(unlink())
      .then(unlinked);
    given(...planned, linked, unlinked)
      .when(unlink())
      .then();
    given(...planned, linked, unlinked)
      .when(unlink({ reason: 'Another reason.' }))
      .thenRejected('MESSAGE_NOT_LINKED');
    given(...planned)
      .when(unlink())
      .thenRejected('MESSAGE_NOT_LINKED');
  });

  it('is one of so many for a need', () => {
    const full = Array.from({ length: MOST_MESSAGES }, (_, index): CommunicationsPlanEvent => ({
      type: 'MessageLinked',
      data: { need: 1, messageId: deriveId('message', String(index)) },
    }));
    given(...planned, ...full)
      .when(link())
      .thenRejected('TOO_MANY_IN_PLAN');
  });
});
