import type { Caller } from '#platform/access';
import { deriveId } from '#platform/values';
import { AUTHORITIES, person } from './parties.js';
import type { Seeder } from './seeder.js';
import { accountManagerOf, FIFE_OFFICER, HSE_INSPECTOR } from './seed-authorities.js';
import { organisationIdOf, siteIdOf } from './seed-organisations.js';
import { PILOT } from './pilot.js';

export const contactIdOf = (key: string) => deriveId('contact', 'demonstration', key);

const FIFE = person('fife', ['OFFICER'], FIFE_OFFICER);
const INSPECTOR = person('hse', ['OFFICER'], HSE_INSPECTOR);

/** Contacts, so that every kind of advice and all that can come of it can be seen. */
export async function seedContacts(seeder: Seeder): Promise<void> {
  await seedMadeContacts(seeder);
  await seedFollowUps(seeder);
  await seedContactOfMergedCouncil(seeder);
  await seedIntention(seeder);
  await seedAnswered(seeder);
  await seedDeviation(seeder);
  await seedNotMade(seeder);
  await seedExemption(seeder);
}

async function seedMadeContacts(seeder: Seeder): Promise<void> {
  await seeder.give(INSPECTOR, contactIdOf('tesco-visit'), 'RecordContact', {
    organisationId: organisationIdOf('tesco'),
    siteId: siteIdOf('tesco', 'Dundee'),
    topic: 'workplace transport',
    purpose: 'VISIT',
    madeOn: seeder.day(-4),
    channel: 'VISIT',
    withWhom: 'Store manager',
    summary: 'Looked at the delivery yard. Marked walkways are worn; the manager will have them repainted.',
  });
  await seeder.give(FIFE, contactIdOf('asda-letter'), 'RecordContact', {
    organisationId: organisationIdOf('asda'),
    siteId: siteIdOf('asda', 'Kirkcaldy'),
    topic: 'slips and trips',
    purpose: 'ADVICE',
    madeOn: seeder.day(-12),
    channel: 'LETTER',
    withWhom: 'Store manager',
    outcome: { results: ['WRITTEN_ADVICE'] },
  });
}

/** Waits for the account manager's answer; the deadline passes by itself when nobody answers. */
async function seedIntention(seeder: Seeder): Promise<void> {
  await seeder.give(FIFE, contactIdOf('asda-question'), 'RegisterIntention', {
    organisationId: organisationIdOf('asda'),
    topic: 'workplace transport',
    purpose: 'INFORMATION_REQUEST',
    plannedOn: seeder.day(10),
    note: 'Wants to know how delivery yards are inspected.',
  });
}

/** One follow-up that is still to be done, and one that is done. */
async function seedFollowUps(seeder: Seeder): Promise<void> {
  await seeder.give(INSPECTOR, contactIdOf('tesco-visit'), 'RecordOutcome', {
    results: ['VERBAL_ADVICE', 'FURTHER_CONTACT_NEEDED'],
  });
  await seeder.give(INSPECTOR, contactIdOf('tesco-visit'), 'PlanFollowUp', {
    dueOn: seeder.day(21),
    text: 'See whether the walkways have been repainted.',
  });
  await seeder.give(INSPECTOR, contactIdOf('greggs-visit'), 'RecordContact', {
    organisationId: organisationIdOf('greggs'),
    siteId: siteIdOf('greggs', 'Falkirk'),
    topic: 'machinery guarding',
    purpose: 'PLANNED_INSPECTION',
    madeOn: seeder.day(-60),
    channel: 'VISIT',
    withWhom: 'Bakery manager',
    outcome: { results: ['IMPROVEMENT_NOTICE'], text: 'The guard of a slicer can be opened while it runs.' },
  });
  await seeder.give(INSPECTOR, contactIdOf('greggs-visit'), 'PlanFollowUp', {
    dueOn: seeder.today,
    text: 'See the guard that was fitted.',
  });
  await seeder.give(INSPECTOR, contactIdOf('greggs-visit'), 'CompleteFollowUp', {
    number: 1,
    doneOn: seeder.today,
    text: 'The slicer stops when the guard is opened.',
  });
}

/** Recorded afterwards by the council that took over; it reads it as its own. */
async function seedContactOfMergedCouncil(seeder: Seeder): Promise<void> {
  await seeder.give(person('somerset', ['REGISTRAR']), contactIdOf('tesco-call'), 'RecordContact', {
    authorityId: AUTHORITIES.somersetWest,
    organisationId: organisationIdOf('tesco'),
    topic: 'manual handling',
    purpose: 'ADVICE',
    madeOn: '2022-11-10',
    channel: 'PHONE',
    withWhom: 'Store manager',
    source: { system: 'Records of Somerset West and Taunton', reference: 'Example 1' },
  });
}

/** The account manager asks to wait, and says why. */
async function seedAnswered(seeder: Seeder): Promise<void> {
  await seeder.give(FIFE, contactIdOf('tesco-answered'), 'RegisterIntention', {
    organisationId: organisationIdOf('tesco'),
    topic: 'manual handling',
    purpose: 'ADVICE',
    plannedOn: seeder.day(7),
  });
  await seeder.give(accountManager('tesco'), contactIdOf('tesco-answered'), 'AnswerIntention', {
    answer: 'WAIT',
    until: seeder.day(14),
    text: 'New instructions to all stores come out within two weeks; advice is of more use after that.',
  });
}

/** Made before the account manager answered: the reason is recorded with it. */
async function seedDeviation(seeder: Seeder): Promise<void> {
  await seeder.give(FIFE, contactIdOf('tesco-deviation'), 'RegisterIntention', {
    organisationId: organisationIdOf('tesco'),
    siteId: siteIdOf('tesco', 'Kirkcaldy'),
    topic: 'asbestos',
    purpose: 'ADVICE',
    plannedOn: seeder.today,
  });
  await seeder.give(FIFE, contactIdOf('tesco-deviation'), 'MarkMade', {
    madeOn: seeder.today,
    channel: 'PHONE',
    withWhom: 'Store manager',
    confidential: true,
    deviationReason: 'The contractor was about to begin; there was no time to ask.',
  });
}

async function seedNotMade(seeder: Seeder): Promise<void> {
  await seeder.give(FIFE, contactIdOf('greggs-not-made'), 'RegisterIntention', {
    organisationId: organisationIdOf('greggs'),
    siteId: siteIdOf('greggs', 'Kirkcaldy'),
    topic: 'slips and trips',
    purpose: 'VISIT',
    plannedOn: seeder.day(5),
  });
  await seeder.give(FIFE, contactIdOf('greggs-not-made'), 'MarkNotMade', {
    reason: 'The shop sent the cleaning records that the visit was for.',
  });
}

/** Somebody died: no partnership holds anybody back, and the account manager is told. */
async function seedExemption(seeder: Seeder): Promise<void> {
  await seeder.give(INSPECTOR, contactIdOf('royal-mail-fatality'), 'RegisterIntention', {
    organisationId: organisationIdOf('royal-mail'),
    siteId: siteIdOf('royal-mail', 'Falkirk'),
    topic: 'workplace transport',
    purpose: 'INCIDENT_INVESTIGATION',
    urgency: 'URGENT',
    exemption: 'FATALITY',
    plannedOn: seeder.today,
  });
  await seeder.give(INSPECTOR, contactIdOf('royal-mail-fatality'), 'MarkMade', {
    madeOn: seeder.today,
    channel: 'VISIT',
    withWhom: 'Site manager',
  });
}

export function accountManager(key: string): Caller {
  const organisation = PILOT.find((each) => each.key === key);
  if (!organisation) throw new Error(`The pilot has no ${key}.`);
  return person(organisation.lead, ['OFFICER'], accountManagerOf(organisation));
}
