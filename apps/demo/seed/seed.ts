import type { Engine } from '#platform/engine';
import { seedContacts } from './seed-contacts.js';
import { seedPartnerships } from './seed-partnerships.js';
import { seedRegisters } from './seed-registers.js';
import { Seeder } from './seeder.js';

/** Records the demonstration's data. @returns how many commands that took */
export async function seed(engine: Engine): Promise<number> {
  const seeder = new Seeder(engine);
  await seedRegisters(seeder);
  await seedPartnerships(seeder);
  await seedContacts(seeder);
  return seeder.given;
}
