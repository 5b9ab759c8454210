import { deriveId, digestOf } from '#platform/values';
import { person } from './parties.js';
import { accountManager } from './seed-contacts.js';
import type { Seeder } from './seeder.js';

export const sharedMaterialIdOf = (key: string) => deriveId('shared-material', 'demonstration', key);

const LOPP_TEAM = person('hse', ['LEAD']);

/** What the pilot circulated for reuse (HELA paper, Annex 3): one in use with feedback, one for both sides, one withdrawn. */
export async function seedSharedMaterials(seeder: Seeder): Promise<void> {
  await seedPolestarPlan(seeder);
  await seeder.give(LOPP_TEAM, sharedMaterialIdOf('agreement'), 'CirculateMaterial', {
    title: 'A tailored lead authority partnership agreement',
    kind: 'PARTNERSHIP_AGREEMENT',
    topics: ['lead authority partnerships'],
    version: {
      ...versionOf('agreement'),
      audience: 'BOTH_SIDES',
      forWhom: 'Councils that lead, and their organisations',
    },
  });
  const id = sharedMaterialIdOf('note');
  await seeder.give(person('lacors', ['COMMUNICATIONS_LEAD']), id, 'CirculateMaterial', {
    title: 'How councils were told of the pilot',
    kind: 'GUIDANCE',
    topics: ['communications'],
    version: versionOf('note'),
  });
  await seeder.give(person('lacors', ['LEAD']), id, 'WithdrawMaterial', { reason: 'The speaking note replaces it.' });
}

async function seedPolestarPlan(seeder: Seeder): Promise<void> {
  const id = sharedMaterialIdOf('polestar');
  await seeder.give(LOPP_TEAM, id, 'CirculateMaterial', {
    title: 'The Polestar plan',
    kind: 'IMPROVEMENT_PLAN',
    topics: ['worker involvement', 'workplace transport'],
    version: versionOf('polestar, first version'),
  });
  const opinion = { version: 1, text: 'The measures help; say more of night shifts.', usefulness: 4 };
  await seeder.give(accountManager('asda'), id, 'GiveMaterialFeedback', opinion);
  await seeder.give(accountManager('tesco'), id, 'GiveMaterialFeedback', {
    version: 1,
    text: 'Leave out the part on vehicles.',
    usefulness: 2,
  });
  await seeder.give(LOPP_TEAM, id, 'AddMaterialVersion', { version: versionOf('polestar, second version') });
  await seeder.give(LOPP_TEAM, id, 'AnswerMaterialFeedback', { number: 1, answer: { kind: 'TAKEN_UP', version: 2 } });
  await seeder.give(LOPP_TEAM, id, 'AnswerMaterialFeedback', {
    number: 2,
    answer: { kind: 'NOT_TAKEN_UP', reason: 'Vehicles are what most plans are about.' },
  });
  await seeder.give(accountManager('asda'), id, 'RecordMaterialUse', {
    version: 2,
    purpose: 'A first draft of the improvement plan.',
  });
}

function versionOf(text: string) {
  return {
    digest: digestOf(text),
    location: { kind: 'REFERENCE', reference: `LOPP library, ${text}` },
    audience: 'REGULATORS',
    forWhom: 'Account managers',
  };
}
