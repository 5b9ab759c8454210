import { ACCOUNT_MANAGER, callerNamed, DUNDEE, SHADOW, WAKEFIELD } from './callers.js';
import { byId, byNode, field, inList, mutation, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const from = '2005-10-01';
const on = '2006-06-01';
const figure = { value: 280, evidence: 'Return', source: 'RIDDOR returns' };
const terms = {
  title: 'Fewer injuries',
  measures: [{ name: 'Injuries', unit: 'per 100,000 workers', target: 200, by: '2008-03-31' }],
};
const rules = [{ advice: 'PROCEED', reason: 'No restrictions.' }];
const proposal = { leadSide: 'LOCAL_AUTHORITY', leadAuthorityId: DUNDEE, sector: 'Retail', bothEnforce: true };

/** Partnerships that Dundee leads, with the account manager and the shadow of the matrix. */
export async function partnershipCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  return [...(await partnershipReads(world)), ...partnershipMutations(world)];
}

/** A partnership in the making: each step as the caller whose part it is. */
class Making {
  private constructor(
    private readonly world: MatrixWorld,
    readonly organisationId: string,
    readonly partnershipId: string,
  ) {}

  static async propose(world: MatrixWorld): Promise<Making> {
    const organisationId = await world.organisation();
    const input = { ...proposal, organisationId, exceptionReason: reason };
    return new Making(world, organisationId, await world.begin('partnership', 'partnershipPropose', input));
  }

  async step(
    mutationName: string,
    input: Readonly<Record<string, unknown>> = {},
    as = 'lead LA LEAD',
  ): Promise<Making> {
    const caller = callerNamed(as, this.organisationId, this.world.otherOrganisationId);
    const named = { ...caller, name: `${caller.name} for ${this.organisationId}` };
    await this.world.carryOut(mutationName, { partnershipId: this.partnershipId, ...input }, named);
    return this;
  }

  async agreed(): Promise<Making> {
    await this.step('partnershipAgree');
    await this.step('partnershipAgree', {}, 'organisation REPRESENTATIVE');
    await this.step('partnershipAppointOfficer', { role: 'SHADOW_ACCOUNT_MANAGER', officerId: SHADOW, from });
    return this.step('partnershipAppointOfficer', { role: 'ACCOUNT_MANAGER', officerId: ACCOUNT_MANAGER, from });
  }

  async active(): Promise<Making> {
    await this.agreed();
    return this.step('partnershipActivate', { from });
  }

  /** @param number the number that the objective gets */
  async agreeObjective(objectiveTerms: Readonly<Record<string, unknown>>, number: number): Promise<void> {
    await this.step('partnershipProposeObjective', objectiveTerms);
    await this.step('partnershipAgreeObjective', { objective: number, version: 1 });
    await this.step('partnershipAgreeObjective', { objective: number, version: 1 }, 'organisation REPRESENTATIVE');
  }
}

async function partnershipReads(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const making = await (await Making.propose(world)).active();
  await making.agreeObjective(terms, 1);
  await making.step('partnershipProposeObjective', { ...terms, title: 'Fewer days lost' });
  await making.step('partnershipDraftCriteria', { rules });
  await making.step('partnershipPublishCriteria', { from: on });
  await making.step('partnershipDraftCriteria', { rules });
  await making.step('partnershipAssessMaturity', { level: 'NEW', on, reason });
  await making.step('partnershipRecordLesson', { theme: 'Start', text: 'Early.', audience: 'REGULATORS_ONLY' });
  const partnership = { id: making.partnershipId, state: 'active' };
  const shows = (path: string, state = 'active') => field('Partnership', path, { ...partnership, state });
  const reads = [
    byId('partnership', partnership),
    byNode(partnership),
    inList('partnerships(first: 100)', partnership),
    inList('myPartnerships(first: 100)', partnership),
    shows('accountManager officer name'),
    shows('criteria version'),
    shows('criteriaDraft version'),
    shows('objectives(status:AGREED) nodes title', 'agreed by both sides'),
    shows('objectives(status:PROPOSED) nodes title', 'proposed'),
    shows('maturityAssessments nodes level'),
    shows('lessons nodes theme', 'for regulators only'),
    shows('regulatorsNotes text'),
  ];
  return reads.map((each) => ({ ...each, organisationId: making.organisationId }));
}

type Steps = (making: Making) => Promise<Making> | Making;
type Input = Readonly<Record<string, unknown>>;

const asProposed: Steps = (making) => making;
const agreed: Steps = (making) => making.agreed();
const active: Steps = (making) => making.active();

function partnershipMutations(world: MatrixWorld): readonly MatrixCase[] {
  return [
    mutation('partnershipPropose', async () => {
      const organisationId = await world.organisation();
      return { input: { ...proposal, organisationId, exceptionReason: reason }, organisationId };
    }),
    ...lifecycleCases(world),
    ...appointmentCases(world),
    ...objectiveCases(world),
    ...managingCases(world),
  ];
}

/** A mutation that leaves the partnership in another state: each attempt has a fresh one. */
function once(world: MatrixWorld, state: string, steps: Steps, name: string, input: Input = {}): MatrixCase {
  const attempt = async () => {
    const { partnershipId, organisationId } = await steps(await Making.propose(world));
    return { input: { partnershipId, ...input }, organisationId };
  };
  return mutation(name, attempt, state);
}

/** A mutation that can be carried out over and over on one active partnership, with other input each time. */
function repeatedly(
  world: MatrixWorld,
  name: string,
  inputOf: (making: Making, attempt: number) => Input | Promise<Input>,
): MatrixCase {
  let made: Promise<Making> | undefined;
  let attempts = 0;
  const attempt = async () => {
    made ??= Making.propose(world).then(active);
    const making = await made;
    attempts += 1;
    const { partnershipId, organisationId } = making;
    return { input: { partnershipId, ...(await inputOf(making, attempts)) }, organisationId };
  };
  return mutation(name, attempt, 'active');
}

function lifecycleCases(world: MatrixWorld): readonly MatrixCase[] {
  const later = { from: '2006-02-01', reason };
  const suspended = async (making: Making) => (await making.active()).step('partnershipSuspend', { from, reason });
  const wakefield = { leadSide: 'LOCAL_AUTHORITY', leadAuthorityId: WAKEFIELD };
  return [
    once(world, 'proposed', asProposed, 'partnershipBeginConsideration'),
    once(world, 'proposed', asProposed, 'partnershipAgree'),
    once(world, 'proposed', asProposed, 'partnershipDecline', { reason }),
    once(world, 'proposed', asProposed, 'partnershipWithdraw', { reason }),
    once(world, 'agreed', agreed, 'partnershipActivate', { from }),
    once(world, 'active', active, 'partnershipSuspend', later),
    once(world, 'suspended', suspended, 'partnershipResume', later),
    once(world, 'active', active, 'partnershipConclude', { on: '2006-02-01', reason, summary: 'So.' }),
    repeatedly(world, 'partnershipAmend', () => ({ sector: world.distinct('Sector'), bothEnforce: true, reason })),
    once(world, 'active', active, 'partnershipTransferLead', { ...wakefield, ...later }),
  ];
}

function appointmentCases(world: MatrixWorld): readonly MatrixCase[] {
  const liaison = () => ({
    role: 'LIAISON_OFFICER',
    region: world.distinct('Region'),
    officerId: ACCOUNT_MANAGER,
    from,
  });
  const items = [{ item: 'Plan', done: true }];
  const month = (attempt: number) => String(attempt).padStart(2, '0');
  const absence = (attempt: number) => ({ from: `2007-${month(attempt)}-01`, until: `2007-${month(attempt)}-15` });
  return [
    repeatedly(world, 'partnershipAppointOfficer', liaison),
    repeatedly(world, 'partnershipHandOver', async (making, attempt) => {
      await making.step('partnershipAppointOfficer', liaison());
      // The account manager and the shadow were appointed before; each attempt handed over makes two more.
      return { appointment: 2 * attempt + 1, officerId: SHADOW, from: '2006-02-01', items };
    }),
    repeatedly(world, 'partnershipEndAppointment', async (making, attempt) => {
      await making.step('partnershipAppointOfficer', liaison());
      return { appointment: attempt + 2, until: '2006-02-01', reason };
    }),
    repeatedly(world, 'partnershipRecordAbsence', (_making, attempt) => absence(attempt)),
    repeatedly(world, 'partnershipMoveAbsenceEnd', async (making, attempt) => {
      await making.step('partnershipRecordAbsence', absence(attempt));
      return { absence: attempt, until: `2007-${month(attempt)}-20` };
    }),
  ];
}

function objectiveCases(world: MatrixWorld): readonly MatrixCase[] {
  const newTerms = () => ({ ...terms, title: world.distinct('Objective') });
  const onObjective = (name: string, input: () => Input): MatrixCase =>
    repeatedly(world, name, async (making, attempt) => {
      await making.agreeObjective(newTerms(), attempt);
      await making.step('partnershipRecordReading', { objective: attempt, measure: 1, ...figure, on: '2006-01-31' });
      return { objective: attempt, ...input() };
    });
  return [
    repeatedly(world, 'partnershipProposeObjective', newTerms),
    onObjective('partnershipAmendObjective', () => ({ ...newTerms(), reason })),
    repeatedly(world, 'partnershipAgreeObjective', async (making, attempt) => {
      await making.step('partnershipProposeObjective', newTerms());
      return { objective: attempt, version: 1 };
    }),
    onObjective('partnershipWithdrawObjective', () => ({ reason })),
    onObjective('partnershipAchieveObjective', () => ({ on: '2006-02-01', reason })),
    onObjective('partnershipRecordReading', () => ({ measure: 1, ...figure, on: '2006-02-28' })),
    onObjective('partnershipRestateReading', () => ({ reading: 1, ...figure, value: 270, reason })),
    onObjective('partnershipAcknowledgeReading', () => ({ reading: 1 })),
  ];
}

function managingCases(world: MatrixWorld): readonly MatrixCase[] {
  const distinctRules = () => [{ advice: 'PROCEED', reason: world.distinct('No restrictions.') }];
  const judged = () => ({ level: 'NEW', on: '2006-02-01', reason: world.distinct(reason) });
  const learned = () => ({ theme: 'Start', text: world.distinct('Early.'), audience: 'BOTH_SIDES' });
  return [
    once(world, 'active', active, 'partnershipAffirmPrinciples', { version: 1 }),
    repeatedly(world, 'partnershipDraftCriteria', () => ({ rules: distinctRules() })),
    repeatedly(world, 'partnershipPublishCriteria', async (making) => {
      await making.step('partnershipDraftCriteria', { rules: distinctRules() });
      return { from: '2006-07-01' };
    }),
    repeatedly(world, 'partnershipAssessMaturity', judged),
    repeatedly(world, 'partnershipRecordLesson', learned),
  ];
}
