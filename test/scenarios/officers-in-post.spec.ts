import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, HSE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const TODAY = '2006-03-21';
const reason = 'For the scenario.';
const registrar: TestCaller = { name: 'registrar of HSE', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };

const OFFICER = /* GraphQL */ `
  query ($id: ID!) {
    officer(id: $id) {
      name
      email
      phone
      roles {
        role
      }
      services {
        since
      }
    }
  }
`;

describe('Officers who hold a post in a partnership', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  const { accepted } = commandsOf(() => service, ['officer', 'partnership']);

  beforeAll(async () => {
    service = await startService(() => new Date(`${TODAY}T09:00:00Z`));
    world = await makePartnershipWorld(() => service);
    await reachable(world.officers.dundee, 'Officer of Dundee', 'manager@dundee.example');
    await reachable(world.officers.wakefield, 'Officer of Wakefield', 'successor@wakefield.example');
    partnershipId = await accepted(world.dundeeLead, 'partnershipPropose', {
      organisationId: world.organisationId,
      leadSide: 'LOCAL_AUTHORITY',
      leadAuthorityId: DUNDEE,
      sector: 'Retail',
      bothEnforce: false,
    });
    await accepted(world.dundeeLead, 'partnershipAgree', { partnershipId });
    await accepted(world.representative, 'partnershipAgree', { partnershipId });
    await appoint('ACCOUNT_MANAGER', world.officers.dundee);
  });
  afterAll(() => service.close());

  async function reachable(officerId: string, name: string, email: string): Promise<void> {
    await accepted(registrar, 'officerAmend', { officerId, name, email, phone: '01382 433000', reason });
    await accepted(registrar, 'officerAssignRole', { officerId, role: 'ACCOUNT_MANAGER_POOL', since: '2005-01-01' });
  }

  async function appoint(role: string, officerId: string): Promise<void> {
    await accepted(world.dundeeLead, 'partnershipAppointOfficer', {
      partnershipId,
      role,
      officerId,
      from: '2005-10-01',
    });
  }

  async function seen(as: TestCaller, id: string): Promise<unknown> {
    const { data, errors } = await service.as(as)<{ officer: unknown }>(OFFICER, { id });
    expect(errors).toBeUndefined();
    return data.officer;
  }

  const manager = { name: 'Officer of Dundee', email: 'manager@dundee.example', phone: '01382 433000' };
  const successor = { name: 'Officer of Wakefield', email: 'successor@wakefield.example', phone: '01382 433000' };
  const nowhereToReach = { email: null, phone: null };
  const nothingElse = { roles: [], services: [] };
  const career = { roles: [{ role: 'ACCOUNT_MANAGER_POOL' }], services: [{ since: '2001-01-01' }] };

  it('are reached by the organisation, which does not learn what else they do', async () => {
    for (const as of [world.representative, world.workers]) {
      expect(await seen(as, world.officers.dundee)).toEqual({ ...manager, ...nothingElse });
      expect(await seen(as, world.officers.wakefield)).toBeNull();
    }
    expect(await seen(world.otherRepresentative, world.officers.dundee)).toBeNull();
    expect(await seen(world.wakefieldLead, world.officers.dundee)).toEqual({ ...manager, ...career });
    expect(await seen(world.auditor, world.officers.dundee)).toEqual({ ...manager, ...nowhereToReach, ...career });
  });

  it('stay known by name to the organisation once they have left the post, and are no longer reached', async () => {
    await accepted(world.dundeeLead, 'partnershipHandOver', {
      partnershipId,
      appointment: 1,
      officerId: world.officers.wakefield,
      from: '2006-03-01',
      items: [{ item: 'Engagement plan', done: true }],
    });
    const { representative, officers } = world;
    expect(await seen(representative, officers.dundee)).toEqual({ ...manager, ...nowhereToReach, ...nothingElse });
    expect(await seen(representative, officers.wakefield)).toEqual({ ...successor, ...nothingElse });
    const { data } = await service.as(representative)(
      `query ($id: ID!) {
        partnership(id: $id) { appointments(includeFormer: true) { nodes { officer { name email roles { role } } } } }
      }`,
      { id: partnershipId },
    );
    expect(data).toEqual({
      partnership: {
        appointments: {
          nodes: expect.arrayContaining([
            { officer: { name: manager.name, email: null, roles: [] } },
            { officer: { name: successor.name, email: successor.email, roles: [] } },
          ]),
        },
      },
    });
  });

  it('are reached again in another post, and by nobody after they left', async () => {
    const { representative, wakefieldLead, officers } = world;
    await accepted(world.dundeeLead, 'partnershipAppointOfficer', {
      partnershipId,
      role: 'PARTNERSHIP_MANAGER',
      officerId: officers.dundee,
      from: TODAY,
    });
    expect(await seen(representative, officers.dundee)).toEqual({ ...manager, ...nothingElse });
    await accepted(registrar, 'officerEndService', { officerId: officers.dundee, on: TODAY, reason });
    expect(await seen(representative, officers.dundee)).toEqual({ ...manager, ...nowhereToReach, ...nothingElse });
    expect(await seen(wakefieldLead, officers.dundee)).toEqual({ ...manager, ...nowhereToReach, ...career });
  });
});
