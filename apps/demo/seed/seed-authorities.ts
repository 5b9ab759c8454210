import { authorityIdOf } from '#domain/regulators';
import { deriveId } from '#platform/values';
import { EXAMPLES } from './examples.js';
import { AUTHORITIES, HSE_REGISTRAR, officerIdOf, type AuthorityKey } from './parties.js';
import { PILOT, type SeededOrganisation } from './pilot.js';
import type { Seeder } from './seeder.js';

interface Council {
  readonly key: AuthorityKey;
  readonly gssCode: string;
  readonly officialName: string;
  readonly name: string;
  readonly nation: string;
  readonly region: string;
  readonly startedOn?: string;
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
  {
    ...council(
      'somersetWest',
      'E07000246',
      'Somerset West and Taunton Council',
      'Somerset West and Taunton',
      'South West',
    ),
    startedOn: '2019-04-01',
  },
  {
    ...council('somerset', 'E06000066', 'Somerset Council', 'Somerset', 'South West'),
    startedOn: '2023-04-01',
  },
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

/** Authorities, one of them merged into another, their people by role, and the directory of assistance. */
export async function seedRegulators(seeder: Seeder): Promise<void> {
  await seedAuthorities(seeder);
  await seedOfficers(seeder);
  await seedMerger(seeder);
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
  await seeder.give(HSE_REGISTRAR, authorityIdOf('HSE-SCT'), 'RegisterAuthority', {
    kind: 'HSE_DIVISION',
    localCode: 'HSE-SCT',
    officialName: 'Health and Safety Executive, Scotland',
    name: 'HSE Scotland',
    parentId: AUTHORITIES.hse,
    nation: 'GB-SCT',
  });
}

/** A council that is merged into another: what it did stays readable there, and its officer moves over. */
async function seedMerger(seeder: Seeder): Promise<void> {
  const from = '2023-04-01';
  const officerId = officerIdOf(SOMERSET_OFFICER);
  await seeder.give(HSE_REGISTRAR, officerId, 'RegisterOfficer', {
    name: SOMERSET_OFFICER,
    authorityId: AUTHORITIES.somersetWest,
    from: '2019-04-01',
  });
  await seeder.give(HSE_REGISTRAR, AUTHORITIES.somersetWest, 'DissolveAuthority', {
    endedOn: from,
    successors: [{ authorityId: AUTHORITIES.somerset, from }],
    reason: 'The district councils of Somerset became one council with the county council.',
  });
  await seeder.give(HSE_REGISTRAR, officerId, 'TransferOfficer', {
    authorityId: AUTHORITIES.somerset,
    from,
    reason: 'The council was merged into Somerset Council.',
  });
}

/** The account manager of an organisation, by the label of the post. */
export const accountManagerOf = (organisation: SeededOrganisation) => `Account manager, ${organisation.name}`;
export const SHADOW = 'Shadow account manager';
export const SUCCESSOR = 'Account manager, Greggs (successor)';
export const PARTNERSHIP_MANAGER = 'Partnership manager, LACORS';
export const LIAISON_OFFICER = 'Partnership liaison officer, Scotland';
export const DUNDEE_OFFICER = 'Environmental health officer, Dundee';
export const FIFE_OFFICER = 'Environmental health officer, Fife';
export const SOMERSET_OFFICER = 'Environmental health officer, Somerset';
export const HSE_INSPECTOR = 'Inspector, HSE Scotland';

type Post = readonly [label: string, authority: AuthorityKey, role?: string];

const POSTS: readonly Post[] = [
  ...[...PILOT, EXAMPLES.stores, EXAMPLES.harbours].map((each): Post => [accountManagerOf(each), each.lead]),
  [SUCCESSOR, 'hse'],
  [SHADOW, 'hse'],
  [`${SHADOW}, Royal Mail`, 'calderdale'],
  [`${SHADOW}, Greggs`, 'wakefield'],
  [PARTNERSHIP_MANAGER, 'lacors', 'PARTNERSHIP_MANAGER'],
  [LIAISON_OFFICER, 'fife', 'PARTNERSHIP_LIAISON_OFFICER'],
  [DUNDEE_OFFICER, 'dundee', 'ENVIRONMENTAL_HEALTH_OFFICER'],
  [FIFE_OFFICER, 'fife', 'ENVIRONMENTAL_HEALTH_OFFICER'],
  [HSE_INSPECTOR, 'hse', 'INSPECTOR'],
];

async function seedOfficers(seeder: Seeder): Promise<void> {
  const since = '2005-09-01';
  for (const [label, authority, role] of POSTS) {
    const officerId = officerIdOf(label);
    const input = { name: label, authorityId: AUTHORITIES[authority], from: since };
    await seeder.give(HSE_REGISTRAR, officerId, 'RegisterOfficer', input);
    if (role !== undefined) await seeder.give(HSE_REGISTRAR, officerId, 'AssignRole', { role, since });
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
