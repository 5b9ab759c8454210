import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contexts } from '#domain';
import { openEmbeddedEngine, type Engine } from '#platform/engine';
import { deriveId } from '#platform/values';
import { person } from '../../../apps/demo/seed/parties.js';
import { seedRegulators } from '../../../apps/demo/seed/seed-authorities.js';
import { organisationIdOf, seedOrganisations } from '../../../apps/demo/seed/seed-organisations.js';
import { Seeder } from '../../../apps/demo/seed/seeder.js';

/** What nothing may hold once it is erased. */
export const SECRET = 'Bartholomew Zwickendorf has a bad back';

export const ERASURE = deriveId('erasure', 'kill-nine');
const CONTACT = deriveId('contact', 'kill-nine');

const silent = { info: () => undefined, error: () => undefined };

export async function openEngine(dataFolder: string): Promise<Engine> {
  const onFault = (error: unknown): never => {
    throw error;
  };
  const engine = await openEmbeddedEngine({ dataFolder, contexts, log: silent, onFault });
  await engine.start();
  return engine;
}

/** Leaves a data folder with an erasure that is granted and has not begun. */
export async function prepareErasure(dataFolder: string): Promise<void> {
  const engine = await openEngine(dataFolder);
  const seeder = new Seeder(engine);
  await seedRegulators(seeder);
  await seedOrganisations(seeder);
  await seeder.give(person('wakefield', ['OFFICER']), CONTACT, 'RecordContact', {
    organisationId: organisationIdOf('asda'),
    topic: 'manual handling',
    purpose: 'VISIT',
    madeOn: seeder.day(-40),
    channel: 'VISIT',
    withWhom: 'A worker',
    confidential: true,
    summary: SECRET,
  });
  await seeder.give(person('wakefield', ['LEAD']), ERASURE, 'RequestErasure', {
    subjectIds: [CONTACT],
    wantedBy: 'PERSON_CONCERNED',
    ground: 'OBJECTION_UPHELD',
    explanation: 'For the faults.',
  });
  await seeder.give(person('wakefield', ['DATA_PROTECTION_LEAD']), ERASURE, 'GrantErasure', {
    ground: 'OBJECTION_UPHELD',
    explanation: 'For the faults.',
  });
  await engine.stop();
}

/** The files of a folder that hold a text. */
export function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map(({ name }) => name);
}
