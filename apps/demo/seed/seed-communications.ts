import { deriveId } from '#platform/values';
import { AUTHORITIES, person, type AuthorityKey } from './parties.js';
import { messageIdOf } from './seed-messages.js';
import type { Seeder } from './seeder.js';

export const programmeCalendarIdOf = (authority: AuthorityKey) =>
  deriveId('programme-calendar', AUTHORITIES[authority]);

export const communicationsPlanIdOf = (key: string) => deriveId('communications-plan', 'demonstration', key);

const HSE_LEAD = person('hse', ['COMMUNICATIONS_LEAD']);
const LACORS_LEAD = person('lacors', ['COMMUNICATIONS_LEAD']);

/** The authorities' own dates, and the plans of what is to be said to whom. */
export async function seedCommunications(seeder: Seeder): Promise<void> {
  await seedProgrammeDates(seeder);
  await seedPlanInForce(seeder);
  await seedPlanClosed(seeder);
}

/** Dundee records its own; for Fife, the coordinating body does, and a meeting there was called off. */
async function seedProgrammeDates(seeder: Seeder): Promise<void> {
  const dundee = person('dundee', ['REGISTRAR']);
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
  await seeder.give(LACORS_LEAD, fife, 'RecordPeriod', {
    authorityId: AUTHORITIES.fife,
    title: 'Liaison group of the Scottish councils',
    kind: 'FIT',
    from: seeder.day(40),
  });
  await seeder.give(LACORS_LEAD, fife, 'RecordPeriod', {
    authorityId: AUTHORITIES.fife,
    title: 'Regional workshop',
    kind: 'FIT',
    from: seeder.day(15),
  });
  await seeder.give(LACORS_LEAD, fife, 'WithdrawPeriod', { period: 2, reason: 'The workshop was called off.' });
}

/**
 * The revitalised plan: councils and councillors are planned for, one day falls among Dundee's elections, and trade
 * unions, professional bodies and the sectors of HSE are left out, as in the pilot's first plan.
 */
async function seedPlanInForce(seeder: Seeder): Promise<void> {
  const id = communicationsPlanIdOf('revitalised');
  await seeder.give(HSE_LEAD, id, 'DraftCommunicationsPlan', {
    title: 'Revitalised communications',
    from: seeder.day(-14),
    until: seeder.day(180),
  });
  await seeder.give(HSE_LEAD, id, 'AddMilestone', { name: 'Plenary session', on: seeder.day(50) });
  await seeder.give(LACORS_LEAD, id, 'AddMilestone', { name: 'Evaluation of the pilot', on: seeder.day(150) });
  const needs = [
    {
      audience: { segment: 'LOCAL_AUTHORITIES' },
      what: 'What the scheme is, and how it differs from lead authority partnerships',
      by: seeder.day(-1),
      channel: 'NEWSLETTER',
      milestone: 1,
    },
    {
      audience: { segment: 'ELECTED_MEMBERS', region: 'Scotland' },
      what: 'How the local view is heard in a national scheme',
      by: seeder.day(25),
      channel: 'REGIONAL_MEETING',
      milestone: 1,
    },
    {
      audience: { segment: 'PRACTITIONERS' },
      what: 'When to contact the account manager, and when not',
      by: seeder.day(45),
      channel: 'EXTRANET',
      milestone: 1,
    },
    {
      audience: { segment: 'SENIOR_MANAGERS' },
      what: 'What the pilot has cost and what it has brought',
      by: seeder.day(140),
      channel: 'LETTER',
      milestone: 2,
    },
  ];
  needs.push(...councilsNeeds(seeder));
  for (const need of needs) await seeder.give(LACORS_LEAD, id, 'AddNeed', need);
  await seeder.give(HSE_LEAD, id, 'PutCommunicationsPlanInForce', {});
}

/** What is met by the messages of the demonstration, and what is about to be. */
function councilsNeeds(seeder: Seeder) {
  const need = { audience: { segment: 'LOCAL_AUTHORITIES' }, channel: 'NEWSLETTER', milestone: 1 };
  return [
    { ...need, what: 'That the pilot has begun', by: seeder.day(5) },
    { ...need, what: 'That more organisations take part', by: seeder.day(40) },
  ];
}

/** The messages that are to meet the needs: late, in time, and not issued yet. */
export async function seedLinkedMessages(seeder: Seeder): Promise<void> {
  const id = communicationsPlanIdOf('revitalised');
  const links = { 1: 'issued', 5: 'issued', 6: 'confirmed' };
  for (const [need, message] of Object.entries(links)) {
    await seeder.give(HSE_LEAD, id, 'LinkMessage', { need: Number(need), messageId: messageIdOf(message) });
  }
}

/** The plan before it, closed with what was learned. */
async function seedPlanClosed(seeder: Seeder): Promise<void> {
  const id = communicationsPlanIdOf('first');
  await seeder.give(HSE_LEAD, id, 'DraftCommunicationsPlan', {
    title: 'Launch communications',
    from: seeder.day(-200),
    until: seeder.day(-15),
  });
  await seeder.give(HSE_LEAD, id, 'AddMilestone', { name: 'Launch', on: seeder.day(-180) });
  await seeder.give(HSE_LEAD, id, 'AddNeed', {
    audience: { segment: 'LOCAL_AUTHORITIES' },
    what: 'That the pilot has been launched',
    by: seeder.day(-180),
    channel: 'EXTRANET',
    milestone: 1,
  });
  await seeder.give(HSE_LEAD, id, 'PutCommunicationsPlanInForce', {});
  await seeder.give(HSE_LEAD, id, 'CloseCommunicationsPlan', {
    evaluation:
      'Some councils still do not know what the scheme is. Face to face at a regional level works best; trade unions, ' +
      'professional bodies and some sectors of HSE were not in the plan.',
  });
}
