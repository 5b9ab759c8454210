import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, HSE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const TODAY = '2006-03-21';
const reason = 'For a reason.';

describe('What a partnership has been through', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  const { accepted } = commandsOf(() => service, ['partnership']);

  beforeAll(async () => {
    service = await startService(() => new Date(`${TODAY}T09:00:00Z`));
    world = await makePartnershipWorld(() => service);
    partnershipId = await propose(DUNDEE);
  });
  afterAll(() => service.close());

  const propose = (leadAuthorityId: string) =>
    accepted(world.hseLead, 'partnershipPropose', {
      organisationId: world.organisationId,
      leadSide: 'LOCAL_AUTHORITY',
      leadAuthorityId,
      sector: 'Retail',
      bothEnforce: false,
      exceptionReason: reason,
    });
  const give = (as: TestCaller, mutation: string, input: Record<string, unknown> = {}) =>
    accepted(as, mutation, { partnershipId, ...input });

  async function shown(as: TestCaller, fields: string): Promise<unknown> {
    const query = `query ($id: ID!) { partnership(id: $id) { ${fields} } }`;
    const { data, errors } = await service.as(as)<{ partnership: unknown }>(query, { id: partnershipId });
    expect(errors).toBeUndefined();
    return data.partnership;
  }

  it('stays readable: who led it, what was remarked, when it rested and why', async () => {
    const { representative, dundeeLead, hseLead, officers } = world;
    const from = '2006-01-01';
    await give(representative, 'partnershipBeginConsideration', { note: 'The board meets in May.' });
    await give(representative, 'partnershipAgree');
    await give(dundeeLead, 'partnershipAgree');
    const manager = { role: 'ACCOUNT_MANAGER', officerId: officers.dundee, from };
    await give(dundeeLead, 'partnershipAppointOfficer', manager);
    await give(dundeeLead, 'partnershipActivate', { from });
    await give(dundeeLead, 'partnershipSuspend', { from: '2006-01-10', reason: 'A merger.' });
    await give(dundeeLead, 'partnershipResume', { from: '2006-02-01', reason: 'The merger is done.' });
    const amended = { sector: 'Wholesale', bothEnforce: true, reason: 'As reported.', withoutShadowReason: reason };
    await give(dundeeLead, 'partnershipAmend', amended);
    const lead = { leadSide: 'HSE', leadAuthorityId: HSE, from: '2006-03-01', reason: 'HSE has the knowledge.' };
    await give(dundeeLead, 'partnershipTransferLead', lead);

    const steps = 'steps(first: 3) { nodes { kind onDate reason leadSide leadAuthority { id } } }';
    const none = { leadSide: null, leadAuthority: null };
    expect(await shown(representative, steps)).toEqual({
      steps: {
        nodes: [
          {
            kind: 'LEAD_TRANSFERRED',
            onDate: '2006-03-01',
            reason: 'HSE has the knowledge.',
            leadSide: 'HSE',
            leadAuthority: { id: HSE },
          },
          { kind: 'AMENDED', onDate: TODAY, reason: 'As reported.', ...none },
          { kind: 'RESUMED', onDate: '2006-02-01', reason: 'The merger is done.', ...none },
        ],
      },
    });
    const some = `considered: steps(kind: CONSIDERING) { nodes { reason } }
      rested: steps(kind: SUSPENDED) { nodes { onDate reason } }
      proposed: steps(kind: PROPOSED) { nodes { leadAuthority { id } } }`;
    expect(await shown(hseLead, some)).toEqual({
      considered: { nodes: [{ reason: 'The board meets in May.' }] },
      rested: { nodes: [{ onDate: '2006-01-10', reason: 'A merger.' }] },
      proposed: { nodes: [{ leadAuthority: { id: DUNDEE } }] },
    });
  });

  it('says that a shadow is lacking, until there is one', async () => {
    expect(await shown(world.hseLead, 'shadowLacking')).toEqual({ shadowLacking: true });
    const shadow = { role: 'SHADOW_ACCOUNT_MANAGER', officerId: world.officers.hse, from: '2006-03-01' };
    await give(world.hseLead, 'partnershipAppointOfficer', shadow);
    expect(await shown(world.hseLead, 'shadowLacking')).toEqual({ shadowLacking: false });
  });

  it('counts the absence of who is account manager now, not of a predecessor', async () => {
    const { hseLead, officers } = world;
    await give(hseLead, 'partnershipRecordAbsence', { from: '2006-03-20', until: '2006-04-10' });
    await give(hseLead, 'partnershipRecordAbsence', { from: '2006-05-01', until: '2006-05-10' });
    const absence = 'accountManagerAbsent absences(first: 1) { nodes { validFrom } pageInfo { hasNextPage } }';
    const page = { nodes: [{ validFrom: '2006-05-01' }], pageInfo: { hasNextPage: true } };
    expect(await shown(hseLead, absence)).toEqual({ accountManagerAbsent: true, absences: page });
    await give(hseLead, 'partnershipHandOver', {
      appointment: 1,
      officerId: officers.wakefield,
      from: TODAY,
      items: [{ item: 'Plan', done: true }],
    });
    expect(await shown(hseLead, absence)).toEqual({ accountManagerAbsent: false, absences: page });
  });

  it('shows the figure of the latest day, measures taken out, and when an objective was achieved', async () => {
    const { hseLead, representative } = world;
    const measure = (name: string) => ({ name, unit: 'a year', target: 30, by: '2007-03-31' });
    const terms = { title: 'Fewer injuries', measures: [measure('Injuries'), measure('Days lost')] };
    const agree = async (version: number) => {
      for (const side of [hseLead, representative]) {
        await give(side, 'partnershipAgreeObjective', { objective: 1, version });
      }
    };
    await give(hseLead, 'partnershipProposeObjective', terms);
    await agree(1);
    for (const [value, on] of [
      [40, '2006-02-28'],
      [38, '2006-01-31'],
    ]) {
      const figure = { value, on, evidence: 'Return', source: 'RIDDOR returns' };
      await give(hseLead, 'partnershipRecordReading', { objective: 1, measure: 1, ...figure });
    }
    await give(hseLead, 'partnershipAmendObjective', {
      objective: 1,
      ...terms,
      measures: [measure('Injuries')],
      reason: 'No longer counted.',
    });
    await agree(2);
    await give(hseLead, 'partnershipAchieveObjective', { objective: 1, on: '2006-03-20', reason });
    const objectives =
      'objectives { nodes { status amendmentReason achievedOn measures { name current latestReading { value } } } }';
    expect(await shown(representative, objectives)).toEqual({
      objectives: {
        nodes: [
          {
            status: 'ACHIEVED',
            amendmentReason: 'No longer counted.',
            achievedOn: '2006-03-20',
            measures: [
              { name: 'Injuries', current: true, latestReading: { value: 40 } },
              { name: 'Days lost', current: false, latestReading: null },
            ],
          },
        ],
      },
    });
  });

  it('lets others learn from it, across partnerships, as far as they may', async () => {
    const { hseLead, representative, wakefieldLead, otherRepresentative } = world;
    const fife: TestCaller = {
      name: 'fife',
      party: { kind: 'LOCAL_AUTHORITY', id: 'authority-00000000-0000-5000-8000-00000000f1fe' },
      roles: ['OFFICER'],
    };
    const lesson = (theme: string, text: string, audience: string) =>
      give(hseLead, 'partnershipRecordLesson', { theme, text, audience });
    await lesson('Yards', 'Separate people from vehicles.', 'BOTH_SIDES');
    await lesson('yards', 'It takes a day a week.', 'REGULATORS_ONLY');
    await lesson('Start', 'Talk early.', 'BOTH_SIDES');
    const found = async (as: TestCaller, theme: string | null) => {
      const query = `query ($theme: String) {
        partnershipLessons(theme: $theme) { nodes { text partnership { id } } } }`;
      const { data } = await service.as(as)<{
        partnershipLessons: { nodes: { text: string; partnership: { id: string } }[] };
      }>(query, { theme });
      expect(data.partnershipLessons.nodes.every(({ partnership }) => partnership.id === partnershipId)).toBe(true);
      return data.partnershipLessons.nodes.map(({ text }) => text);
    };
    const both = 'Separate people from vehicles.';
    expect(await found(wakefieldLead, 'YARDS')).toEqual(['It takes a day a week.', both]);
    expect(await found(fife, 'yards')).toEqual([both]);
    expect(await found(representative, null)).toEqual(['Talk early.', both]);
    expect(await found(otherRepresentative, null)).toEqual([]);
  });

  it('says who declined', async () => {
    const { hseLead, representative } = world;
    await give(hseLead, 'partnershipConclude', { on: TODAY, reason, summary: 'So.' });
    partnershipId = await propose(DUNDEE);
    await give(representative, 'partnershipDecline', { reason: 'No time.' });
    expect(await shown(hseLead, 'status declinedBy endReason endedOn')).toEqual({
      status: 'DECLINED',
      declinedBy: 'ORGANISATION',
      endReason: 'No time.',
      endedOn: TODAY,
    });
  });
});
