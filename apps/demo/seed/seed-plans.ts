import type { Caller } from '#platform/access';
import { PRINCIPLE_KEYS } from '#domain/partnerships';
import { planIdAfter } from '#domain/plans';
import { AUTHORITIES, person, representative } from './parties.js';
import { SHADOW } from './seed-authorities.js';
import { accountManager } from './seed-contacts.js';
import { organisationIdOf, siteIdOf } from './seed-organisations.js';
import { partnershipIdOf } from './seed-partnerships.js';
import type { Seeder } from './seeder.js';

/** Each partnership has its first engagement plan. */
export const planIdOf = (key: string) => planIdAfter(partnershipIdOf(key), 'ENGAGEMENT', 0);

/** One plan in each state: drafted, proposed, agreed, published after a former version, and closed. */
export async function seedPlans(seeder: Seeder): Promise<void> {
  await begin(seeder, 'hbos', 'Engagement with HBOS');
  await seedProposed(seeder);
  await seedAgreed(seeder);
  await seedPublished(seeder);
  await seedClosed(seeder);
}

const INJURIES = { name: 'Reportable injuries', unit: 'per 100,000 workers', baseline: 480, target: 400 };

/** A draft of both sides, with one priority of each. */
async function begin(seeder: Seeder, key: string, title: string): Promise<void> {
  const [manager, planId] = [accountManager(key), planIdOf(key)];
  const partnershipId = partnershipIdOf(key);
  await seeder.give(manager, planId, 'BeginPlan', { partnershipId, kind: 'ENGAGEMENT', title });
  for (const principle of PRINCIPLE_KEYS) await seeder.give(manager, planId, 'AddressPrinciple', { principle });
  await seeder.give(manager, planId, 'AddPriority', injuries(seeder, seeder.day(300)));
  await seeder.give(representative(organisationIdOf(key)), planId, 'AddPriority', {
    title: 'Supervisors who listen',
    themes: ['Worker involvement'],
    what: 'Every supervisor learns to lead a safety talk, and worker representatives judge the talks.',
    why: 'Workers know the hazards first.',
    owner: 'ORGANISATION',
    measures: [{ name: 'Talks judged good', unit: '% of talks', target: 80, by: seeder.day(400) }],
    milestones: [],
    concerns: nobody,
  });
}

const nobody = { authorities: [], regions: [], siteIds: [], sectors: [], topics: [] };

function injuries(seeder: Seeder, by: string) {
  return {
    title: 'Fewer injuries from handling',
    themes: ['Manual handling'],
    what: 'Assess the loads in every delivery yard and put the worst ones right.',
    why: 'A third of all reportable injuries come from handling.',
    owner: 'BOTH',
    measures: [{ ...INJURIES, by }],
    milestones: [{ title: 'Worst loads put right', due: seeder.day(90) }],
    concerns: { ...nobody, regions: ['Scotland'], topics: ['manual handling'] },
    keyInformation:
      'Assessments are under way in every delivery yard. Ask the account manager for their results first.',
  };
}

/** Puts the draft forward. @returns the version, as agreements name it */
async function propose(seeder: Seeder, key: string, reason: string) {
  const input = { reason, workingDays: 20 };
  const events = await seeder.give(accountManager(key), planIdOf(key), 'ProposeVersion', input);
  const sought = events.find(({ type }) => type === 'AgreementSought');
  if (!sought) throw new Error(`No agreement was sought on the plan of ${key}.`);
  const { version, digest } = sought.data as { readonly version: number; readonly digest: string };
  return { version, digest };
}

async function agree(seeder: Seeder, key: string, reason: string, others: readonly Caller[] = []): Promise<number> {
  const version = await propose(seeder, key, reason);
  for (const who of [accountManager(key), representative(organisationIdOf(key)), ...others]) {
    await seeder.give(who, planIdOf(key), 'GiveAgreement', version);
  }
  return version.version;
}

async function publish(seeder: Seeder, key: string, version: number): Promise<void> {
  await seeder.give(accountManager(key), planIdOf(key), 'PublishVersion', { version, from: seeder.today });
}

/** The organisation has objected; HSE has still to say something. */
async function seedProposed(seeder: Seeder): Promise<void> {
  await begin(seeder, 'asda', 'Engagement with ASDA');
  const version = await propose(seeder, 'asda', 'First plan of the partnership.');
  await seeder.give(accountManager('asda'), planIdOf('asda'), 'GiveAgreement', version);
  await seeder.give(representative(organisationIdOf('asda')), planIdOf('asda'), 'RaiseObjection', {
    ...version,
    reason: 'The target for injuries leaves out the stores that open this year.',
  });
}

async function seedAgreed(seeder: Seeder): Promise<void> {
  await begin(seeder, 'northern-foods', 'Engagement with Northern Foods');
  await agree(seeder, 'northern-foods', 'First plan of the partnership.');
}

/** In its second version: criteria of its own, a local variation, and a target that moved. */
async function seedPublished(seeder: Seeder): Promise<void> {
  const [manager, planId, shadow] = [accountManager('tesco'), planIdOf('tesco'), person('hse', ['OFFICER'], SHADOW)];
  await begin(seeder, 'tesco', 'Engagement with Tesco');
  await publish(seeder, 'tesco', await agree(seeder, 'tesco', 'First plan of the partnership.', [shadow]));
  await seeder.give(manager, planId, 'AmendPriority', {
    ...injuries(seeder, seeder.day(390)),
    concerns: {
      ...nobody,
      authorities: [AUTHORITIES.fife],
      siteIds: [siteIdOf('tesco', 'Dundee')],
      topics: ['manual handling'],
    },
    priority: 1,
    reason: 'the figures of the new depots come a quarter later',
  });
  await seeder.give(manager, planId, 'ChooseIncidentCriteria', {
    clauses: [
      { key: 'FATALITIES', category: 'FATALITY', text: 'All work-related fatalities.', listed: [], exceptions: [] },
      {
        key: 'YARD_VEHICLES',
        category: 'MAJOR_INJURY_FROM',
        text: 'Major injuries in delivery yards.',
        listed: ['moving vehicles', 'tail lifts'],
        exceptions: [],
      },
    ],
    reason: 'injuries in delivery yards are what the plan is about',
  });
  await seeder.give(manager, planId, 'AddVariation', {
    authorityId: AUTHORITIES.fife,
    what: 'Visits to the Kirkcaldy store go on each spring.',
    why: 'The council promised them to residents.',
    from: seeder.today,
    until: seeder.day(365),
    origin: 'ELECTED_MEMBER',
  });
  await publish(seeder, 'tesco', await agree(seeder, 'tesco', 'What the first months taught.', [shadow]));
  await seedProgress(seeder);
}

async function seedProgress(seeder: Seeder): Promise<void> {
  const [manager, planId] = [accountManager('tesco'), planIdOf('tesco')];
  const figure = { value: 455, evidence: 'Accident book summary', source: 'Head of health and safety' };
  const place = { priority: 1, measure: 1, on: seeder.day(-10) };
  await seeder.give(manager, planId, 'RecordReading', { ...place, ...figure });
  await seeder.give(manager, planId, 'RestateReading', {
    ...figure,
    priority: 1,
    reading: 1,
    value: 460,
    reason: 'Two late reports came in.',
  });
  const workers = representative(organisationIdOf('tesco'), 'WORKER_REPRESENTATIVE');
  await seeder.give(workers, planId, 'AcknowledgeReading', { priority: 1, reading: 2 });
  await seeder.give(manager, planId, 'MoveMilestone', {
    priority: 1,
    milestone: 1,
    expectedOn: seeder.day(120),
    reason: 'Lifting tables are delivered late.',
  });
}

async function seedClosed(seeder: Seeder): Promise<void> {
  const [manager, planId] = [accountManager('baa'), planIdOf('baa')];
  await begin(seeder, 'baa', 'Engagement with BAA');
  await publish(seeder, 'baa', await agree(seeder, 'baa', 'First plan of the partnership.'));
  await seeder.give(manager, planId, 'ReachMilestone', {
    priority: 1,
    milestone: 1,
    on: seeder.day(-2),
    evidence: 'Report on baggage halls',
  });
  await seeder.give(manager, planId, 'ClosePlan', {
    evaluation: [
      { priority: 1, outcome: 'PARTLY_REACHED', remark: 'Fewer injuries in baggage halls, as many on aprons.' },
      { priority: 2, outcome: 'REACHED', remark: 'Worker representatives judged nine of ten talks good.' },
    ],
    lessons: ['Baggage handlers are employed by others: their employers have to be at the table.'],
  });
}
