import type { Engine } from '#platform/engine';
import { seedAudit } from './seed-audit.js';
import { seedRegulators } from './seed-authorities.js';
import { seedBriefings } from './seed-briefings.js';
import { seedCommunications, seedLinkedMessages } from './seed-communications.js';
import { seedContacts } from './seed-contacts.js';
import { seedCooperation } from './seed-cooperation.js';
import { seedDispatches } from './seed-dispatches.js';
import { seedEnquiries } from './seed-enquiries.js';
import { seedErasures } from './seed-erasures.js';
import { seedExamples } from './seed-examples.js';
import { seedLocalConcerns } from './seed-local-concerns.js';
import { seedMessages } from './seed-messages.js';
import { seedOrganisations } from './seed-organisations.js';
import { seedPartnerships } from './seed-partnerships.js';
import { seedPlans } from './seed-plans.js';
import { seedProgrammes } from './seed-programmes.js';
import { seedSharedMaterials } from './seed-shared-materials.js';
import { Seeder } from './seeder.js';

/** Records the demonstration's data. @returns how many commands that took */
export async function seed(engine: Engine): Promise<number> {
  const seeder = new Seeder(engine);
  await seedRegulators(seeder);
  await seedOrganisations(seeder);
  await seedPartnerships(seeder);
  await seedCooperation(seeder);
  await seedExamples(seeder);
  await seedContacts(seeder);
  await seedEnquiries(seeder);
  await seedLocalConcerns(seeder);
  await seedSharedMaterials(seeder);
  await seedPlans(seeder);
  await seedBriefings(seeder);
  await seedProgrammes(seeder);
  await seedCommunications(seeder);
  await seedDispatches(seeder);
  await seedMessages(seeder);
  await seedLinkedMessages(seeder);
  await seedErasures(seeder);
  await seedAudit(seeder);
  await engine.effects.runDue();
  return seeder.given;
}
