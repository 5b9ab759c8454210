import { AUTHORITIES, person, representative } from './parties.js';
import type { Seeder } from './seeder.js';
import { organisationIdOf } from './seed-organisations.js';
import { partnershipIdOf } from './seed-partnerships.js';

/** What the parties of a partnership agreed, how it is going, and what was learned. */
export async function seedCooperation(seeder: Seeder): Promise<void> {
  await seedObjective(seeder);
  await seedAchievedObjective(seeder);
  await seedProposedObjective(seeder);
  await seedReviews(seeder);
  await seedCriteria(seeder);
  await seedTescoCriteria(seeder);
}

async function seedObjective(seeder: Seeder): Promise<void> {
  const partnershipId = partnershipIdOf('tesco');
  const organisation = representative(organisationIdOf('tesco'));
  const lead = person('dundee', ['LEAD']);
  await seeder.give(organisation, partnershipId, 'ProposeObjective', {
    title: 'Fewer injuries from reversing vehicles',
    theme: 'worker involvement',
    measures: [
      { name: 'Injuries from reversing vehicles', unit: 'a year', baseline: 40, target: 30, by: '2007-03-31' },
    ],
  });
  for (const side of [organisation, lead]) {
    await seeder.give(side, partnershipId, 'AgreeObjective', { objective: 1, version: 1 });
  }
  await seeder.give(lead, partnershipId, 'RecordReading', {
    objective: 1,
    measure: 1,
    value: 36,
    on: '2006-03-31',
    evidence: 'Accident book summary, 2005/06',
    source: 'Head of health and safety',
  });
  await seeder.give(
    representative(organisationIdOf('tesco'), 'WORKER_REPRESENTATIVE'),
    partnershipId,
    'AcknowledgeReading',
    {
      objective: 1,
      reading: 1,
    },
  );
}

/** Agreed with Greggs, measured and achieved. */
async function seedAchievedObjective(seeder: Seeder): Promise<void> {
  const partnershipId = partnershipIdOf('greggs');
  const lead = person('hse', ['LEAD']);
  const organisation = representative(organisationIdOf('greggs'));
  await seeder.give(lead, partnershipId, 'ProposeObjective', {
    title: 'A traffic plan at every bakery',
    theme: 'workplace transport',
    measures: [{ name: 'Bakeries with a traffic plan', unit: 'bakeries', baseline: 2, target: 9, by: '2006-12-31' }],
  });
  for (const side of [lead, organisation]) {
    await seeder.give(side, partnershipId, 'AgreeObjective', { objective: 1, version: 1 });
  }
  await seeder.give(lead, partnershipId, 'RecordReading', {
    objective: 1,
    measure: 1,
    value: 8,
    on: '2006-12-15',
    evidence: 'Plans sent in by the bakeries',
    source: 'Head of health and safety',
  });
  await seeder.give(lead, partnershipId, 'RestateReading', {
    objective: 1,
    reading: 1,
    value: 9,
    evidence: 'Plans sent in by the bakeries',
    source: 'Head of health and safety',
    reason: 'One plan had been counted twice, and two were overlooked.',
  });
  await seeder.give(lead, partnershipId, 'AchieveObjective', {
    objective: 1,
    on: '2006-12-31',
    reason: 'Every bakery has its plan.',
  });
}

/** Proposed by the regulators; Royal Mail has not agreed yet. */
async function seedProposedObjective(seeder: Seeder): Promise<void> {
  await seeder.give(person('hse', ['LEAD']), partnershipIdOf('royal-mail'), 'ProposeObjective', {
    title: 'Fewer dog attacks on delivery rounds',
    theme: 'incident reduction',
    measures: [{ name: 'Attacks reported', unit: 'a year', baseline: 120, target: 90, by: '2007-03-31' }],
  });
}

async function seedReviews(seeder: Seeder): Promise<void> {
  const lead = person('dundee', ['LEAD']);
  const partnershipId = partnershipIdOf('tesco');
  await seeder.give(lead, partnershipId, 'AssessMaturity', {
    level: 'DEVELOPING',
    on: '2006-03-31',
    reason: 'Objectives are agreed and measured; councils do not ask before every campaign yet.',
  });
  await seeder.give(lead, partnershipId, 'RecordLesson', {
    theme: 'communications',
    text: 'Tell councils of a change before the organisation does.',
    audience: 'BOTH_SIDES',
  });
  await seeder.give(lead, partnershipId, 'RecordLesson', {
    theme: 'delivery',
    text: 'Regional liaison officers are asked more readily than the account manager.',
    audience: 'REGULATORS_ONLY',
  });
}

/** When the account manager of ASDA wants to be contacted, and when not. */
async function seedCriteria(seeder: Seeder): Promise<void> {
  const lead = person('wakefield', ['LEAD']);
  const partnershipId = partnershipIdOf('asda');
  await seeder.give(lead, partnershipId, 'DraftCriteria', {
    rules: [
      {
        purpose: 'INFORMATION_REQUEST',
        topic: 'workplace transport',
        advice: 'ACCOUNT_MANAGER_FIRST',
        reason:
          'A national review of delivery yards is under way; the account manager has the answers that stores do not.',
      },
      { purpose: 'COMPLAINT', advice: 'PROCEED', reason: 'Complaints are best handled where they arise.' },
      {
        purpose: 'LOCAL_INITIATIVE',
        advice: 'NOT_NOW',
        reason: 'Stores are preparing for their busiest weeks.',
        validFrom: seeder.today,
        validUntil: seeder.day(30),
      },
      {
        purpose: 'CAMPAIGN',
        advice: 'COORDINATE',
        coordinateWith: AUTHORITIES.hse,
        reason: 'HSE plans campaigns with the company nationally.',
      },
    ],
  });
  await seeder.give(lead, partnershipId, 'PublishCriteria', { from: seeder.today });
}

/** The account manager of Tesco wants to hear of advice beforehand. */
async function seedTescoCriteria(seeder: Seeder): Promise<void> {
  const lead = person('dundee', ['LEAD']);
  const partnershipId = partnershipIdOf('tesco');
  await seeder.give(lead, partnershipId, 'DraftCriteria', {
    rules: [
      {
        purpose: 'ADVICE',
        advice: 'ACCOUNT_MANAGER_FIRST',
        reason: 'The company gives its stores one set of instructions; advice is best given once, centrally.',
      },
    ],
  });
  await seeder.give(lead, partnershipId, 'PublishCriteria', { from: seeder.today });
}
