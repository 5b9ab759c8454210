import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { carryOut, inputTypeOf, make } from '../support/access-matrix/make.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const HSE = deriveId('authority', 'HSE');
const DUNDEE = deriveId('authority', 'S12000042');
const ANGUS = deriveId('authority', 'S12000041');

const registrar: TestCaller = { name: 'hse-registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };
const lead: TestCaller = { name: 'hse-lead', party: { kind: 'HSE', id: HSE }, roles: ['LEAD'] };
const council = (name: string, id: string): TestCaller => ({
  name,
  party: { kind: 'LOCAL_AUTHORITY', id },
  roles: ['REGISTRAR'],
});
const dundee = council('dundee-registrar', DUNDEE);
const angus = council('angus-registrar', ANGUS);

const scope = { kind: 'WHOLE' };
const reason = 'Agreed in writing.';
const retail = { scope, from: '1998-04-01', mainActivity: 'Retail' };

const SITE = /* GraphQL */ `
  query ($id: ID!) {
    site(id: $id) {
      openedOn
      closedOn
      organisation {
        eligibility {
          eligible
          overridden
          reasons
        }
      }
      allocations {
        authority {
          name
        }
        basis
        validFrom
        validUntil
      }
    }
  }
`;

interface Site {
  openedOn: string | null;
  closedOn: string | null;
  organisation: { eligibility: { eligible: boolean; overridden: boolean; reasons: string[] } };
  allocations: { authority: { name: string } | null; basis: string; validFrom: string; validUntil: string | null }[];
}

describe('Sites over HTTP', () => {
  let service: TestService;
  let organisationId: string;
  beforeAll(async () => {
    service = await startService();
    for (const body of [
      { kind: 'HSE', localCode: 'HSE', officialName: 'HSE' },
      { kind: 'LOCAL_AUTHORITY', gssCode: 'S12000042', officialName: 'Dundee', nation: 'SCOTLAND' },
      { kind: 'LOCAL_AUTHORITY', gssCode: 'S12000041', officialName: 'Angus', nation: 'SCOTLAND' },
      { kind: 'ADVISORY_BODY', localCode: 'HELA', officialName: 'HELA' },
    ]) {
      await carryOut(service, registrar, 'authorityRegister', body);
    }
  });
  afterAll(() => service.close());

  const open = (details: object = {}) =>
    make(service, registrar, 'siteOpen', 'site', { organisationId, name: 'Store', nation: 'SCOTLAND', ...details });
  const read = async (id: string) => (await service.as(registrar)<{ site: Site }>(SITE, { id })).data.site;
  const codes = async (caller: TestCaller, mutation: string, input: object) => {
    const document = `mutation ($input: ${inputTypeOf(mutation)}!) {
      payload: ${mutation}(input: $input) { userErrors { code field } }
    }`;
    const { data, errors } = await service.as(caller)<{
      payload: { userErrors: { code: string; field: string[] }[] };
    }>(document, { input: { idempotencyKey: randomUUID(), ...input } });
    return errors
      ? errors.map(({ extensions }) => extensions.code)
      : data.payload.userErrors.map(({ code, field }) => `${code} ${field.join('.')}`);
  };

  beforeAll(async () => {
    organisationId = await make(service, registrar, 'organisationRegister', 'organisation', {
      name: 'Tesco',
      structure: 'MIXED',
      headcount: { ukEmployees: 12_000, asOf: '2006-01-01', source: 'Annual report' },
    });
  });

  it('has one authority after the other, and rights go with the enforcement', async () => {
    const siteId = await open();
    await carryOut(service, dundee, 'siteAllocateEnforcement', { siteId, authorityId: DUNDEE, ...retail });
    expect(await codes(angus, 'siteClose', { siteId, closedOn: '2006-01-31', reason })).toEqual(['FORBIDDEN']);
    const transfer = { siteId, authorityId: ANGUS, scope, from: '2004-01-01', reason };
    await carryOut(service, dundee, 'siteTransferEnforcement', transfer);
    expect((await read(siteId)).allocations).toEqual([
      { authority: { name: 'Angus' }, basis: 'TRANSFER', validFrom: '2004-01-01', validUntil: null },
      { authority: { name: 'Dundee' }, basis: 'MAIN_ACTIVITY', validFrom: '1998-04-01', validUntil: '2004-01-01' },
    ]);
    const amendment = { siteId, name: 'Store', nation: 'SCOTLAND', reason };
    expect(await codes(dundee, 'siteAmend', amendment)).toEqual(['FORBIDDEN']);
    expect(await codes(angus, 'siteAmend', amendment)).toEqual([]);

    await carryOut(service, angus, 'siteWithdrawAllocation', { siteId, scope, from: '2004-01-01', reason });
    expect((await read(siteId)).allocations).toEqual([
      { authority: { name: 'Dundee' }, basis: 'MAIN_ACTIVITY', validFrom: '1998-04-01', validUntil: null },
    ]);
    expect(await codes(dundee, 'siteAmend', amendment)).toEqual([]);
  });

  it('lets nobody withdraw what another authority enforces in a part', async () => {
    const siteId = await open();
    const part = { kind: 'PART', description: 'Warehouse' };
    await carryOut(service, registrar, 'siteAllocateEnforcement', { siteId, authorityId: DUNDEE, ...retail });
    await carryOut(service, registrar, 'siteAllocateEnforcement', { siteId, authorityId: HSE, ...retail, scope: part });
    const withdrawal = { siteId, scope: part, from: retail.from, reason };
    expect(await codes(dundee, 'siteWithdrawAllocation', withdrawal)).toEqual(['FORBIDDEN']);
    expect(await codes(registrar, 'siteWithdrawAllocation', withdrawal)).toEqual([]);
  });

  it('gives enforcement only to an authority on record that enforces, and from a day that has come', async () => {
    const siteId = await open();
    const give = (change: object) => codes(registrar, 'siteAllocateEnforcement', { siteId, ...retail, ...change });
    const nobody = deriveId('authority', 'nobody');
    expect(await give({ authorityId: nobody })).toEqual(['AUTHORITY_UNKNOWN input.authorityId']);
    const hela = deriveId('authority', 'HELA');
    expect(await give({ authorityId: hela })).toEqual(['AUTHORITY_CANNOT_ENFORCE input.authorityId']);
    expect(await give({ authorityId: ANGUS, from: '2199-01-01' })).toEqual(['DATE_IN_FUTURE input.from']);
    await carryOut(service, registrar, 'authorityRegister', {
      kind: 'LOCAL_AUTHORITY',
      gssCode: 'S12000099',
      officialName: 'Tayside',
      nation: 'SCOTLAND',
    });
    const tayside = deriveId('authority', 'S12000099');
    const ending = { authorityId: tayside, endedOn: '1996-04-01', successors: [], reason };
    await carryOut(service, registrar, 'authorityDissolve', ending);
    expect(await give({ authorityId: tayside })).toEqual(['AUTHORITY_DISSOLVED input.authorityId']);
    expect(await give({ authorityId: tayside, from: '1996-03-31' })).toEqual([]);
  });

  it('counts for the eligibility of its organisation while it is open, unless a lead decides otherwise', async () => {
    organisationId = await make(service, registrar, 'organisationRegister', 'organisation', {
      name: 'Asda',
      structure: 'MIXED',
      headcount: { ukEmployees: 12_000, asOf: '2006-01-01', source: 'Annual report' },
    });
    await open();
    const siteId = await open({ openedOn: '2001-01-01' });
    const eligibility = async () => (await read(siteId)).organisation.eligibility;
    expect(await eligibility()).toMatchObject({ eligible: true, overridden: false });
    await carryOut(service, registrar, 'siteClose', { siteId, closedOn: '2006-01-31', reason });
    expect(await read(siteId)).toMatchObject({ openedOn: '2001-01-01', closedOn: '2006-01-31' });
    const { eligible, reasons } = await eligibility();
    expect(eligible).toBe(false);
    expect(reasons).toContain('It has 1 open site; more than one is needed.');

    await carryOut(service, lead, 'organisationOverrideEligibility', { organisationId, eligible: true, reason });
    expect(await eligibility()).toMatchObject({ eligible: true, overridden: true });
    expect((await eligibility()).reasons.at(-1)).toBe(`A lead decided that it is eligible: ${reason}`);
    await carryOut(service, lead, 'organisationWithdrawEligibilityOverride', { organisationId, reason });
    expect(await eligibility()).toMatchObject({ eligible: false, overridden: false });

    await carryOut(service, registrar, 'siteCorrectClosure', { siteId, closedOn: '2005-12-31', reason });
    expect((await read(siteId)).closedOn).toBe('2005-12-31');
    expect((await eligibility()).eligible).toBe(false);
    await carryOut(service, registrar, 'siteWithdrawClosure', { siteId, reason });
    expect((await read(siteId)).closedOn).toBeNull();
    expect(await eligibility()).toMatchObject({ eligible: true, overridden: false });
    const amendment = { siteId, name: 'Store', nation: 'SCOTLAND', openedOn: '2002-02-02', reason };
    await carryOut(service, registrar, 'siteAmend', amendment);
    expect((await read(siteId)).openedOn).toBe('2002-02-02');
  });

  it('is found by its property, and by who enforces there now', async () => {
    const uprn = '117018904';
    const sites = [await open({ uprn }), await open({ uprn, name: 'Café' }), await open({ name: 'Elsewhere' })];
    const wales = { kind: 'LOCAL_AUTHORITY', gssCode: 'W06000015', officialName: 'Cardiff', nation: 'WALES' };
    await carryOut(service, registrar, 'authorityRegister', wales);
    const cardiff = deriveId('authority', 'W06000015');
    for (const siteId of sites) {
      await carryOut(service, registrar, 'siteAllocateEnforcement', { siteId, authorityId: cardiff, ...retail });
    }
    await carryOut(service, registrar, 'siteClose', { siteId: sites[0], closedOn: '2006-01-31', reason });
    const query = /* GraphQL */ `
      query ($uprn: String!, $id: ID!, $after: String) {
        sitesByUprn(uprn: $uprn) {
          nodes {
            name
          }
        }
        authority(id: $id) {
          allocations(first: 1, after: $after) {
            nodes {
              site {
                id
              }
            }
            pageInfo {
              hasNextPage
              endCursor
            }
          }
        }
      }
    `;
    interface Found {
      sitesByUprn: { nodes: { name: string }[] };
      authority: {
        allocations: { nodes: { site: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
    }
    const ask = async (after?: string) =>
      (await service.as(registrar)<Found>(query, { uprn, id: cardiff, after })).data;
    const { sitesByUprn, authority } = await ask();
    expect(sitesByUprn.nodes.map(({ name }) => name)).toEqual(['Café', 'Store']);
    const second = (await ask(authority.allocations.pageInfo.endCursor)).authority;
    expect(second.allocations.pageInfo.hasNextPage).toBe(false);
    const found = [authority, second].flatMap(({ allocations }) => allocations.nodes.map(({ site }) => site.id));
    expect(found.toSorted()).toEqual(sites.slice(1).toSorted());

    const transfer = { siteId: sites[1], authorityId: HSE, scope, from: '2004-01-01', reason };
    await carryOut(service, registrar, 'siteTransferEnforcement', transfer);
    expect((await ask()).authority.allocations.nodes).toEqual([{ site: { id: sites[2] } }]);
    await carryOut(service, registrar, 'siteWithdrawClosure', { siteId: sites[0], reason });
    expect((await ask()).authority.allocations.pageInfo.hasNextPage).toBe(true);
  });
});
