import { deriveId } from '#platform/values';
import { EXAMPLES } from './examples.js';
import { AUTHORITIES, HSE_REGISTRAR, person, type AuthorityKey } from './parties.js';
import { bothEnforce, PILOT, type SeededOrganisation } from './pilot.js';
import type { Seeder } from './seeder.js';

export const organisationIdOf = (key: string) => deriveId('organisation', 'demonstration', key);
export const siteIdOf = (organisation: string, town: string) => deriveId('site', 'demonstration', organisation, town);

interface Premises {
  readonly town: string;
  readonly nation: string;
  readonly enforcer: AuthorityKey;
  readonly mainActivity: string;
}

const TOWNS = [
  { town: 'Dundee', nation: 'GB-SCT', council: 'dundee' },
  { town: 'Kirkcaldy', nation: 'GB-SCT', council: 'fife' },
  { town: 'Wakefield', nation: 'GB-ENG', council: 'wakefield' },
] as const;

/** The organisations of the pilot and the invented ones, with some of their sites. */
export async function seedOrganisations(seeder: Seeder): Promise<void> {
  const organisations = [...PILOT, ...Object.values(EXAMPLES)];
  await Promise.all(organisations.map((organisation) => seedOrganisation(seeder, organisation)));
  await seedChanges(seeder);
  await seedEnforcement(seeder);
}

/** HSE enforces in manufacture and the like; in shops and offices the council does (SI 1998/494). */
function premisesOf(organisation: SeededOrganisation): readonly Premises[] {
  const { hsePremises, lead } = organisation;
  const byHse = lead === 'hse' && !bothEnforce(organisation);
  const premises = TOWNS.map(({ town, nation, council }): Premises => {
    return byHse
      ? { town, nation, enforcer: 'hse', mainActivity: 'Manufacture' }
      : { town, nation, enforcer: council, mainActivity: 'Retail' };
  });
  if (hsePremises === undefined) return premises;
  return [...premises, { town: 'Falkirk', nation: 'GB-SCT', enforcer: 'hse', mainActivity: hsePremises }];
}

async function seedOrganisation(seeder: Seeder, organisation: SeededOrganisation): Promise<void> {
  const { key, name, structure, sicCode, ukEmployees = 12_000 } = organisation;
  const organisationId = organisationIdOf(key);
  await seeder.give(HSE_REGISTRAR, organisationId, 'RegisterOrganisation', {
    name,
    structure,
    legalEntities: [{ name, registry: 'INTERNAL', number: `DEMO-${key}` }],
    sicCodes: [sicCode],
    headcount: { ukEmployees, asOf: '2005-09-30', source: 'A figure for the demonstration' },
  });
  for (const { town, nation, enforcer, mainActivity } of premisesOf(organisation)) {
    const siteId = siteIdOf(key, town);
    await seeder.give(HSE_REGISTRAR, siteId, 'OpenSite', { organisationId, name: `${name}, ${town}`, nation });
    await seeder.give(HSE_REGISTRAR, siteId, 'AllocateEnforcement', {
      authorityId: AUTHORITIES[enforcer],
      scope: { kind: 'WHOLE' },
      from: '2005-10-01',
      mainActivity,
    });
  }
}

/** What may change about an organisation. */
async function seedChanges(seeder: Seeder): Promise<void> {
  const give = (key: string, type: string, input: Record<string, unknown>) =>
    seeder.give(HSE_REGISTRAR, organisationIdOf(key), type, input);
  await give('hbos', 'SetTradingNames', { names: ['Halifax', 'Bank of Scotland'] });
  await give('tesco', 'AddLegalEntity', {
    legalEntity: { name: 'Tesco, distribution (invented)', registry: 'INTERNAL', number: 'DEMO-tesco-distribution' },
  });
  await give('tesco', 'ReportHeadcount', {
    ukEmployees: 12_400,
    asOf: '2006-03-31',
    source: 'A figure for the demonstration',
  });
  await seeder.give(person('hse', ['LEAD']), organisationIdOf(EXAMPLES.harbours.key), 'OverrideEligibility', {
    eligible: true,
    reason: 'Its ports matter to the whole country, though it employs few people itself.',
  });
}

/** Enforcement that was transferred by agreement, assigned where it was uncertain, and split by activity. */
async function seedEnforcement(seeder: Seeder): Promise<void> {
  const give = (key: string, town: string, type: string, input: Record<string, unknown>) =>
    seeder.give(HSE_REGISTRAR, siteIdOf(key, town), type, input);
  await give('royal-mail', 'Kirkcaldy', 'TransferEnforcement', {
    authorityId: AUTHORITIES.hse,
    scope: { kind: 'WHOLE' },
    from: '2006-04-03',
    reason:
      'Mail is sorted there now as well; Fife and HSE agreed that HSE inspects it with the other sorting offices.',
  });
  await give('shell', 'Wakefield', 'AssignEnforcement', {
    authorityId: AUTHORITIES.hse,
    scope: { kind: 'PART', description: 'Workshop behind the forecourt' },
    from: '2006-04-03',
    reason: 'It was uncertain whether the workshop is a part of the shop.',
  });
  await give('tesco', 'Dundee', 'AllocateEnforcement', {
    authorityId: AUTHORITIES.hse,
    scope: { kind: 'ACTIVITY', description: 'Construction work' },
    from: '2006-04-03',
    mainActivity: 'Construction',
  });
  await give('northern-foods', 'Kirkcaldy', 'CloseSite', {
    closedOn: '2006-03-31',
    reason: 'Production moved to the other sites.',
  });
}
