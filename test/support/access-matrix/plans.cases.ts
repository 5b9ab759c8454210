import { briefingCases } from './briefings.cases.js';
import { byId, byNode, field, inList, mutation, reading, type MatrixCase } from './cases.js';
import { localConcernCases } from './local-concerns.cases.js';
import { PartnershipMaking } from './partnership-making.js';
import { evaluation, figure, milestone, PlanMaking, priority, variation } from './plan-making.js';
import { sharedMaterialCases } from './shared-materials.cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';

export async function planCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  return [
    reading('incidentCriteria', '(on: "2006-03-21") { version }', 'in force on a day'),
    ...(await planReads(world)),
    ...planMutations(world),
    ...(await briefingCases(world)),
    ...(await localConcernCases(world)),
    ...(await sharedMaterialCases(world)),
  ];
}

/** Of a plan that is in force, in a partnership that Dundee leads and in which HSE enforces too. */
async function planReads(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const making = await (await PlanMaking.draft(world)).published();
  await making.step('planRecordReading', figure);
  await making.step('planChooseIncidentCriteria', { reason });
  const plan = { id: making.planId, state: 'published' };
  const organisationId = making.organisationId;
  const rerun = `(before: { version: 1 }, after: { version: 2 },
    cases: [{ reference: "1", findings: [{ category: FATALITY }] }]) { judged }`;
  const selection = `(organisationId: "${organisationId}") { planVersion clauses { key } }`;
  return [
    byId('plan', plan),
    byNode(plan),
    inList('plans(first: 100)', plan),
    field('Plan', 'draft title', plan),
    field('Plan', 'versions nodes content priorities keyInformation', plan),
    field('Plan', 'versions nodes agreement quorum seats agreements by subject', plan),
    field('Plan', 'progress readings nodes value', plan),
    field('Plan', 'quorumPreview rule', plan),
    reading('incidentSelectionCriteria', selection, "a plan's own"),
    reading('incidentCriteriaRerun', rerun),
  ].map((each) => ({ ...each, organisationId }));
}

type Make = (making: PlanMaking) => Promise<PlanMaking> | PlanMaking;
type Input = Readonly<Record<string, unknown>>;

function planMutations(world: MatrixWorld): readonly MatrixCase[] {
  /** On a plan that is made anew after each caller who changed it. */
  const on = (state: string, make: Make, name: string, input: Input | ((making: PlanMaking) => Promise<Input>)) =>
    mutation(
      name,
      async () => {
        const making = await make(await PlanMaking.draft(world));
        const given = typeof input === 'function' ? await input(making) : input;
        return { input: { planId: making.planId, ...given }, organisationId: making.organisationId };
      },
      state,
    );
  /** On one plan for all callers: each says something else. */
  const edit = (name: string, input: () => Input) => {
    let made: Promise<PlanMaking> | undefined;
    const attempt = async () => {
      made ??= PlanMaking.draft(world).then((making) => making.step('planAddVariation', variation));
      const { planId, organisationId } = await made;
      return { input: { planId, ...input() }, organisationId };
    };
    return mutation(name, attempt, 'drafted');
  };
  const title = () => world.distinct('Title');
  return [
    mutation('planBegin', async () => {
      const { partnershipId, organisationId } = await (await PartnershipMaking.propose(world)).agreed();
      return { input: { partnershipId, kind: 'ENGAGEMENT', title: 'Plan' }, organisationId };
    }),
    edit('planDescribe', () => ({ title: title() })),
    edit('planAddressPrinciple', () => ({ principle: 'OPENNESS', answer: title() })),
    edit('planChooseIncidentCriteria', () => ({
      clauses: [{ key: 'FATALITIES', category: 'FATALITY', text: title() }],
    })),
    edit('planAddPriority', () => ({ ...priority, title: title() })),
    edit('planAmendPriority', () => ({ ...priority, priority: 1, title: title(), owner: 'BOTH' })),
    edit('planAddVariation', () => ({ ...variation, what: title() })),
    edit('planAmendVariation', () => ({ ...variation, variation: 1, what: title() })),
    on('drafted', (making) => making, 'planRemovePriority', { priority: 1 }),
    on('drafted', (making) => making.step('planAddVariation', variation), 'planEndVariation', {
      variation: 1,
      until: '2006-06-30',
    }),
    on('drafted', (making) => making.step('planAddVariation', variation), 'planRemoveVariation', { variation: 1 }),
    on('drafted', (making) => making, 'planPropose', { reason, workingDays: 10 }),
    ...agreementMutations(on),
    on('agreed', (making) => making.agreed(), 'planPublish', { version: 1, from: '2030-01-01' }),
    on('agreed', (making) => making.agreed(), 'planDiscard', { version: 1, reason }),
    on('published', (making) => making.published(), 'planClose', { evaluation, lessons: [] }),
    ...progressMutations(on),
  ];
}

type On = (
  state: string,
  make: Make,
  name: string,
  input: Input | ((making: PlanMaking) => Promise<Input>),
) => MatrixCase;

function agreementMutations(on: On): readonly MatrixCase[] {
  const proposed: Make = (making) => making.proposed();
  const seat = 'ORGANISATION';
  const objected: Make = async (making) => {
    await making.proposed();
    return making.step('planObject', { ...(await making.version()), seat, reason }, 'organisation REPRESENTATIVE');
  };
  const agreedBy: Make = async (making) => {
    await making.proposed();
    return making.step('planAgree', { ...(await making.version()), seat }, 'organisation REPRESENTATIVE');
  };
  return [
    on('proposed', proposed, 'planCallBack', { version: 1, reason }),
    on('proposed', proposed, 'planAgree', (making) => making.version()),
    on('agreed by the organisation', agreedBy, 'planTakeBackAgreement', { version: 1, reason }),
    on('proposed', proposed, 'planObject', async (making) => ({ ...(await making.version()), reason })),
    on('objected to by the organisation', objected, 'planSettleObjection', {
      version: 1,
      objection: 1,
      settlement: 'Settled.',
    }),
  ];
}

function progressMutations(on: On): readonly MatrixCase[] {
  const published: Make = (making) => making.published();
  const measured: Make = async (making) => (await making.published()).step('planRecordReading', figure);
  const { priority: number, value, evidence, source } = figure;
  return [
    on('published', published, 'planRecordReading', figure),
    on('published, measured', measured, 'planRestateReading', {
      priority: number,
      reading: 1,
      value: value - 1,
      evidence,
      source,
      reason,
    }),
    on('published, measured', measured, 'planAcknowledgeReading', { priority: 1, reading: 1 }),
    on('published', published, 'planReachMilestone', { ...milestone, on: '2006-01-31', evidence: 'Minutes' }),
    on('published', published, 'planMissMilestone', { ...milestone, reason }),
    on('published', published, 'planMoveMilestone', { ...milestone, expectedOn: '2030-01-01', reason }),
  ];
}
