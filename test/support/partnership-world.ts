import { authorityIdOf } from '#domain/regulators';
import type { TestCaller, TestService } from './service.js';
import { commandsOf } from './commands.js';

export const HSE = authorityIdOf('HSE');
export const LACORS = authorityIdOf('LACORS');
export const DUNDEE = authorityIdOf('S12000042');
export const WAKEFIELD = authorityIdOf('E08000036');

/** Everybody who has something to do with a partnership, and some who have not. */
export interface PartnershipWorld {
  readonly organisationId: string;
  readonly otherOrganisationId: string;
  readonly siteId: string;
  readonly officers: { readonly dundee: string; readonly wakefield: string; readonly hse: string };
  readonly hseLead: TestCaller;
  readonly dundeeLead: TestCaller;
  readonly wakefieldLead: TestCaller;
  readonly lacorsLead: TestCaller;
  /** The officer of Dundee, with a token that names them. */
  readonly dundeeOfficer: TestCaller;
  readonly hseOfficer: TestCaller;
  readonly representative: TestCaller;
  readonly workers: TestCaller;
  readonly otherRepresentative: TestCaller;
  readonly auditor: TestCaller;
}

const registrar: TestCaller = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };

/** Registers authorities, officers and two organisations; the first one is eligible for a partnership. */
export async function makePartnershipWorld(service: () => Pick<TestService, 'as'>): Promise<PartnershipWorld> {
  const { accepted } = commandsOf(service, ['authority', 'officer', 'organisation', 'site']);
  await accepted(registrar, 'authorityRegister', {
    kind: 'HSE',
    localCode: 'HSE',
    officialName: 'Health and Safety Executive',
  });
  const councils = [
    { gssCode: 'S12000042', officialName: 'Dundee City Council', nation: 'SCOTLAND', region: 'Scotland' },
    { gssCode: 'E08000036', officialName: 'Wakefield Council', nation: 'ENGLAND', region: 'Yorkshire and The Humber' },
  ];
  for (const council of councils) {
    await accepted(registrar, 'authorityRegister', { kind: 'LOCAL_AUTHORITY', ...council });
  }
  const officer = (authorityId: string, name: string) =>
    accepted(registrar, 'officerRegister', { authorityId, name, from: '2001-01-01' });
  const officers = {
    dundee: await officer(DUNDEE, 'Officer of Dundee'),
    wakefield: await officer(WAKEFIELD, 'Officer of Wakefield'),
    hse: await officer(HSE, 'Inspector of HSE'),
  };
  const organisation = (name: string, ukEmployees: number) =>
    accepted(registrar, 'organisationRegister', {
      name,
      structure: 'CENTRALLY_CONTROLLED_MULTI_SITE',
      headcount: { ukEmployees, asOf: '2005-01-01', source: 'Annual report' },
    });
  const organisationId = await organisation('Tesco', 250_000);
  const otherOrganisationId = await organisation('Corner Shop', 3);
  const site = (name: string) => accepted(registrar, 'siteOpen', { organisationId, name, nation: 'SCOTLAND' });
  const siteId = await site('Riverside');
  await site('Kingsway');
  const lead = (name: string, kind: TestCaller['party']['kind'], id: string): TestCaller => ({
    name: `lead of ${name}`,
    party: { kind, id },
    roles: ['LEAD'],
  });
  const ofOrganisation = (name: string, id: string, role: TestCaller['roles'][number]): TestCaller => ({
    name,
    party: { kind: 'ORGANISATION', id },
    roles: [role],
  });
  return {
    organisationId,
    otherOrganisationId,
    siteId,
    officers,
    hseLead: lead('HSE', 'HSE', HSE),
    dundeeLead: lead('Dundee', 'LOCAL_AUTHORITY', DUNDEE),
    wakefieldLead: lead('Wakefield', 'LOCAL_AUTHORITY', WAKEFIELD),
    lacorsLead: lead('LACORS', 'COORDINATING_BODY', LACORS),
    dundeeOfficer: {
      name: 'officer of Dundee',
      party: { kind: 'LOCAL_AUTHORITY', id: DUNDEE },
      roles: ['OFFICER'],
      officerId: officers.dundee,
    },
    hseOfficer: { name: 'inspector', party: { kind: 'HSE', id: HSE }, roles: ['OFFICER'], officerId: officers.hse },
    representative: ofOrganisation('representative', organisationId, 'REPRESENTATIVE'),
    workers: ofOrganisation('worker representative', organisationId, 'WORKER_REPRESENTATIVE'),
    otherRepresentative: ofOrganisation('other representative', otherOrganisationId, 'REPRESENTATIVE'),
    auditor: { name: 'auditor', party: { kind: 'AUDITOR', id: 'auditor' }, roles: ['AUDITOR'] },
  };
}
