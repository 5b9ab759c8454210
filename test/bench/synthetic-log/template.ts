import type { Engine } from '#platform/engine';
import { deriveId } from '#platform/values';
import { addDays, instantOf, londonDate, type PlainDate } from '#platform/working-days';
import {
  ANGUS_ID,
  ANGUS_OFFICER,
  ANGUS_OFFICER_ID,
  DUNDEE_ID,
  DUNDEE_LEAD,
  DUNDEE_OFFICER_ID,
  HSE_ID,
  HSE_INSPECTOR,
  HSE_OFFICER_ID,
  HSE_REGISTRAR,
  ORGANISATION_ID,
  REPRESENTATIVE,
} from './callers.js';
import { CommandWriter } from './command-writer.js';
import { publishPlan } from './template-plan.js';

const SITES = 20;
const CONTACTS = 60;
/** Days between two contacts: several fall within the days around a question that the gateway looks at. */
const CONTACT_INTERVAL = 9;

const PARTNERSHIP_ID = deriveId('partnership', 'bench');
export const SITE_ID = siteId(1);

/**
 * One organisation with everything that an ordinary one has, by commands: sites, enforcement, a partnership with its
 * criteria and a plan, and contacts. The synthetic log repeats its events.
 */
export async function writeTemplate(engine: Engine): Promise<void> {
  const commands = new CommandWriter(engine);
  const today = londonDate(instantOf(engine.clock()));
  await registerRegulators(commands);
  await registerOrganisation(commands);
  await formPartnership(commands, today);
  await publishPlan(commands, PARTNERSHIP_ID, SITE_ID, today);
  await recordContacts(commands, today);
}

async function registerRegulators(commands: CommandWriter): Promise<void> {
  const authorities = [
    [HSE_ID, { kind: 'HSE', localCode: 'HSE', officialName: 'Health and Safety Executive' }],
    [DUNDEE_ID, council('S12000042', 'Dundee City Council')],
    [ANGUS_ID, council('S12000041', 'Angus Council')],
  ] as const;
  for (const [id, input] of authorities) await commands.give(HSE_REGISTRAR, id, 'RegisterAuthority', input);
  const officers = [
    [HSE_OFFICER_ID, HSE_ID, 'Principal inspector'],
    [DUNDEE_OFFICER_ID, DUNDEE_ID, 'Account manager'],
    [ANGUS_OFFICER_ID, ANGUS_ID, 'Environmental health officer'],
  ] as const;
  for (const [id, authorityId, name] of officers) {
    await commands.give(HSE_REGISTRAR, id, 'RegisterOfficer', { name, authorityId, from: '2004-04-01' });
  }
}

function council(gssCode: string, officialName: string): object {
  return { kind: 'LOCAL_AUTHORITY', gssCode, officialName, nation: 'GB-SCT', region: 'Scotland' };
}

async function registerOrganisation(commands: CommandWriter): Promise<void> {
  await commands.give(HSE_REGISTRAR, ORGANISATION_ID, 'RegisterOrganisation', {
    name: 'Northgate Stores',
    structure: 'CENTRALLY_CONTROLLED_MULTI_SITE',
    legalEntities: [
      { name: 'Northgate Stores Limited', registry: 'COMPANIES_HOUSE', number: '00445790' },
      { name: 'Northgate Logistics Limited', registry: 'COMPANIES_HOUSE', number: 'SC123456' },
    ],
    sicCodes: ['47110', '52103'],
    headcount: { ukEmployees: 24_000, asOf: '2006-03-01', source: 'Annual report 2005' },
  });
  for (let number = 1; number <= SITES; number++) {
    await commands.give(HSE_REGISTRAR, siteId(number), 'OpenSite', {
      organisationId: ORGANISATION_ID,
      name: `Northgate store ${number}`,
      address: `${number} High Street, Dundee`,
      postcode: 'DD1 4BJ',
      nation: 'GB-SCT',
      openedOn: '2001-05-01',
    });
    await commands.give(HSE_REGISTRAR, siteId(number), 'AllocateEnforcement', {
      authorityId: DUNDEE_ID,
      scope: { kind: 'WHOLE' },
      from: '2001-05-01',
      mainActivity: 'Retail sale of food',
    });
  }
}

async function formPartnership(commands: CommandWriter, today: PlainDate): Promise<void> {
  const give = (caller: typeof DUNDEE_LEAD, type: string, input: object) =>
    commands.give(caller, PARTNERSHIP_ID, type, input);
  await give(HSE_REGISTRAR, 'ProposePartnership', {
    organisationId: ORGANISATION_ID,
    leadSide: 'LOCAL_AUTHORITY',
    leadAuthorityId: DUNDEE_ID,
    sector: 'Retail',
    bothEnforce: true,
  });
  await give(REPRESENTATIVE, 'AgreePartnership', {});
  await give(DUNDEE_LEAD, 'AgreePartnership', {});
  const posts = { ACCOUNT_MANAGER: DUNDEE_OFFICER_ID, SHADOW_ACCOUNT_MANAGER: HSE_OFFICER_ID };
  for (const [role, officerId] of Object.entries(posts).toReversed()) {
    await give(DUNDEE_LEAD, 'AppointOfficer', { role, officerId, from: '2005-10-01' });
  }
  await give(DUNDEE_LEAD, 'ActivatePartnership', { from: '2005-10-01' });
  await give(DUNDEE_LEAD, 'AffirmPrinciples', { version: 1 });
  await give(REPRESENTATIVE, 'AffirmPrinciples', { version: 1 });
  await give(DUNDEE_LEAD, 'DraftCriteria', {
    rules: [
      { purpose: 'PLANNED_INSPECTION', advice: 'ACCOUNT_MANAGER_FIRST', reason: 'Inspections follow the joint plan.' },
      {
        topic: 'workplace transport',
        purpose: 'VISIT',
        advice: 'COORDINATE',
        coordinateWith: DUNDEE_ID,
        reason: 'Dundee leads the work on vehicles in yards.',
      },
      { purpose: 'ADVICE', advice: 'PROCEED', reason: 'Advice on site is welcome at any time.' },
    ],
  });
  await give(DUNDEE_LEAD, 'PublishCriteria', { from: today });
}

async function recordContacts(commands: CommandWriter, today: PlainDate): Promise<void> {
  for (let number = 0; number < CONTACTS; number++) {
    const contact = deriveId('contact', `bench-${number}`);
    const caller = number % 3 === 0 ? HSE_INSPECTOR : ANGUS_OFFICER;
    await commands.give(caller, contact, 'RecordContact', {
      organisationId: ORGANISATION_ID,
      siteId: siteId(1 + (number % SITES)),
      topic: number % 2 === 0 ? 'workplace transport' : 'slips and trips',
      purpose: number % 5 === 0 ? 'PLANNED_INSPECTION' : 'VISIT',
      madeOn: addDays(today, -number * CONTACT_INTERVAL),
      channel: 'VISIT',
      withWhom: 'Store manager',
      summary: 'Walked the yard and the loading bay with the store manager; vehicles and pedestrians are kept apart.',
      outcome: { results: ['VERBAL_ADVICE'], text: 'Repaint the crossing at the goods entrance.' },
    });
    if (number % 4 !== 0) continue;
    await commands.give(caller, contact, 'PlanFollowUp', { dueOn: addDays(today, 30), text: 'Look at the crossing.' });
  }
}

function siteId(number: number): string {
  return deriveId('site', `bench-${number}`);
}
