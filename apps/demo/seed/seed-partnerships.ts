import type { Caller } from '#platform/access';
import { deriveId } from '#platform/values';
import { AUTHORITIES, officerIdOf, person, representative } from './parties.js';
import { PILOT, type PilotOrganisation } from './pilot.js';
import type { Seeder } from './seeder.js';
import { accountManagerOf, organisationIdOf, SHADOW, SUCCESSOR } from './seed-registers.js';

export const partnershipIdOf = (key: string) => deriveId('partnership', 'demonstration', key);

const HSE_LEAD = person('hse', ['LEAD']);
const LAUNCH = '2005-10-03';

/** The partnerships of the pilot, and what their parties agreed. */
export async function seedPartnerships(seeder: Seeder): Promise<void> {
  for (const organisation of PILOT) await seedPartnership(seeder, organisation);
  await seedHandover(seeder);
  await seedAbsence(seeder);
  await seedObjective(seeder);
  await seedCriteria(seeder);
}

const leadOf = ({ lead }: PilotOrganisation): Caller => person(lead, ['LEAD']);

async function seedPartnership(seeder: Seeder, organisation: PilotOrganisation): Promise<void> {
  const { key, lead, sector, bothEnforce, stillConsidering } = organisation;
  const partnershipId = partnershipIdOf(key);
  const organisationId = organisationIdOf(key);
  await seeder.give(HSE_LEAD, partnershipId, 'ProposePartnership', {
    organisationId,
    leadSide: lead === 'hse' ? 'HSE' : 'LOCAL_AUTHORITY',
    leadAuthorityId: AUTHORITIES[lead],
    sector,
    bothEnforce,
    ...(lead === 'hse'
      ? {}
      : { earlierScheme: { relation: 'SUCCEEDS', scheme: 'LAPS', reference: 'Lead authority arrangement' } }),
  });
  if (stillConsidering) {
    await seeder.give(representative(organisationId), partnershipId, 'BeginConsideration', {
      note: 'Still considering involvement.',
    });
    return;
  }
  for (const side of [representative(organisationId), leadOf(organisation)]) {
    await seeder.give(side, partnershipId, 'AgreePartnership', {});
  }
  await seedAppointments(seeder, organisation);
  for (const side of [representative(organisationId), leadOf(organisation)]) {
    await seeder.give(side, partnershipId, 'AffirmPrinciples', { version: 1 });
  }
  await seeder.give(leadOf(organisation), partnershipId, 'ActivatePartnership', { from: LAUNCH });
}

/** Where both enforce there is a shadow from the other side; ASDA shows a partnership that goes without, with a reason. */
async function seedAppointments(seeder: Seeder, organisation: PilotOrganisation): Promise<void> {
  const { key, lead, bothEnforce } = organisation;
  const shadow = shadowOf(organisation);
  const appoint = (input: Record<string, unknown>) =>
    seeder.give(leadOf(organisation), partnershipIdOf(key), 'AppointOfficer', { from: LAUNCH, ...input });
  if (shadow !== undefined) await appoint({ role: 'SHADOW_ACCOUNT_MANAGER', officerId: officerIdOf(shadow) });
  await appoint({
    role: 'ACCOUNT_MANAGER',
    officerId: officerIdOf(accountManagerOf(organisation)),
    basis: lead === 'hse' ? 'APPOINTED' : 'LAPS_LEAD',
    ...(bothEnforce && shadow === undefined
      ? { withoutShadowReason: 'HSE enforces at few of its sites; its sector desk is told instead.' }
      : {}),
  });
}

function shadowOf({ key, name, lead, bothEnforce }: PilotOrganisation): string | undefined {
  if (!bothEnforce || key === 'asda' || key === 'shell') return undefined;
  return lead === 'hse' ? `${SHADOW}, ${name}` : SHADOW;
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

async function seedObjective(seeder: Seeder): Promise<void> {
  const partnershipId = partnershipIdOf('tesco');
  const organisation = representative(organisationIdOf('tesco'));
  const lead = person('dundee', ['LEAD']);
  await seeder.give(organisation, partnershipId, 'ProposeObjective', {
    title: 'Fewer injuries from reversing vehicles',
    theme: 'worker involvement',
    measures: [
      { name: 'Injuries from reversing vehicles', unit: 'a year', baseline: 40, target: 30, by: '2007-03-31' },
    ],
  });
  for (const side of [organisation, lead]) {
    await seeder.give(side, partnershipId, 'AgreeObjective', { objective: 1, version: 1 });
  }
  await seeder.give(lead, partnershipId, 'RecordReading', {
    objective: 1,
    measure: 1,
    value: 36,
    on: '2006-03-31',
    evidence: 'Accident book summary, 2005/06',
    source: 'Head of health and safety',
  });
  await seeder.give(
    representative(organisationIdOf('tesco'), 'WORKER_REPRESENTATIVE'),
    partnershipId,
    'AcknowledgeReading',
    {
      objective: 1,
      reading: 1,
    },
  );
}

/** When the account manager of ASDA wants to be contacted, and when not. */
async function seedCriteria(seeder: Seeder): Promise<void> {
  const lead = person('wakefield', ['LEAD']);
  const partnershipId = partnershipIdOf('asda');
  await seeder.give(lead, partnershipId, 'DraftCriteria', {
    rules: [
      {
        purpose: 'INFORMATION_REQUEST',
        topic: 'workplace transport',
        advice: 'ACCOUNT_MANAGER_FIRST',
        reason:
          'A national review of delivery yards is under way; the account manager has the answers that stores do not.',
      },
      { purpose: 'COMPLAINT', advice: 'PROCEED', reason: 'Complaints are best handled where they arise.' },
      {
        purpose: 'LOCAL_INITIATIVE',
        advice: 'NOT_NOW',
        reason: 'Stores are preparing for their busiest weeks.',
        validFrom: seeder.today,
        validUntil: seeder.day(30),
      },
      {
        purpose: 'CAMPAIGN',
        advice: 'COORDINATE',
        coordinateWith: AUTHORITIES.hse,
        reason: 'HSE plans campaigns with the company nationally.',
      },
    ],
  });
  await seeder.give(lead, partnershipId, 'PublishCriteria', { from: seeder.today });
}
