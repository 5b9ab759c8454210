import { deriveId } from '#platform/values';
import { person } from './parties.js';
import { accountManager } from './seed-contacts.js';
import { organisationIdOf } from './seed-organisations.js';
import type { Seeder } from './seeder.js';

export const localConcernIdOf = (key: string) => deriveId('local-concern', 'demonstration', key);

const FIFE = person('fife', ['LEAD']);
const organisationId = organisationIdOf('asda');
const reason = 'It touches what both councils promised their members.';

/** Local concerns about ASDA from Fife: one in each state. */
export async function seedLocalConcerns(seeder: Seeder): Promise<void> {
  await raise(seeder, 'raised', 'Visits to every store in the holiday season.', 'Customers fell on wet floors.');
  await seedAccepted(seeder);
  await raise(seeder, 'declined', 'A council campaign on ladders.', 'Two falls in a year.');
  await seeder.give(accountManager('asda'), localConcernIdOf('declined'), 'DeclineLocalConcern', {
    reasons: 'The organisation replaces its ladders nationally this year; the council reads of it in its briefing.',
  });
  await seedReferred(seeder);
  await raise(seeder, 'withdrawn', 'Visits on delivery days.', 'Lorries wait in the street.');
  await seeder.give(FIFE, localConcernIdOf('withdrawn'), 'WithdrawLocalConcern', {
    reason: 'It is a matter of traffic.',
  });
}

function raise(seeder: Seeder, key: string, what: string, why: string, rest: Record<string, unknown> = {}) {
  const concern = { organisationId, what, why, concernOf: 'AUTHORITY', ...rest };
  return seeder.give(FIFE, localConcernIdOf(key), 'RaiseLocalConcern', concern);
}

/** One whose variation counts, of an elected member, and one whose variation has ended. */
async function seedAccepted(seeder: Seeder): Promise<void> {
  const member = { concernOf: 'ELECTED_MEMBER', memberName: 'The member for the harbour ward' };
  await raise(seeder, 'accepted', 'The harbour store is visited each spring.', 'A promise to residents.', member);
  await seeder.give(accountManager('asda'), localConcernIdOf('accepted'), 'AcceptLocalConcern', {
    terms: 'Fife visits its harbour store once each spring.',
    conditions: ['The account manager is told a week before.'],
    until: seeder.day(300),
  });
  await raise(seeder, 'ended', 'Questions about new shelving.', 'A shelf came down.');
  await seeder.give(accountManager('asda'), localConcernIdOf('ended'), 'AcceptLocalConcern', {
    terms: 'Fife asks its stores about shelving.',
  });
  await seeder.give(FIFE, localConcernIdOf('ended'), 'EndLocalVariation', { reason: 'The shelving is replaced.' });
}

/** The lead of Wakefield has proposed; that of Fife is to confirm. */
async function seedReferred(seeder: Seeder): Promise<void> {
  await raise(seeder, 'referred', 'Night visits to distribution yards.', 'Neighbours complain of the noise.');
  await seeder.give(accountManager('asda'), localConcernIdOf('referred'), 'ReferLocalConcern', { reason });
  await seeder.give(person('wakefield', ['LEAD']), localConcernIdOf('referred'), 'ProposeConcernSettlement', {
    settlement: { kind: 'ACCEPT', terms: 'One night visit, together with an officer of Wakefield.' },
  });
}
