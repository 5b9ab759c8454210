import type { Caller } from '#platform/access';
import { partnershipIdAfter } from '#domain/partnerships';
import { AUTHORITIES, officerIdOf, person, representative } from './parties.js';
import { bothEnforce, PILOT, type PilotOrganisation, type SeededOrganisation } from './pilot.js';
import type { Seeder } from './seeder.js';
import { accountManagerOf, LIAISON_OFFICER, PARTNERSHIP_MANAGER, SHADOW, SUCCESSOR } from './seed-authorities.js';
import { organisationIdOf } from './seed-organisations.js';

/** Each has the first partnership of its organisation. */
export const partnershipIdOf = (key: string) => partnershipIdAfter(organisationIdOf(key), 0);

const HSE_LEAD = person('hse', ['LEAD']);
const LAUNCH = '2005-10-03';

/** The partnerships of the pilot, and who is appointed in them. */
export async function seedPartnerships(seeder: Seeder): Promise<void> {
  await Promise.all(PILOT.map((organisation) => seedPartnership(seeder, organisation)));
  await seedHelpers(seeder);
  await seedHandover(seeder);
  await seedAbsence(seeder);
}

export const leadOf = ({ lead }: SeededOrganisation): Caller => person(lead, ['LEAD']);

async function seedPartnership(seeder: Seeder, organisation: PilotOrganisation): Promise<void> {
  await proposePartnership(seeder, organisation);
  if (organisation.stillConsidering) await beginConsideration(seeder, organisation, 'Still considering involvement.');
  else await putToWork(seeder, organisation);
}

export async function proposePartnership(seeder: Seeder, organisation: SeededOrganisation): Promise<void> {
  const { key, lead, sector } = organisation;
  await seeder.give(HSE_LEAD, partnershipIdOf(key), 'ProposePartnership', {
    organisationId: organisationIdOf(key),
    leadSide: lead === 'hse' ? 'HSE' : 'LOCAL_AUTHORITY',
    leadAuthorityId: AUTHORITIES[lead],
    sector,
    bothEnforce: bothEnforce(organisation),
    ...(lead === 'hse'
      ? {}
      : { earlierScheme: { relation: 'SUCCEEDS', scheme: 'LAPS', reference: 'Lead authority arrangement' } }),
  });
}

export async function beginConsideration(seeder: Seeder, { key }: SeededOrganisation, note: string): Promise<void> {
  const organisation = representative(organisationIdOf(key));
  await seeder.give(organisation, partnershipIdOf(key), 'BeginConsideration', { note });
}

/** From the proposal to the partnership at work: agreed by both sides, its posts filled, its principles affirmed. */
export async function putToWork(seeder: Seeder, organisation: SeededOrganisation): Promise<void> {
  const partnershipId = partnershipIdOf(organisation.key);
  const sides = [representative(organisationIdOf(organisation.key)), leadOf(organisation)];
  for (const side of sides) await seeder.give(side, partnershipId, 'AgreePartnership', {});
  await seedAppointments(seeder, organisation);
  for (const side of sides) await seeder.give(side, partnershipId, 'AffirmPrinciples', { version: 1 });
  await seeder.give(leadOf(organisation), partnershipId, 'ActivatePartnership', { from: LAUNCH });
}

/** Where both enforce there is a shadow from the other side; ASDA and Shell go without, with a reason. */
async function seedAppointments(seeder: Seeder, organisation: SeededOrganisation): Promise<void> {
  const { key, lead } = organisation;
  const shadow = shadowOf(organisation);
  const appoint = (input: Record<string, unknown>) =>
    seeder.give(leadOf(organisation), partnershipIdOf(key), 'AppointOfficer', { from: LAUNCH, ...input });
  if (shadow !== undefined) await appoint({ role: 'SHADOW_ACCOUNT_MANAGER', officerId: officerIdOf(shadow) });
  await appoint({
    role: 'ACCOUNT_MANAGER',
    officerId: officerIdOf(accountManagerOf(organisation)),
    basis: lead === 'hse' ? 'APPOINTED' : 'LAPS_LEAD',
    ...(bothEnforce(organisation) && shadow === undefined
      ? { withoutShadowReason: WITHOUT_SHADOW[lead === 'hse' ? 'hse' : 'council'] }
      : {}),
  });
}

const WITHOUT_SHADOW = {
  hse: 'Councils enforce at few of its sites; each is told directly.',
  council: 'HSE enforces at few of its sites; its sector desk is told instead.',
} as const;

function shadowOf(organisation: SeededOrganisation): string | undefined {
  const { key, name, lead } = organisation;
  if (!bothEnforce(organisation) || key === 'asda' || key === 'shell') return undefined;
  return lead === 'hse' ? `${SHADOW}, ${name}` : SHADOW;
}

/** Those who help the account manager: one for the partnership, one for a region. */
async function seedHelpers(seeder: Seeder): Promise<void> {
  const appoint = (input: Record<string, unknown>) =>
    seeder.give(person('dundee', ['LEAD']), partnershipIdOf('tesco'), 'AppointOfficer', { from: LAUNCH, ...input });
  await appoint({ role: 'PARTNERSHIP_MANAGER', officerId: officerIdOf(PARTNERSHIP_MANAGER) });
  await appoint({ role: 'LIAISON_OFFICER', region: 'Scotland', officerId: officerIdOf(LIAISON_OFFICER) });
}

async function seedHandover(seeder: Seeder): Promise<void> {
  await seeder.give(HSE_LEAD, partnershipIdOf('greggs'), 'HandOverAppointment', {
    appointment: 2,
    officerId: officerIdOf(SUCCESSOR),
    from: '2006-02-01',
    items: [
      { item: 'Engagement plan explained', done: true },
      { item: 'Introduced to the head of health and safety', done: true },
      { item: 'Open enquiries handed over', done: false, note: 'Two wait for answers.' },
    ],
    openMatters: ['Delivery vans at the Dundee bakery'],
  });
}

async function seedAbsence(seeder: Seeder): Promise<void> {
  await seeder.give(HSE_LEAD, partnershipIdOf('royal-mail'), 'RecordAbsence', {
    from: seeder.day(-3),
    until: seeder.day(14),
  });
}
