import { deriveId } from '#platform/values';
import { AUTHORITIES, person, type AuthorityKey } from './parties.js';
import type { Seeder } from './seeder.js';

export const programmeCalendarIdOf = (authority: AuthorityKey) =>
  deriveId('programme-calendar', AUTHORITIES[authority]);

/** The authorities' own dates, with which messages have to fit in. */
export async function seedCommunications(seeder: Seeder): Promise<void> {
  await seedProgrammeDates(seeder);
}

/** Dundee records its own; for Fife, the coordinating body does, and a meeting there was called off. */
async function seedProgrammeDates(seeder: Seeder): Promise<void> {
  const dundee = person('dundee', ['REGISTRAR']);
  const lacors = person('lacors', ['COMMUNICATIONS_LEAD']);
  await seeder.give(dundee, programmeCalendarIdOf('dundee'), 'RecordPeriod', {
    authorityId: AUTHORITIES.dundee,
    title: 'The work programme of the coming year is settled',
    kind: 'PLANNING',
    from: seeder.day(45),
    until: seeder.day(75),
    note: 'What is to be in the programme has to be known by the first day.',
  });
  await seeder.give(dundee, programmeCalendarIdOf('dundee'), 'RecordPeriod', {
    authorityId: AUTHORITIES.dundee,
    title: 'Council elections',
    kind: 'CLOSED',
    from: seeder.day(20),
    until: seeder.day(34),
  });
  const fife = programmeCalendarIdOf('fife');
  await seeder.give(lacors, fife, 'RecordPeriod', {
    authorityId: AUTHORITIES.fife,
    title: 'Liaison group of the Scottish councils',
    kind: 'FIT',
    from: seeder.day(40),
  });
  await seeder.give(lacors, fife, 'RecordPeriod', {
    authorityId: AUTHORITIES.fife,
    title: 'Regional workshop',
    kind: 'FIT',
    from: seeder.day(15),
  });
  await seeder.give(lacors, fife, 'WithdrawPeriod', { period: 2, reason: 'The workshop was called off.' });
}
