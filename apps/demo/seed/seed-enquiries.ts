import { deriveId } from '#platform/values';
import { AUTHORITIES, officerIdOf, person } from './parties.js';
import type { Seeder } from './seeder.js';
import { DUNDEE_OFFICER, SUCCESSOR } from './seed-authorities.js';
import { accountManager } from './seed-contacts.js';
import { organisationIdOf } from './seed-organisations.js';

export const enquiryIdOf = (key: string) => deriveId('enquiry', 'demonstration', key);

const DUNDEE = person('dundee', ['OFFICER'], DUNDEE_OFFICER);

/** Enquiries, general and about one organisation: answered, waiting, and sent on to somebody else. */
export async function seedEnquiries(seeder: Seeder): Promise<void> {
  await seedGeneral(seeder);
  await seedSpecific(seeder);
  await seedRerouted(seeder);
}

async function seedGeneral(seeder: Seeder): Promise<void> {
  const standardAnswerId = deriveId('standard-answer', 'demonstration', 'earlier-schemes');
  const lead = person('lacors', ['COMMUNICATIONS_LEAD']);
  await seeder.give(lead, standardAnswerId, 'DraftStandardAnswer', {
    topic: 'earlier schemes',
    title: 'How the pilot relates to lead authority partnerships',
    text: 'Where there was a lead authority partnership, its lead has taken the role of account manager.',
  });
  await seeder.give(lead, standardAnswerId, 'PublishStandardAnswer', {});
  await seeder.give(DUNDEE, enquiryIdOf('general'), 'ReceiveEnquiry', {
    topic: 'earlier schemes',
    question: 'What becomes of our lead authority partnership?',
    askedBy: 'Commercial team, Dundee',
  });
  await seeder.give(lead, enquiryIdOf('general'), 'AnswerEnquiry', { standardAnswerId });
}

/** One waits for the account manager of ASDA; the account manager of Tesco has answered the other. */
async function seedSpecific(seeder: Seeder): Promise<void> {
  await seeder.give(DUNDEE, enquiryIdOf('specific'), 'ReceiveEnquiry', {
    topic: 'workplace transport',
    question: 'Who at the company decides on one-way systems in delivery yards?',
    askedBy: 'Commercial team, Dundee',
    organisationId: organisationIdOf('asda'),
  });
  await seeder.give(DUNDEE, enquiryIdOf('answered'), 'ReceiveEnquiry', {
    topic: 'manual handling',
    question: 'Are roll cages in all stores to be checked?',
    askedBy: 'Commercial team, Dundee',
    organisationId: organisationIdOf('tesco'),
  });
  await seeder.give(accountManager('tesco'), enquiryIdOf('answered'), 'AnswerEnquiry', {
    text: 'The company checks them itself, every quarter; ask the store for the last record.',
  });
}

/** The account manager of Royal Mail is away: it came to the shadow, who is not the one to answer it. */
async function seedRerouted(seeder: Seeder): Promise<void> {
  await seeder.give(DUNDEE, enquiryIdOf('rerouted'), 'ReceiveEnquiry', {
    topic: 'dog attacks',
    question: 'Which rounds in Dundee are marked as dangerous?',
    askedBy: 'Commercial team, Dundee',
    organisationId: organisationIdOf('royal-mail'),
  });
  await seeder.give(person('hse', ['LEAD']), enquiryIdOf('rerouted'), 'RerouteEnquiry', {
    route: {
      kind: 'OFFICER',
      officerId: officerIdOf(SUCCESSOR),
      authorityId: AUTHORITIES.hse,
    },
    reason: 'HSE keeps the figures on delivery rounds.',
  });
}
