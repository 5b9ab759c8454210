import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const reason = 'As discussed at the workshop.';
const plan = { title: 'Revitalised communications plan', from: '2006-04-01', until: '2006-12-31' };
const plenary = { name: 'Plenary session', on: '2006-04-27' };
const unions = {
  audience: { segment: 'TRADE_UNIONS' },
  what: 'What the scheme is and why',
  by: '2006-04-20',
  channel: 'NEWSLETTER',
  milestone: 1,
};
const councillors = {
  audience: { segment: 'ELECTED_MEMBERS', region: 'Scotland' },
  what: 'How local views are heard',
  by: '2006-04-25',
  channel: 'REGIONAL_MEETING',
  milestone: 1,
};

describe('Communications plans over HTTP', () => {
  let now = new Date('2006-04-13T09:00:00Z');
  let service: TestService;
  let world: PartnershipWorld;
  let hela: TestCaller;
  const { accepted, refusals } = commandsOf(() => service, ['communicationsPlan', 'programmeCalendar']);

  beforeAll(async () => {
    service = await startService(() => now);
    world = await makePartnershipWorld(() => service);
    const id = deriveId('authority', 'HELA');
    hela = { name: 'adviser', party: { kind: 'ADVISORY_BODY', id }, roles: ['COMMUNICATIONS_LEAD'] };
  }, 60_000);
  afterAll(() => service.close());

  async function shown<Shown extends object>(as: TestCaller, id: string, fields: string): Promise<Shown | null> {
    const query = `query ($id: ID!) { communicationsPlan(id: $id) { ${fields} } }`;
    const { data, errors } = await service.as(as)<{ communicationsPlan: Shown | null }>(query, { id });
    expect(errors).toBeUndefined();
    return data.communicationsPlan;
  }

  /** A plan with a need of trade unions and one of councillors in Scotland. */
  async function drafted(): Promise<string> {
    const { hseLead, lacorsLead } = world;
    const communicationsPlanId = await accepted(hseLead, 'communicationsPlanDraft', plan);
    await accepted(lacorsLead, 'communicationsPlanAddMilestone', { communicationsPlanId, ...plenary });
    await accepted(hseLead, 'communicationsPlanAddNeed', { communicationsPlanId, ...unions });
    await accepted(lacorsLead, 'communicationsPlanAddNeed', { communicationsPlanId, ...councillors });
    return communicationsPlanId;
  }

  it('show who is not told what, and whom they leave out', async () => {
    const id = await drafted();
    const fields = `matrix { audience { segment region } channel milestone { name } needs coverage }
      gaps { segment coverage need sentence }`;
    const { matrix, gaps } = (await shown<{ matrix: object[]; gaps: object[] }>(world.hseLead, id, fields)) ?? {};
    const left = { channel: null, milestone: null, needs: [], coverage: 'NOT_IN_PLAN' };
    const milestone = { name: 'Plenary session' };
    expect(matrix).toEqual([
      { audience: { segment: 'SENIOR_MANAGERS', region: null }, ...left },
      {
        audience: { segment: 'ELECTED_MEMBERS', region: 'Scotland' },
        channel: 'REGIONAL_MEETING',
        milestone,
        needs: [2],
        coverage: 'GAP',
      },
      { audience: { segment: 'PRACTITIONERS', region: null }, ...left },
      {
        audience: { segment: 'TRADE_UNIONS', region: null },
        channel: 'NEWSLETTER',
        milestone,
        needs: [1],
        coverage: 'GAP',
      },
      ...['PROFESSIONAL_BODIES', 'LOCAL_AUTHORITIES', 'HSE_SECTOR', 'ORGANISATIONS'].map((segment) => ({
        audience: { segment, region: null },
        ...left,
      })),
    ]);
    expect(gaps?.slice(0, 3)).toEqual([
      {
        segment: 'TRADE_UNIONS',
        coverage: 'GAP',
        need: 1,
        sentence:
          'Trade unions must hear “What the scheme is and why” in a newsletter by 20 April 2006, and no message is linked.',
      },
      {
        segment: 'ELECTED_MEMBERS',
        coverage: 'GAP',
        need: 2,
        sentence:
          'Elected members in Scotland must hear “How local views are heard” at a regional meeting by 25 April 2006, ' +
          'and no message is linked.',
      },
      {
        segment: 'SENIOR_MANAGERS',
        coverage: 'NOT_IN_PLAN',
        need: null,
        sentence: 'No senior managers in this plan: nothing says what they must hear.',
      },
    ]);
    expect(gaps).toHaveLength(8);
  });

  it('say that a day has passed on which people should have heard', async () => {
    const id = await drafted();
    now = new Date('2006-04-21T09:00:00Z');
    const fields = 'needs { number coverage coverageInWords } gaps { coverage need }';
    const { needs, gaps } = (await shown<{ needs: object[]; gaps: object[] }>(world.hseLead, id, fields)) ?? {};
    expect(needs).toMatchObject([
      { number: 1, coverage: 'OVERDUE' },
      { number: 2, coverage: 'GAP' },
    ]);
    expect(gaps?.slice(0, 2)).toEqual([
      { coverage: 'OVERDUE', need: 1 },
      { coverage: 'GAP', need: 2 },
    ]);
    now = new Date('2006-04-13T09:00:00Z');
  });

  it('show where a day does not fit in with authorities’ own programmes', async () => {
    const { dundeeLead, hseLead } = world;
    const id = await drafted();
    const conflicts = `needs { number programmeConflictCount
      programmeConflicts { number sentence authority { officialName } } }`;
    const none = { programmeConflictCount: 0, programmeConflicts: [] };
    expect(await shown(hseLead, id, conflicts)).toEqual({
      needs: [
        { number: 1, ...none },
        { number: 2, ...none },
      ],
    });
    await accepted(dundeeLead, 'programmeCalendarRecordPeriod', {
      authorityId: DUNDEE,
      title: 'Elections',
      kind: 'CLOSED',
      from: '2006-04-24',
      until: '2006-05-05',
    });
    expect(await shown(hseLead, id, conflicts)).toEqual({
      needs: [
        // Trade unions are not the council's people.
        { number: 1, ...none },
        {
          number: 2,
          programmeConflictCount: 1,
          programmeConflicts: [
            {
              number: 1,
              sentence:
                'Dundee City Council takes no messages from 24 April to 5 May 2006 (Elections): 25 April 2006 does not fit.',
              authority: { officialName: 'Dundee City Council' },
            },
          ],
        },
      ],
    });
    const elsewhere = { ...councillors, audience: { segment: 'ELECTED_MEMBERS', region: 'Yorkshire and The Humber' } };
    await accepted(hseLead, 'communicationsPlanAmendNeed', { communicationsPlanId: id, need: 2, ...elsewhere, reason });
    expect(await shown(hseLead, id, 'needs { programmeConflictCount }')).toEqual({
      needs: [{ programmeConflictCount: 0 }, { programmeConflictCount: 0 }],
    });
  });

  it('keep what was amended and withdrawn, with the reason', async () => {
    const { hseLead } = world;
    const communicationsPlanId = await drafted();
    const give = (mutation: string, input: object) => accepted(hseLead, mutation, { communicationsPlanId, ...input });
    await give('communicationsPlanAddMilestone', { name: 'Roll-out', on: '2006-10-02' });
    await give('communicationsPlanAmendMilestone', { milestone: 1, ...plenary, on: '2006-04-28', reason });
    await give('communicationsPlanWithdrawMilestone', { milestone: 2, reason });
    await give('communicationsPlanWithdrawNeed', { need: 2, reason });
    await give('communicationsPlanAmend', { ...plan, until: '2006-11-30', reason });
    const fields = (args: string) => `until amendmentReason milestones${args} { number on withdrawn reason }
      needs${args} { number withdrawn reason coverage }`;
    const milestones = [{ number: 1, on: '2006-04-28', withdrawn: false, reason }];
    const needs = [{ number: 1, withdrawn: false, reason: null, coverage: 'GAP' }];
    const amended = { until: '2006-11-30', amendmentReason: reason };
    expect(await shown(hseLead, communicationsPlanId, fields(''))).toEqual({ ...amended, milestones, needs });
    expect(await shown(hseLead, communicationsPlanId, fields('(includeWithdrawn: true)'))).toEqual({
      ...amended,
      milestones: [...milestones, { number: 2, on: '2006-10-02', withdrawn: true, reason }],
      needs: [...needs, { number: 2, withdrawn: true, reason, coverage: null }],
    });
  });

  it('are kept by HSE and the coordinating body, and read by the other regulators once they are in force', async () => {
    const { hseLead, lacorsLead, hseOfficer, dundeeLead, dundeeOfficer, auditor, representative, workers } = world;
    const communicationsPlanId = await drafted();
    const readers = [hseOfficer, dundeeLead, dundeeOfficer, hela];
    const outsiders = [
      representative,
      workers,
      { ...representative, name: 'press', roles: ['COMMUNICATIONS_LEAD'] as const },
    ];
    for (const reader of [...readers, ...outsiders]) {
      expect(await shown(reader, communicationsPlanId, 'title')).toBeNull();
      const change = { communicationsPlanId, ...plan, title: 'Taken over', reason };
      expect(await refusals(reader, 'communicationsPlanAmend', change)).toEqual([
        'NOT_FOUND input.communicationsPlanId',
      ]);
    }
    expect(await shown(auditor, communicationsPlanId, 'status')).toEqual({ status: 'DRAFT' });
    const keeper: TestCaller = { ...lacorsLead, name: 'communications of LACORS', roles: ['COMMUNICATIONS_LEAD'] };
    await accepted(keeper, 'communicationsPlanPutInForce', { communicationsPlanId });
    for (const reader of readers) {
      expect(await shown(reader, communicationsPlanId, 'status gaps { need }')).toMatchObject({ status: 'IN_FORCE' });
      const withdraw = { communicationsPlanId, need: 1, reason };
      expect(await refusals(reader, 'communicationsPlanWithdrawNeed', withdraw)).toEqual(['FORBIDDEN']);
    }
    const evaluation = 'The regional meetings worked best.';
    await accepted(hseLead, 'communicationsPlanClose', { communicationsPlanId, evaluation });
    for (const reader of readers)
      expect(await shown(reader, communicationsPlanId, 'evaluation')).toEqual({ evaluation });
    for (const outsider of outsiders) {
      expect(await shown(outsider, communicationsPlanId, 'title')).toBeNull();
      const { data } = await service.as(outsider)<{ communicationsPlans: { nodes: object[] } }>(
        '{ communicationsPlans { nodes { id } } }',
      );
      expect(data.communicationsPlans.nodes).toEqual([]);
      expect(await refusals(outsider, 'communicationsPlanDraft', plan)).toEqual(['FORBIDDEN']);
    }
  });

  it('refuse what cannot be, naming it', async () => {
    const { hseLead } = world;
    const communicationsPlanId = await drafted();
    const refused = (mutation: string, input: object) =>
      refusals(hseLead, mutation, { communicationsPlanId, ...input });
    const add = (input: object) => refused('communicationsPlanAddNeed', { ...unions, ...input });
    expect(await add({ by: '2007-01-01' })).toEqual(['DATE_OUTSIDE_PLAN input.by']);
    expect(await add({ milestone: 9 })).toEqual(['MILESTONE_UNKNOWN input.milestone']);
    expect(await add({ what: 'x'.repeat(501) })).toEqual(['INVALID_INPUT input.what']);
    expect(await add({ audience: { segment: 'TRADE_UNIONS', region: 'Atlantis' } })).toEqual([
      'REGION_UNKNOWN input.audience.region',
    ]);
    expect(await add({ channel: 'REGIONAL_MEETING' })).toEqual(['REGION_REQUIRED input.audience.region']);
    expect(await add({ audience: { segment: 'HSE_SECTOR' } })).toEqual(['INVALID_INPUT input.audience.sector']);
    expect(await refused('communicationsPlanWithdrawMilestone', { milestone: 1, reason })).toEqual([
      'MILESTONE_IN_USE input.milestone',
    ]);
    expect(await refused('communicationsPlanAmend', { ...plan, from: '2006-04-21', reason })).toEqual([
      'DATE_OUTSIDE_PLAN input.from',
    ]);
    expect(await refused('communicationsPlanClose', { evaluation: 'Nothing came of it.' })).toEqual([
      'OUT_OF_ORDER input',
    ]);
    const unlink = { need: 1, messageId: deriveId('message', 'none'), reason };
    expect(await refused('communicationsPlanUnlinkMessage', unlink)).toEqual(['MESSAGE_NOT_LINKED input.messageId']);
    const empty = await accepted(hseLead, 'communicationsPlanDraft', plan);
    expect(await refusals(hseLead, 'communicationsPlanPutInForce', { communicationsPlanId: empty })).toEqual([
      'PLAN_WITHOUT_NEED input',
    ]);
    await accepted(hseLead, 'communicationsPlanPutInForce', { communicationsPlanId });
    await accepted(hseLead, 'communicationsPlanClose', { communicationsPlanId, evaluation: 'It worked.' });
    expect(await add({ what: 'More.' })).toEqual(['PLAN_CLOSED input']);
  });
});
