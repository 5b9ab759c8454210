import { deriveId } from '#platform/values';
import { AUTHORITIES, HSE_REGISTRAR, officerIdOf, type AuthorityKey } from './parties.js';
import { PILOT, type PilotOrganisation } from './pilot.js';
import type { Seeder } from './seeder.js';

export const organisationIdOf = (key: string) => deriveId('organisation', 'demonstration', key);
export const siteIdOf = (organisation: string, town: string) => deriveId('site', 'demonstration', organisation, town);

interface Council {
  readonly key: AuthorityKey;
  readonly gssCode: string;
  readonly officialName: string;
  readonly name: string;
  readonly nation: string;
  readonly region: string;
}

const COUNCILS: readonly Council[] = [
  council(
    'calderdale',
    'E08000033',
    'Calderdale Metropolitan Borough Council',
    'Calderdale',
    'Yorkshire and The Humber',
  ),
  council('wakefield', 'E08000036', 'Wakefield Metropolitan District Council', 'Wakefield', 'Yorkshire and The Humber'),
  council('eastleigh', 'E07000086', 'Eastleigh Borough Council', 'Eastleigh', 'South East'),
  council('dundee', 'S12000042', 'Dundee City Council', 'Dundee', 'Scotland', 'GB-SCT'),
  council('fife', 'S12000047', 'Fife Council', 'Fife', 'Scotland', 'GB-SCT'),
];

function council(
  key: AuthorityKey,
  gssCode: string,
  officialName: string,
  name: string,
  region: string,
  nation = 'GB-ENG',
): Council {
  return { key, gssCode, officialName, name, nation, region };
}

const TOWNS = [
  { town: 'Dundee', nation: 'GB-SCT', enforcer: 'dundee' },
  { town: 'Kirkcaldy', nation: 'GB-SCT', enforcer: 'fife' },
  { town: 'Wakefield', nation: 'GB-ENG', enforcer: 'wakefield' },
] as const;

/** Authorities, their people by role, the organisations of the pilot and some of their sites. */
export async function seedRegisters(seeder: Seeder): Promise<void> {
  await seedAuthorities(seeder);
  await seedOfficers(seeder);
  for (const organisation of PILOT) await seedOrganisation(seeder, organisation);
  await seeder.give(HSE_REGISTRAR, organisationIdOf('hbos'), 'SetTradingNames', {
    names: ['Halifax', 'Bank of Scotland'],
  });
  await seedAssistance(seeder);
}

async function seedAuthorities(seeder: Seeder): Promise<void> {
  const bodies = [
    { key: 'hse', kind: 'HSE', localCode: 'HSE', officialName: 'Health and Safety Executive', name: 'HSE' },
    {
      key: 'lacors',
      kind: 'COORDINATING_BODY',
      localCode: 'LACORS',
      officialName: 'Local Authorities Coordinators of Regulatory Services',
      name: 'LACORS',
    },
    {
      key: 'hela',
      kind: 'ADVISORY_BODY',
      localCode: 'HELA',
      officialName: 'Health and Safety Executive/Local Authorities Enforcement Liaison Committee',
      name: 'HELA',
    },
  ] as const;
  for (const { key, ...body } of bodies) {
    await seeder.give(HSE_REGISTRAR, AUTHORITIES[key], 'RegisterAuthority', body);
  }
  for (const { key, ...details } of COUNCILS) {
    await seeder.give(HSE_REGISTRAR, AUTHORITIES[key], 'RegisterAuthority', { kind: 'LOCAL_AUTHORITY', ...details });
  }
}

/** The account manager of an organisation, by the label of the post. */
export const accountManagerOf = (organisation: PilotOrganisation) => `Account manager, ${organisation.name}`;
export const SHADOW = 'Shadow account manager';
export const SUCCESSOR = 'Account manager, Greggs (successor)';
export const DUNDEE_OFFICER = 'Environmental health officer, Dundee';
export const FIFE_OFFICER = 'Environmental health officer, Fife';
export const HSE_INSPECTOR = 'Inspector, HSE Scotland';

async function seedOfficers(seeder: Seeder): Promise<void> {
  const officers: readonly (readonly [string, AuthorityKey])[] = [
    ...PILOT.map((organisation) => [accountManagerOf(organisation), organisation.lead] as const),
    [SUCCESSOR, 'hse'],
    [SHADOW, 'hse'],
    [`${SHADOW}, Royal Mail`, 'calderdale'],
    [`${SHADOW}, Greggs`, 'wakefield'],
    [DUNDEE_OFFICER, 'dundee'],
    [FIFE_OFFICER, 'fife'],
    [HSE_INSPECTOR, 'hse'],
  ];
  for (const [label, authority] of officers) {
    const input = { name: label, authorityId: AUTHORITIES[authority], from: '2005-09-01' };
    await seeder.give(HSE_REGISTRAR, officerIdOf(label), 'RegisterOfficer', input);
  }
}

async function seedOrganisation(seeder: Seeder, { key, name, structure, sicCode, bothEnforce }: PilotOrganisation) {
  const organisationId = organisationIdOf(key);
  await seeder.give(HSE_REGISTRAR, organisationId, 'RegisterOrganisation', {
    name,
    structure,
    sicCodes: [sicCode],
    headcount: { ukEmployees: 12_000, asOf: '2005-09-30', source: 'A figure for the demonstration' },
  });
  for (const { town, nation, enforcer } of TOWNS) {
    const siteId = siteIdOf(key, town);
    const authorityId = AUTHORITIES[bothEnforce ? enforcer : 'hse'];
    await seeder.give(HSE_REGISTRAR, siteId, 'OpenSite', { organisationId, name: `${name}, ${town}`, nation });
    await seeder.give(HSE_REGISTRAR, siteId, 'AllocateEnforcement', {
      authorityId,
      scope: { kind: 'WHOLE' },
      from: '2005-10-01',
      mainActivity: bothEnforce ? 'Retail' : 'Manufacture',
    });
  }
}

async function seedAssistance(seeder: Seeder): Promise<void> {
  await seeder.give(HSE_REGISTRAR, deriveId('assistance-entry', 'demonstration', 'transport'), 'ListAssistance', {
    authorityId: AUTHORITIES.hse,
    topics: ['workplace transport', 'reversing vehicles'],
    description: 'Help for account managers with plans on workplace transport.',
    contactPoint: 'Transport sector desk',
    validFrom: '2005-10-03',
  });
}
