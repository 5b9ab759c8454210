import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, HSE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const reason = 'For a reason.';
const registrar: TestCaller = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };

describe('Officers of a partnership who leave', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  const { accepted, refusals } = commandsOf(() => service, ['partnership', 'officer']);

  beforeAll(async () => {
    service = await startService(() => new Date('2006-03-21T09:00:00Z'));
    world = await makePartnershipWorld(() => service);
    partnershipId = await accepted(world.dundeeLead, 'partnershipPropose', {
      organisationId: world.organisationId,
      leadSide: 'LOCAL_AUTHORITY',
      leadAuthorityId: DUNDEE,
      sector: 'Retail',
      bothEnforce: true,
      exceptionReason: reason,
    });
    const { dundee, hse } = world.officers;
    await appoint({ role: 'SHADOW_ACCOUNT_MANAGER', officerId: hse });
    await appoint({ role: 'ACCOUNT_MANAGER', officerId: dundee });
    await appoint({ role: 'PARTNERSHIP_MANAGER', officerId: dundee });
  });
  afterAll(() => service.close());

  const appoint = (input: Record<string, unknown>) =>
    accepted(world.dundeeLead, 'partnershipAppointOfficer', { partnershipId, from: '2005-10-01', ...input });
  const end = async (officerId: string, on: string) => {
    await accepted(registrar, 'officerEndService', { officerId, on, reason });
    await service.engine.processes.runDue();
  };

  async function shown(fields: string): Promise<unknown> {
    const query = `query ($id: ID!) { partnership(id: $id) { ${fields} } }`;
    const { data, errors } = await service.as(world.hseLead)<{ partnership: unknown }>(query, { id: partnershipId });
    expect(errors).toBeUndefined();
    return data.partnership;
  }
  const open = 'appointments { nodes { number } }';

  it('keep their posts as long as they serve', async () => {
    await service.engine.processes.runDue();
    expect(await shown(open)).toEqual({ appointments: { nodes: [{ number: 1 }, { number: 2 }, { number: 3 }] } });
  });

  it('leave the shadow’s post when they move to another authority, and it is said that there is none', async () => {
    const { hse } = world.officers;
    await accepted(registrar, 'officerTransfer', {
      officerId: hse,
      authorityId: WAKEFIELD,
      from: '2006-03-01',
      reason,
    });
    await service.engine.processes.runDue();
    expect(
      await shown(`shadowLacking shadowAccountManager { number } regulatorsNotes { nodes { kind } }
      appointments(role: SHADOW_ACCOUNT_MANAGER, includeFormer: true) { nodes { validUntil } }`),
    ).toEqual({
      shadowLacking: true,
      shadowAccountManager: null,
      regulatorsNotes: { nodes: [{ kind: 'NO_SHADOW' }, { kind: 'APPOINTMENT_ENDED' }] },
      appointments: { nodes: [{ validUntil: '2006-03-01' }] },
    });
    expect(await refusals(world.hseOfficer, 'partnershipRecordLesson', lesson())).toEqual(['FORBIDDEN']);
  });

  it('leave every post when they leave, with a gap from that day on and without rights', async () => {
    expect(await refusals(world.dundeeOfficer, 'partnershipRecordLesson', lesson())).toEqual([]);
    await end(world.officers.dundee, '2006-03-11');
    expect(await shown(`accountManager { number } continuity { gaps { from until days } } ${open}`)).toEqual({
      accountManager: null,
      continuity: { gaps: [{ from: '2006-03-11', until: null, days: 10 }] },
      appointments: { nodes: [] },
    });
    expect(await refusals(world.dundeeOfficer, 'partnershipRecordLesson', lesson())).toEqual(['FORBIDDEN']);
  });

  it('are not ended twice, and their successors stay', async () => {
    await appoint({
      role: 'ACCOUNT_MANAGER',
      officerId: world.officers.hse,
      from: '2006-03-12',
      withoutShadowReason: reason,
    });
    const { revision } = (await shown('revision')) as { revision: number };
    await service.engine.processes.runDue();
    expect(await shown(`revision accountManager { authority { id } }`)).toEqual({
      revision,
      accountManager: { authority: { id: WAKEFIELD } },
    });
  });

  it('can be appointed for a day on which they served, for the authority of that day', async () => {
    const { officers, dundeeLead } = world;
    const liaison = { partnershipId, role: 'LIAISON_OFFICER', officerId: officers.hse };
    const appointing = (region: string, from: string) =>
      refusals(dundeeLead, 'partnershipAppointOfficer', { ...liaison, region, from });
    expect(await appointing('Scotland', '2000-12-31')).toEqual(['DATES_OUT_OF_ORDER input.from']);
    expect(await appointing('Scotland', '2006-02-28')).toEqual([]);
    const former = 'appointments(role: LIAISON_OFFICER, includeFormer: true) { nodes { authority { id } validUntil } }';
    await service.engine.processes.runDue();
    expect(await shown(former)).toEqual({
      appointments: { nodes: [{ authority: { id: HSE }, validUntil: '2006-03-01' }] },
    });
  });

  let lessons = 0;
  function lesson() {
    lessons += 1;
    return { partnershipId, theme: 'Start', text: `Lesson ${lessons}`, audience: 'BOTH_SIDES' };
  }
});
