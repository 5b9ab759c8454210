import { deriveId } from '#platform/values';
import { addDays, type PlainDate } from '#platform/working-days';
import { ANGUS_ID, DUNDEE_ID, DUNDEE_OFFICER, HSE_INSPECTOR, REPRESENTATIVE } from './callers.js';
import type { CommandWriter } from './command-writer.js';

const PLAN_ID = deriveId('plan', 'bench');
const PRINCIPLES = [
  'PRECEDENCE_OVER_LOCAL_INITIATIVES',
  'SINGLE_POINT_OF_CONTACT',
  'CONSISTENCY',
  'WORKER_INVOLVEMENT',
  'CONTINUITY',
  'OPENNESS',
];

/** A published plan of the partnership, with priorities for different authorities. */
export async function publishPlan(
  commands: CommandWriter,
  partnershipId: string,
  siteId: string,
  today: PlainDate,
): Promise<void> {
  const edit = (type: string, input: object) => commands.give(DUNDEE_OFFICER, PLAN_ID, type, input);
  await edit('BeginPlan', { partnershipId, kind: 'ENGAGEMENT', title: 'Working with Northgate Stores' });
  for (const principle of PRINCIPLES) await edit('AddressPrinciple', { principle });
  const nobody = { authorities: [], regions: [], siteIds: [], sectors: [], topics: [] };
  const concerns = [
    { ...nobody, siteIds: [siteId], topics: ['workplace transport'] },
    { ...nobody, regions: ['Scotland'], topics: ['slips and trips'] },
    { ...nobody, topics: ['manual handling'] },
    { ...nobody, authorities: [DUNDEE_ID] },
    { ...nobody, authorities: [ANGUS_ID] },
    { ...nobody, sectors: ['CACTUS'] },
  ];
  for (const [index, each] of concerns.entries()) await edit('AddPriority', priority(index + 1, each, today));
  const events = await edit('ProposeVersion', { reason: 'First plan.', workingDays: 20 });
  const sought = events.find(({ type }) => type === 'AgreementSought');
  if (!sought) throw new Error('No agreement was sought on the plan.');
  const { version, digest } = sought.data as { readonly version: number; readonly digest: string };
  for (const side of [DUNDEE_OFFICER, REPRESENTATIVE, HSE_INSPECTOR]) {
    await commands.give(side, PLAN_ID, 'GiveAgreement', { version, digest });
  }
  await edit('PublishVersion', { version, from: today });
}

function priority(number: number, concerns: object, today: PlainDate): object {
  return {
    title: `Priority ${number}: fewer injuries in yards and stores`,
    themes: ['Worker involvement'],
    what: 'Assess every yard with the people who work there, and put the worst right first.',
    why: 'A third of all reportable injuries happen there.',
    owner: 'BOTH',
    measures: [{ name: 'Injuries', unit: 'per 100,000 workers', baseline: 480, target: 400, by: addDays(today, 365) }],
    milestones: [{ title: 'Worst yards put right', due: addDays(today, 90) }],
    concerns,
    keyInformation: 'Assessments are under way in every yard. Ask the account manager for their results first.',
  };
}
