import type { Caller } from '#platform/access';
import { undisclosedIn } from '#domain/plans';
import { AUTHORITIES, person } from './parties.js';
import type { Seeder } from './seeder.js';

/** Fife has read its briefing, and HSE that of Fife: what was shown is on record. */
export async function seedBriefings(seeder: Seeder): Promise<void> {
  await readBriefing(seeder, person('fife', ['OFFICER']));
  await readBriefing(seeder, person('hse', ['LEAD']));
}

async function readBriefing(seeder: Seeder, reader: Caller): Promise<void> {
  const shown = await seeder.look(reader, (session) => undisclosedIn(session, { authorityId: AUTHORITIES.fife }));
  for (const { stream, type, input } of shown) {
    await seeder.give(reader, stream, type, input as Record<string, unknown>);
  }
}
