import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { authorityIdOf } from '#domain/regulators';
import { commandsOf } from '../support/commands.js';
import {
  DUNDEE,
  HSE,
  LACORS,
  makePartnershipWorld,
  WAKEFIELD,
  type PartnershipWorld,
} from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const TODAY = '2006-03-21';

const SEEN = `query ($id: ID!) { contact(id: $id) { authority { id } urgency exemption madeOn detail {
  officer { id } amendmentReason coordinated adviceFollowed deviationReason outcome { results correctionReason } } } }`;

interface Seen {
  readonly authority: { readonly id: string };
  readonly detail: { readonly officer: { readonly id: string } | null };
}

describe('Records of contacts over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let registrar: TestCaller;
  let wakefield: TestCaller;
  const { accepted, refusals } = commandsOf(() => service, ['contact', 'officer', 'authority']);

  beforeAll(async () => {
    service = await startService(() => new Date(`${TODAY}T09:00:00Z`));
    world = await makePartnershipWorld(() => service);
    registrar = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };
    wakefield = {
      name: 'officer of Wakefield',
      party: { kind: 'LOCAL_AUTHORITY', id: WAKEFIELD },
      roles: ['OFFICER'],
      officerId: world.officers.wakefield,
    };
  });
  afterAll(() => service.close());

  const made = { madeOn: TODAY, channel: 'VISIT', withWhom: 'Store manager' };
  const facts = (fields: object = {}) => ({
    organisationId: world.organisationId,
    topic: 'workplace transport',
    purpose: 'VISIT',
    ...made,
    ...fields,
  });
  const record = (caller: TestCaller, fields: object = {}) => accepted(caller, 'contactRecord', facts(fields));
  const refused = (caller: TestCaller, fields: object) => refusals(caller, 'contactRecord', facts(fields));

  /** As HSE sees it, which sees everything. */
  async function see(id: string): Promise<Seen> {
    const { data, errors } = await service.as(world.hseLead)<{ contact: Seen }>(SEEN, { id });
    expect(errors).toBeUndefined();
    return data.contact;
  }
  const whose = async (id: string) => {
    const { authority, detail } = await see(id);
    return [authority.id, detail.officer?.id ?? null];
  };

  it("are of the caller's own authority, and of others only by those who keep records for all", async () => {
    expect(await whose(await record(wakefield))).toEqual([WAKEFIELD, world.officers.wakefield]);
    expect(await refused(wakefield, { authorityId: DUNDEE })).toEqual(['NOT_YOUR_AUTHORITY input.authorityId']);
    expect(await refused(world.hseLead, { authorityId: DUNDEE })).toEqual(['NOT_YOUR_AUTHORITY input.authorityId']);
    const ofWakefield: TestCaller = { ...wakefield, name: 'registrar of Wakefield', roles: ['REGISTRAR'] };
    expect(await refused(ofWakefield, { authorityId: DUNDEE })).toEqual(['NOT_YOUR_AUTHORITY input.authorityId']);

    const lacors: TestCaller = {
      name: 'registrar of LACORS',
      party: { kind: 'COORDINATING_BODY', id: LACORS },
      roles: ['REGISTRAR'],
    };
    for (const caller of [registrar, lacors]) {
      expect(await whose(await record(caller, { authorityId: DUNDEE }))).toEqual([DUNDEE, null]);
      const unknown = authorityIdOf('E09000099');
      expect(await refused(caller, { authorityId: unknown })).toEqual(['AUTHORITY_UNKNOWN input.authorityId']);
    }
  });

  it('are of the officer who records them, unless that is somebody who only keeps the records', async () => {
    const clerk: TestCaller = { ...wakefield, name: 'clerk of Wakefield', roles: ['REGISTRAR'] };
    expect(await whose(await record(clerk))).toEqual([WAKEFIELD, null]);
    const system: TestCaller = { name: 'system of Wakefield', party: wakefield.party, roles: ['OFFICER'] };
    expect(await whose(await record(system))).toEqual([WAKEFIELD, null]);
    // The officer did not serve the authority yet.
    expect(await whose(await record(wakefield, { madeOn: '2000-12-31' }))).toEqual([WAKEFIELD, null]);
    const both: TestCaller = { ...registrar, name: 'inspector and registrar', roles: ['OFFICER', 'REGISTRAR'] };
    const inspector = { ...both, officerId: world.officers.hse };
    expect(await whose(await record(inspector, { authorityId: DUNDEE }))).toEqual([DUNDEE, null]);
  });

  it('name no officer who did not serve the authority on that day', async () => {
    const { officers } = world;
    const unknown = `officer-${randomUUID()}`;
    expect(await refused(wakefield, { officerId: unknown })).toEqual(['OFFICER_UNKNOWN input.officerId']);
    expect(await refused(wakefield, { officerId: officers.dundee })).toEqual(['OFFICER_UNKNOWN input.officerId']);
    const tooEarly = { officerId: officers.wakefield, madeOn: '2000-12-31' };
    expect(await refused(wakefield, tooEarly)).toEqual(['OFFICER_UNKNOWN input.officerId']);
    const ofDundee = { authorityId: DUNDEE, officerId: officers.dundee };
    expect(await whose(await record(registrar, ofDundee))).toEqual([DUNDEE, officers.dundee]);

    const officerId = await accepted(registrar, 'officerRegister', {
      authorityId: DUNDEE,
      name: 'Officer who moved',
      from: '2001-01-01',
    });
    const move = { officerId, authorityId: WAKEFIELD, from: '2005-06-01', reason: 'A new post.' };
    await accepted(registrar, 'officerTransfer', move);
    expect(await refused(wakefield, { officerId, madeOn: '2005-05-31' })).toEqual(['OFFICER_UNKNOWN input.officerId']);
    expect(await whose(await record(wakefield, { officerId, madeOn: '2005-06-01' }))).toEqual([WAKEFIELD, officerId]);
    const earlier = { authorityId: DUNDEE, officerId };
    expect(await refused(registrar, { ...earlier, madeOn: '2005-06-01' })).toEqual(['OFFICER_UNKNOWN input.officerId']);
    expect(await whose(await record(registrar, { ...earlier, madeOn: '2005-05-31' }))).toEqual([DUNDEE, officerId]);
  });

  it('are corrected as a whole, with the reason', async () => {
    const contactId = await record(wakefield, { urgency: 'URGENT' });
    const { organisationId: _, ...same } = facts();
    const amend = (fields: object) => ({ contactId, ...same, reason: 'A slip.', ...fields });
    const { dundee } = world.officers;
    expect(await refusals(wakefield, 'contactAmend', amend({ officerId: dundee }))).toEqual([
      'OFFICER_UNKNOWN input.officerId',
    ]);
    expect(await refusals(wakefield, 'contactAmend', amend({ coordinated: true }))).toEqual([
      'ADVICE_NOT_GIVEN input.coordinated',
    ]);
    const corrected = { officerId: world.officers.wakefield, madeOn: '2006-03-20', exemption: 'FATALITY' };
    await accepted(wakefield, 'contactAmend', amend(corrected));
    expect(await see(contactId)).toMatchObject({
      urgency: 'ROUTINE',
      exemption: 'FATALITY',
      madeOn: '2006-03-20',
      detail: { officer: { id: world.officers.wakefield }, amendmentReason: 'A slip.', adviceFollowed: null },
    });
    await accepted(wakefield, 'contactAmend', amend({}));
    expect(await see(contactId)).toMatchObject({ exemption: null, detail: { officer: null } });
  });

  it('keep why an outcome was corrected', async () => {
    const contactId = await record(wakefield, { outcome: { results: ['VERBAL_ADVICE'] } });
    expect(await see(contactId)).toMatchObject({ detail: { outcome: { correctionReason: null } } });
    const correction = { contactId, results: ['WRITTEN_ADVICE'], reason: 'The letter went out later.' };
    await accepted(wakefield, 'contactRecordOutcome', correction);
    expect(await see(contactId)).toMatchObject({
      detail: { outcome: { results: ['WRITTEN_ADVICE'], correctionReason: 'The letter went out later.' } },
    });
  });
});
