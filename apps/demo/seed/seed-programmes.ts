import { deriveId } from '#platform/values';
import { AUTHORITIES, officerIdOf, person } from './parties.js';
import { PARTNERSHIP_MANAGER } from './seed-authorities.js';
import type { Seeder } from './seeder.js';

export const programmeRiskIdOf = (key: string) => deriveId('programme-risk', 'demonstration', key);

const LEAD = person('hse', ['LEAD']);

/** The risk register: a risk that stands, one that was judged anew, and one that no longer stands. */
export async function seedProgrammes(seeder: Seeder): Promise<void> {
  await seeder.give(LEAD, programmeRiskIdOf('burden'), 'RegisterRisk', {
    title: 'Councils can no longer spare their account managers',
    description: 'A national scheme asks for resources of the few councils whose officers are account managers.',
    likelihood: 4,
    impact: 4,
    reputationOf: ['LOCAL_AUTHORITIES', 'PROGRAMME'],
    owner: { kind: 'OFFICER', officerId: officerIdOf(PARTNERSHIP_MANAGER) },
    mitigation: 'HELA is asked how to resolve the unequal burden; a bid to the Science and Technology Initiative.',
    reviewBy: seeder.day(60),
  });
  await seedReviewed(seeder);
  await seedClosed(seeder);
}

async function seedReviewed(seeder: Seeder): Promise<void> {
  const id = programmeRiskIdOf('awareness');
  await seeder.give(LEAD, id, 'RegisterRisk', {
    title: 'Councils do not know what the scheme is',
    description: 'Officers contact organisations without asking, and the scheme is taken for another initiative.',
    likelihood: 5,
    impact: 3,
    reputationOf: ['HSE', 'LOCAL_AUTHORITIES', 'ORGANISATION'],
    owner: { kind: 'AUTHORITY', authorityId: AUTHORITIES.lacors },
    mitigation: 'A communications plan that reaches every region face to face, with a speaking note.',
    reviewBy: seeder.day(30),
  });
  await seeder.give(person('lacors', ['LEAD']), id, 'ReviewRisk', {
    likelihood: 3,
    impact: 3,
    reviewBy: seeder.day(90),
    reason: 'The regional groups in Scotland and Yorkshire have heard of it.',
  });
}

async function seedClosed(seeder: Seeder): Promise<void> {
  const id = programmeRiskIdOf('template');
  await seeder.give(LEAD, id, 'RegisterRisk', {
    title: 'A common template takes the plans away from the organisations',
    description: 'A prescribed structure would be too restrictive for the organisation to own its plan.',
    likelihood: 2,
    impact: 4,
    reputationOf: ['PROGRAMME'],
    owner: { kind: 'AUTHORITY', authorityId: AUTHORITIES.hse },
    mitigation: 'Core principles and themes instead of a structure.',
    reviewBy: seeder.day(30),
  });
  await seeder.give(LEAD, id, 'CloseRisk', { reason: 'There is no template: plans answer the core principles.' });
}
