import { deriveId } from '#platform/values';
import { organisationIdOf } from './seed-organisations.js';
import { person } from './parties.js';
import type { Seeder } from './seeder.js';

const INSPECTOR = person('wakefield', ['OFFICER']);
/** Asks, and does not decide: two persons are needed. */
const LEAD = person('wakefield', ['LEAD']);
const DATA_PROTECTION_LEAD = person('wakefield', ['DATA_PROTECTION_LEAD']);

/** Erasures of what records of contacts tell of persons: one to be decided, one refused, one carried out. */
export async function seedErasures(seeder: Seeder): Promise<void> {
  await asked(seeder, 'waiting', 'The worker wants no record of the conversation.');
  const refused = await asked(seeder, 'refused', 'The worker wants no record of the complaint.');
  await seeder.give(DATA_PROTECTION_LEAD, refused, 'RefuseErasure', {
    ground: 'PUBLIC_TASK',
    explanation: 'The complaint led to a visit, which has to be explained by it.',
  });
  const granted = await asked(seeder, 'granted', 'The worker was told of in a record that did not need it.');
  await seeder.give(DATA_PROTECTION_LEAD, granted, 'GrantErasure', {
    ground: 'UNLAWFULLY_PROCESSED',
    explanation: 'What was discussed can be told without saying of whom.',
  });
}

async function asked(seeder: Seeder, key: string, explanation: string): Promise<string> {
  const contactId = deriveId('contact', 'demonstration', 'erasures', key);
  await seeder.give(INSPECTOR, contactId, 'RecordContact', {
    organisationId: organisationIdOf('asda'),
    topic: 'manual handling',
    purpose: 'VISIT',
    madeOn: seeder.day(-40),
    channel: 'VISIT',
    withWhom: 'A worker of the night shift',
    confidential: true,
    summary: 'The worker told of an injury to the back, and of treatment for it.',
  });
  const erasureId = deriveId('erasure', 'demonstration', key);
  await seeder.give(LEAD, erasureId, 'RequestErasure', {
    subjectIds: [contactId],
    wantedBy: 'PERSON_CONCERNED',
    ground: 'OBJECTION_UPHELD',
    explanation,
  });
  return erasureId;
}
