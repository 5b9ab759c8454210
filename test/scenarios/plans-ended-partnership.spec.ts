import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PRINCIPLE_KEYS } from '#domain/partnerships';
import { commandsOf } from '../support/commands.js';
import { clause, priority } from '../support/plan-inputs.js';
import { HSE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const reason = 'For a reason.';

/** With one version in force, and the next one put forward and agreed to by one side when the partnership ends. */
describe('The plan of a partnership that ends', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  let planId: string;
  const { accepted, refusals } = commandsOf(() => service, ['partnership', 'plan']);
  const of = (fields: Record<string, unknown> = {}) => ({ planId, ...fields });

  async function read<Data>(as: TestCaller, query: string): Promise<Data> {
    const { data, errors } = await service.as(as)<Data>(query);
    expect(errors).toBeUndefined();
    return data;
  }

  async function put(): Promise<{ version: number; digest: string }> {
    await accepted(world.hseOfficer, 'planPropose', of({ reason, workingDays: 10 }));
    const query = `{ plan(id: "${planId}") { proposed { version: number digest } } }`;
    return (await read<{ plan: { proposed: { version: number; digest: string } } }>(world.hseOfficer, query)).plan
      .proposed;
  }

  async function awaited(as: TestCaller): Promise<number> {
    const query = '{ myAgreements { nodes { agreement { title } } } }';
    return (await read<{ myAgreements: { nodes: object[] } }>(as, query)).myAgreements.nodes.length;
  }

  async function criteria(as: TestCaller): Promise<object> {
    const query = `{ incidentSelectionCriteria(organisationId: "${world.organisationId}") { planVersion } }`;
    return read(as, query);
  }

  beforeAll(async () => {
    let now = '2006-03-21T09:00:00Z';
    service = await startService(() => new Date(now));
    world = await makePartnershipWorld(() => service);
    const { hseLead, hseOfficer, representative, organisationId } = world;
    partnershipId = await accepted(hseLead, 'partnershipPropose', {
      organisationId,
      leadSide: 'HSE',
      leadAuthorityId: HSE,
      sector: 'Retail',
      bothEnforce: false,
    });
    for (const side of [hseLead, representative]) await accepted(side, 'partnershipAgree', { partnershipId });
    const manager = { role: 'ACCOUNT_MANAGER', officerId: world.officers.hse, from: '2005-10-01' };
    await accepted(hseLead, 'partnershipAppointOfficer', { partnershipId, ...manager });
    await accepted(hseLead, 'partnershipActivate', { partnershipId, from: '2006-03-21' });
    planId = await accepted(hseOfficer, 'planBegin', { partnershipId, kind: 'ENGAGEMENT', title: 'Plan' });
    for (const principle of PRINCIPLE_KEYS) await accepted(hseOfficer, 'planAddressPrinciple', of({ principle }));
    await accepted(hseOfficer, 'planAddPriority', of(priority));
    await accepted(hseOfficer, 'planChooseIncidentCriteria', of({ clauses: [clause] }));
    const first = await put();
    for (const who of [hseOfficer, representative]) await accepted(who, 'planAgree', of({ ...first }));
    await accepted(hseOfficer, 'planPublish', of({ version: 1, from: '2006-03-21' }));
    await accepted(hseOfficer, 'planDescribe', of({ title: 'Next plan', reason }));
    await accepted(hseOfficer, 'planAgree', of({ ...(await put()) }));
    expect(await awaited(representative)).toBe(1);
    expect(await criteria(world.wakefieldLead)).toEqual({ incidentSelectionCriteria: { planVersion: 1 } });
    now = '2006-04-03T09:00:00Z';
    await accepted(hseLead, 'partnershipConclude', { partnershipId, on: '2006-04-02', reason, summary: 'Ended.' });
  });
  afterAll(() => service.close());

  it('cannot be agreed to any more, and nobody is asked to', async () => {
    const { representative, hseLead } = world;
    await service.engine.processes.runDue();
    const query = `{ plan(id: "${planId}") { proposed { number } version(number: 2) { status agreement { voidReason } } } }`;
    expect(await read(hseLead, query)).toEqual({
      plan: { proposed: null, version: { status: 'VOIDED', agreement: { voidReason: 'The partnership has ended.' } } },
    });
    expect(await awaited(representative)).toBe(0);
    for (const who of [hseLead, representative]) {
      expect(await refusals(who, 'planPropose', of({ reason, workingDays: 10 }))).toEqual([
        'PARTNERSHIP_NOT_AGREED input',
      ]);
    }
  });

  it('says nothing any more of the incidents that are selected', async () => {
    for (const who of [world.wakefieldLead, world.representative]) {
      expect(await criteria(who)).toEqual({ incidentSelectionCriteria: { planVersion: null } });
    }
  });

  it('is closed with its evaluation by a lead of the lead authority', async () => {
    const evaluation = [{ priority: 1, outcome: 'PARTLY_REACHED', remark: 'As measured.' }];
    expect(await refusals(world.hseOfficer, 'planClose', of({ evaluation, lessons: [] }))).toEqual(['FORBIDDEN']);
    await accepted(world.hseLead, 'planClose', of({ evaluation, lessons: [] }));
  });
});
