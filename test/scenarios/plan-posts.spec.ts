import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PRINCIPLE_KEYS } from '#domain/partnerships';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { priority } from '../support/plan-inputs.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const reason = 'For a reason.';
const TODAY = '2006-03-21';

/** A council leads, and HSE enforces too: whoever acts in the council's post agrees in it, and in no other seat. */
describe('Who agrees to a plan while its posts are empty', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  let planId: string;
  const { accepted, refusals } = commandsOf(() => service, ['partnership', 'plan']);
  const of = (fields: Record<string, unknown> = {}) => ({ planId, ...fields });

  beforeAll(async () => {
    service = await startService(() => new Date(`${TODAY}T09:00:00Z`));
    world = await makePartnershipWorld(() => service);
    const { dundeeLead, dundeeOfficer, representative, organisationId, officers } = world;
    partnershipId = await accepted(dundeeLead, 'partnershipPropose', {
      organisationId,
      leadSide: 'LOCAL_AUTHORITY',
      leadAuthorityId: DUNDEE,
      sector: 'Retail',
      bothEnforce: true,
    });
    for (const side of [dundeeLead, representative]) await accepted(side, 'partnershipAgree', { partnershipId });
    const appoint = (role: string, officerId: string) =>
      accepted(dundeeLead, 'partnershipAppointOfficer', { partnershipId, role, officerId, from: '2005-10-01' });
    await appoint('SHADOW_ACCOUNT_MANAGER', officers.hse);
    await appoint('ACCOUNT_MANAGER', officers.dundee);
    planId = await accepted(dundeeOfficer, 'planBegin', { partnershipId, kind: 'ENGAGEMENT', title: 'Plan' });
    for (const principle of PRINCIPLE_KEYS) await accepted(dundeeOfficer, 'planAddressPrinciple', of({ principle }));
    await accepted(dundeeOfficer, 'planAddPriority', of(priority));
  });
  afterAll(() => service.close());

  async function put(as: TestCaller): Promise<{ version: number; digest: string }> {
    await accepted(as, 'planPropose', of({ reason, workingDays: 10 }));
    const { data } = await service.as(as)<{ plan: { proposed: { version: number; digest: string } } }>(
      `{ plan(id: "${planId}") { proposed { version: number digest } } }`,
    );
    return data.plan.proposed;
  }

  /** The seats in which the person is asked. */
  async function asked(as: TestCaller): Promise<readonly (string | undefined)[]> {
    const { data } = await service.as(as)<{ myAgreements: { nodes: { seat: { key: string } | null }[] } }>(
      '{ myAgreements { nodes { seat { key } } } }',
    );
    return data.myAgreements.nodes.map(({ seat }) => seat?.key);
  }

  const ONE_PERSON = ['ONE_PERSON_TWO_SEATS input.seat'];

  it('is the shadow while the account manager is away, in one seat only', async () => {
    const { dundeeLead, dundeeOfficer, hseOfficer, hseLead, representative } = world;
    const version = await put(dundeeOfficer);
    expect(await asked(hseOfficer)).toEqual(['OTHER_REGULATOR']);
    const away = { partnershipId, from: TODAY, until: '2006-04-30' };
    await accepted(dundeeOfficer, 'partnershipRecordAbsence', away);
    expect(await asked(hseOfficer)).toEqual(['ACCOUNT_MANAGER', 'OTHER_REGULATOR']);
    expect(await asked(dundeeLead)).toEqual([]);
    expect(await refusals(hseOfficer, 'planAgree', of({ ...version }))).toEqual(['SEAT_NEEDED input.seat']);
    const inSeat = (seat: string) => of({ ...version, seat });
    await accepted(hseOfficer, 'planAgree', inSeat('OTHER_REGULATOR'));
    expect(await asked(hseOfficer)).toEqual([]);
    expect(await refusals(hseOfficer, 'planAgree', inSeat('ACCOUNT_MANAGER'))).toEqual(ONE_PERSON);
    await accepted(hseOfficer, 'planTakeBackAgreement', of({ version: version.version, reason }));
    await accepted(hseOfficer, 'planAgree', inSeat('ACCOUNT_MANAGER'));
    expect(await refusals(hseOfficer, 'planAgree', inSeat('OTHER_REGULATOR'))).toEqual(ONE_PERSON);
    // The post is taken, though its holder has not spoken.
    expect(await refusals(dundeeOfficer, 'planAgree', of({ ...version }))).toEqual(['SEAT_TAKEN input.seat']);
    for (const who of [hseLead, representative]) await accepted(who, 'planAgree', of({ ...version }));
    await accepted(hseOfficer, 'planPublish', of({ version: version.version, from: TODAY }));
  });

  it('is a lead of the lead authority when nobody is in post, and no longer whoever was', async () => {
    const { dundeeLead, dundeeOfficer, hseOfficer, hseLead, representative, wakefieldLead } = world;
    for (const appointment of [2, 1]) {
      const input = { partnershipId, appointment, until: TODAY, reason, withoutShadowReason: reason };
      await accepted(dundeeLead, 'partnershipEndAppointment', input);
    }
    await accepted(representative, 'planDescribe', of({ title: 'Next plan', reason }));
    const version = await put(dundeeLead);
    expect(await Promise.all([dundeeLead, hseLead, dundeeOfficer, hseOfficer, wakefieldLead].map(asked))).toEqual([
      ['ACCOUNT_MANAGER'],
      ['OTHER_REGULATOR'],
      [],
      [],
      [],
    ]);
    for (const who of [dundeeOfficer, hseOfficer]) {
      expect(await refusals(who, 'planAgree', of({ ...version }))).toEqual(['FORBIDDEN']);
    }
    for (const who of [dundeeLead, hseLead, representative]) await accepted(who, 'planAgree', of({ ...version }));
    await accepted(dundeeLead, 'planPublish', of({ version: version.version, from: TODAY }));
  });
});
