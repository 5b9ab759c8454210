import { deriveId } from '#platform/values';
import { person } from './parties.js';
import type { Seeder } from './seeder.js';
import { DUNDEE_OFFICER, FIFE_OFFICER, HSE_INSPECTOR, organisationIdOf, siteIdOf } from './seed-registers.js';

export const contactIdOf = (key: string) => deriveId('contact', 'demonstration', key);

/** Contacts and enquiries, so that every kind of advice can be seen. */
export async function seedContacts(seeder: Seeder): Promise<void> {
  await seedMadeContacts(seeder);
  await seedIntention(seeder);
  await seedEnquiries(seeder);
}

async function seedMadeContacts(seeder: Seeder): Promise<void> {
  const inspector = person('hse', ['OFFICER'], HSE_INSPECTOR);
  await seeder.give(inspector, contactIdOf('tesco-visit'), 'RecordContact', {
    organisationId: organisationIdOf('tesco'),
    siteId: siteIdOf('tesco', 'Dundee'),
    topic: 'workplace transport',
    purpose: 'VISIT',
    madeOn: seeder.day(-4),
    channel: 'VISIT',
    withWhom: 'Store manager',
    summary: 'Looked at the delivery yard. Marked walkways are worn; the manager will have them repainted.',
  });
  await seeder.give(person('fife', ['OFFICER'], FIFE_OFFICER), contactIdOf('asda-letter'), 'RecordContact', {
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
  await seeder.give(person('fife', ['OFFICER'], FIFE_OFFICER), contactIdOf('asda-question'), 'RegisterIntention', {
    organisationId: organisationIdOf('asda'),
    topic: 'workplace transport',
    purpose: 'INFORMATION_REQUEST',
    plannedOn: seeder.day(10),
    note: 'Wants to know how delivery yards are inspected.',
  });
}

async function seedEnquiries(seeder: Seeder): Promise<void> {
  const dundee = person('dundee', ['OFFICER'], DUNDEE_OFFICER);
  const answerId = deriveId('standard-answer', 'demonstration', 'earlier-schemes');
  const lead = person('lacors', ['COMMUNICATIONS_LEAD']);
  await seeder.give(lead, answerId, 'DraftStandardAnswer', {
    topic: 'earlier schemes',
    title: 'How the pilot relates to lead authority partnerships',
    text: 'Where there was a lead authority partnership, its lead has taken the role of account manager.',
  });
  await seeder.give(lead, answerId, 'PublishStandardAnswer', {});
  await seeder.give(dundee, deriveId('enquiry', 'demonstration', 'general'), 'ReceiveEnquiry', {
    topic: 'earlier schemes',
    question: 'What becomes of our lead authority partnership?',
    askedBy: 'Commercial team, Dundee',
  });
  await seeder.give(dundee, deriveId('enquiry', 'demonstration', 'specific'), 'ReceiveEnquiry', {
    topic: 'workplace transport',
    question: 'Who at the company decides on one-way systems in delivery yards?',
    askedBy: 'Commercial team, Dundee',
    organisationId: organisationIdOf('asda'),
  });
}
