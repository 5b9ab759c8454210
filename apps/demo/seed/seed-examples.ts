import { EXAMPLES } from './examples.js';
import { representative } from './parties.js';
import type { Seeder } from './seeder.js';
import { organisationIdOf } from './seed-organisations.js';
import { beginConsideration, leadOf, partnershipIdOf, proposePartnership, putToWork } from './seed-partnerships.js';

/** How partnerships end or pause, shown with invented organisations: none of the pilot's did. */
export async function seedExamples(seeder: Seeder): Promise<void> {
  await seedDeclined(seeder);
  await seedSuspended(seeder);
  await seedConcluded(seeder);
}

async function seedDeclined(seeder: Seeder): Promise<void> {
  const { key } = EXAMPLES.hotels;
  await proposePartnership(seeder, EXAMPLES.hotels);
  await beginConsideration(seeder, EXAMPLES.hotels, 'The board will look at it.');
  await seeder.give(representative(organisationIdOf(key)), partnershipIdOf(key), 'DeclinePartnership', {
    reason: 'Its hotels are run by franchisees, who decide for themselves.',
  });
}

async function seedSuspended(seeder: Seeder): Promise<void> {
  await proposePartnership(seeder, EXAMPLES.harbours);
  await putToWork(seeder, EXAMPLES.harbours);
  await seeder.give(leadOf(EXAMPLES.harbours), partnershipIdOf(EXAMPLES.harbours.key), 'SuspendPartnership', {
    from: '2006-06-01',
    reason: 'An investigation is under way; the partnership rests until it is over.',
  });
}

async function seedConcluded(seeder: Seeder): Promise<void> {
  const partnershipId = partnershipIdOf(EXAMPLES.stores.key);
  await proposePartnership(seeder, EXAMPLES.stores);
  await putToWork(seeder, EXAMPLES.stores);
  await seeder.give(leadOf(EXAMPLES.stores), partnershipId, 'ConcludePartnership', {
    on: '2008-03-31',
    reason: 'The stores were sold one by one.',
    summary: 'What was agreed on delivery yards is kept up by the buyers; the lessons are recorded with them.',
  });
}
