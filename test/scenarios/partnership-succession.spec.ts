import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, HSE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const TODAY = '2006-03-21';
const reason = 'For a reason.';
const registrar: TestCaller = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };

interface Imported {
  readonly importRun: {
    readonly report: { readonly taken: number; readonly unchanged: number; readonly problems: readonly object[] };
  };
}

describe('One partnership of an organisation after the other', () => {
  let service: TestService;
  let world: PartnershipWorld;
  const { accepted, refusals } = commandsOf(() => service, ['partnership', 'organisation']);

  beforeAll(async () => {
    service = await startService(() => new Date(`${TODAY}T09:00:00Z`));
    world = await makePartnershipWorld(() => service);
  });
  afterAll(() => service.close());

  const organisation = (number: string) =>
    accepted(registrar, 'organisationRegister', {
      name: `Organisation ${number}`,
      structure: 'CENTRALLY_CONTROLLED_MULTI_SITE',
      legalEntities: [{ name: 'Entity', registry: 'INTERNAL', number }],
    });
  const proposal = (organisationId: string, leadAuthorityId = DUNDEE) => ({
    organisationId,
    leadSide: 'LOCAL_AUTHORITY',
    leadAuthorityId,
    sector: 'Retail',
    bothEnforce: false,
    exceptionReason: reason,
  });

  async function statusOf(partnershipId: string): Promise<object | null> {
    const query = 'query ($id: ID!) { partnership(id: $id) { status startedOn } }';
    const { data } = await service.as(world.hseLead)<{ partnership: object | null }>(query, { id: partnershipId });
    return data.partnership;
  }

  async function take(number: string, cells: string) {
    const head =
      'organisation-registry,organisation-number,lead-side,lead-authority,sector,both-enforce,status,active-from,exception-reason';
    const csv = `${head}\nINTERNAL,${number},LOCAL_AUTHORITY,S12000042,Retail,no,${cells},${reason}`;
    const { data, errors } = await service.as(registrar)<Imported>(
      `mutation ($input: ImportRunInput!) { importRun(input: $input) {
         report { taken unchanged problems { column reason } } userErrors { code } } }`,
      { input: { idempotencyKey: randomUUID(), kind: 'PARTNERSHIPS', csv } },
    );
    expect(errors).toBeUndefined();
    return data.importRun.report;
  }

  const current = async (organisationId: string): Promise<string> => {
    const query = 'query ($id: ID!) { partnershipOfOrganisation(organisationId: $id) { id } }';
    const { data } = await service.as(world.hseLead)<{ partnershipOfOrganisation: { id: string } | null }>(query, {
      id: organisationId,
    });
    return data.partnershipOfOrganisation?.id ?? '';
  };

  it('is one also when two are proposed in the same instant', async () => {
    const organisationId = await organisation('RACE');
    const answers = await Promise.all([
      refusals(world.dundeeLead, 'partnershipPropose', proposal(organisationId)),
      refusals(world.wakefieldLead, 'partnershipPropose', proposal(organisationId, WAKEFIELD)),
      refusals(world.hseLead, 'partnershipPropose', proposal(organisationId)),
    ]);
    expect(answers.toSorted((a, b) => a.length - b.length)).toEqual([
      [],
      ['PARTNERSHIP_EXISTS input.organisationId'],
      ['PARTNERSHIP_EXISTS input.organisationId'],
    ]);
  });

  it('gives who led an earlier one no part in a later one, nor the other way round', async () => {
    const organisationId = await organisation('LED');
    const lesson = (theme: string) => ({ theme, text: 'Early.', audience: 'REGULATORS_ONLY' });
    const earlier = await accepted(world.wakefieldLead, 'partnershipPropose', proposal(organisationId, WAKEFIELD));
    await accepted(world.wakefieldLead, 'partnershipRecordLesson', { partnershipId: earlier, ...lesson('Earlier') });
    await accepted(world.wakefieldLead, 'partnershipWithdraw', { partnershipId: earlier, reason });
    const later = await accepted(world.dundeeLead, 'partnershipPropose', proposal(organisationId));
    expect(later).not.toBe(earlier);
    await accepted(world.dundeeLead, 'partnershipRecordLesson', { partnershipId: later, ...lesson('Later') });
    const shown = async (as: TestCaller) => {
      const query = `query ($earlier: ID!, $later: ID!) {
        earlier: partnership(id: $earlier) { regulatorsNotes { nodes { kind findings } } lessons { nodes { theme } } }
        later: partnership(id: $later) { regulatorsNotes { nodes { kind findings } } lessons { nodes { theme } } } }`;
      return (await service.as(as)(query, { earlier, later })).data;
    };
    const nothing = { regulatorsNotes: { nodes: [] }, lessons: { nodes: [] } };
    const everything = (theme: string) => ({
      regulatorsNotes: {
        nodes: [
          { kind: 'ELIGIBILITY_SET_ASIDE', findings: expect.arrayContaining([expect.stringContaining('10,000')]) },
        ],
      },
      lessons: { nodes: [{ theme }] },
    });
    expect(await shown(world.wakefieldLead)).toEqual({ earlier: everything('Earlier'), later: nothing });
    expect(await shown(world.dundeeLead)).toEqual({ earlier: nothing, later: everything('Later') });
  });

  it('is agreed by the authority that leads it when both sides have', async () => {
    const { dundeeLead, hseLead } = world;
    const organisationId = await organisation('TRANSFERRED');
    const representative: TestCaller = {
      name: 'representative of TRANSFERRED',
      party: { kind: 'ORGANISATION', id: organisationId },
      roles: ['REPRESENTATIVE'],
    };
    const partnershipId = await accepted(dundeeLead, 'partnershipPropose', proposal(organisationId));
    await accepted(dundeeLead, 'partnershipAgree', { partnershipId });
    const lead = { leadSide: 'HSE', leadAuthorityId: HSE, from: TODAY, reason };
    await accepted(dundeeLead, 'partnershipTransferLead', { partnershipId, ...lead });
    await accepted(representative, 'partnershipAgree', { partnershipId });
    const read = async () => {
      const query = 'query ($id: ID!) { partnership(id: $id) { status organisationAgreedAt regulatorsAgreedAt } }';
      return (await service.as(hseLead)<{ partnership: object }>(query, { id: partnershipId })).data.partnership;
    };
    const at = `${TODAY}T09:00:00.000Z`;
    expect(await read()).toEqual({ status: 'PROPOSED', organisationAgreedAt: at, regulatorsAgreedAt: null });
    await accepted(hseLead, 'partnershipAgree', { partnershipId });
    expect(await read()).toEqual({ status: 'AGREED', organisationAgreedAt: at, regulatorsAgreedAt: at });
  });

  it('is not begun by a file once the earlier one has ended', async () => {
    const organisationId = await organisation('DECLINED');
    const declined = await accepted(world.dundeeLead, 'partnershipPropose', proposal(organisationId));
    expect(await take('DECLINED', 'CONSIDERING,')).toMatchObject({ taken: 1, problems: [] });
    await accepted(world.dundeeLead, 'partnershipDecline', { partnershipId: declined, reason });
    for (const row of ['CONSIDERING,', 'ACTIVE,2005-10-01']) {
      const { problems } = await take('DECLINED', row);
      expect(problems).toEqual([
        { column: 'organisation-number', reason: expect.stringContaining(`${declined}, ended on ${TODAY}`) },
      ]);
    }
    expect(await current(organisationId)).toBe('');
  });

  it('is not taken forward by a row that had its effect on the earlier one', async () => {
    const organisationId = await organisation('CONCLUDED');
    expect(await take('CONCLUDED', 'ACTIVE,2005-10-01')).toMatchObject({ taken: 1, problems: [] });
    const earlier = await current(organisationId);
    await accepted(world.dundeeLead, 'partnershipConclude', {
      partnershipId: earlier,
      on: '2006-02-01',
      reason,
      summary: 'So.',
    });
    const later = await accepted(world.dundeeLead, 'partnershipPropose', proposal(organisationId));
    expect(await take('CONCLUDED', 'ACTIVE,2005-10-01')).toMatchObject({
      taken: 0,
      problems: [{ column: 'active-from' }],
    });
    expect(await take('CONCLUDED', 'ACTIVE,2006-02-15')).toMatchObject({ taken: 1 });
    await accepted(world.dundeeLead, 'partnershipConclude', {
      partnershipId: later,
      on: '2006-02-20',
      reason,
      summary: 'So.',
    });
    const third = await accepted(world.dundeeLead, 'partnershipPropose', proposal(organisationId));
    expect(await take('CONCLUDED', 'ACTIVE,2006-02-15')).toMatchObject({
      taken: 0,
      problems: [{ column: 'active-from' }],
    });
    expect(await statusOf(third)).toEqual({ status: 'PROPOSED', startedOn: null });
  });

  it('is not taken forward by the row that another one was proposed after', async () => {
    const organisationId = await organisation('CONSIDERED');
    expect(await take('CONSIDERED', 'CONSIDERING,')).toMatchObject({ taken: 1, problems: [] });
    const earlier = await current(organisationId);
    await accepted(world.dundeeLead, 'partnershipWithdraw', { partnershipId: earlier, reason });
    const later = await accepted(world.dundeeLead, 'partnershipPropose', proposal(organisationId));
    expect(await take('CONSIDERED', 'CONSIDERING,')).toMatchObject({
      taken: 0,
      problems: [{ column: null, reason: expect.stringContaining('taken before') }],
    });
    expect(await statusOf(later)).toEqual({ status: 'PROPOSED', startedOn: null });
  });

  it('answers a proposal that is sent again as before, and knows its key when that partnership has ended', async () => {
    const input = { ...proposal(await organisation('AGAIN')), idempotencyKey: randomUUID() };
    const first = await accepted(world.dundeeLead, 'partnershipPropose', input);
    expect(await accepted(world.dundeeLead, 'partnershipPropose', input)).toBe(first);
    await accepted(world.dundeeLead, 'partnershipWithdraw', { partnershipId: first, reason });
    expect(await refusals(world.dundeeLead, 'partnershipPropose', input)).toEqual([
      'IDEMPOTENCY_KEY_REUSED input.idempotencyKey',
    ]);
  });
});
