import { PRINCIPLE_KEYS } from '#domain/partnerships';
import { callerNamed, DUNDEE } from './callers.js';
import { PartnershipMaking } from './partnership-making.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';

export const priority = {
  title: 'Fewer injuries',
  themes: ['Worker involvement'],
  what: 'Assess every load.',
  why: 'Most days are lost through them.',
  owner: 'BOTH',
  measures: [{ name: 'Injuries', unit: 'per 100,000 workers', baseline: 300, target: 200, by: '2008-03-31' }],
  milestones: [{ title: 'Loads assessed', due: '2006-01-31' }],
  keyInformation: 'Ask for the results first.',
};
/** What the matrix's service takes for the day. */
const TODAY = '2006-06-01';

export const milestone = { priority: 1, milestone: 1 };
export const figure = {
  priority: 1,
  measure: 1,
  value: 280,
  on: '2006-01-31',
  evidence: 'Return',
  source: 'RIDDOR returns',
};
export const evaluation = [{ priority: 1, outcome: 'REACHED', remark: 'As measured.' }];
export const variation = {
  authorityId: DUNDEE,
  what: 'Visits go on.',
  why: 'They were promised.',
  from: '2006-01-01',
  until: '2006-12-31',
  origin: 'AUTHORITY',
};

/** A plan in the making: each step as the caller whose part it is. */
export class PlanMaking {
  private constructor(
    private readonly world: MatrixWorld,
    readonly organisationId: string,
    readonly planId: string,
  ) {}

  /** A draft that can be put forward, in an agreed partnership. */
  static async draft(world: MatrixWorld): Promise<PlanMaking> {
    const { partnershipId, organisationId } = await (await PartnershipMaking.propose(world)).agreed();
    const input = { partnershipId, kind: 'ENGAGEMENT', title: 'Plan' };
    const making = new PlanMaking(world, organisationId, await world.beginPlan(input, organisationId));
    for (const principle of PRINCIPLE_KEYS) await making.step('planAddressPrinciple', { principle });
    const clauses = [{ key: 'FATALITIES', category: 'FATALITY', text: 'All.' }];
    await making.step('planChooseIncidentCriteria', { clauses });
    return making.step('planAddPriority', priority);
  }

  async step(
    mutation: string,
    input: Readonly<Record<string, unknown>> = {},
    as = 'account manager OFFICER',
  ): Promise<PlanMaking> {
    const caller = callerNamed(as, this.organisationId, this.world.otherOrganisationId);
    await this.world.carryOut(mutation, { planId: this.planId, ...input }, caller);
    return this;
  }

  /** The version that is put forward, as agreements name it. */
  async version(): Promise<{ readonly version: number; readonly digest: string }> {
    const { plan } = await this.world.read<{ plan: { proposed: { version: number; digest: string } } }>(
      'query ($id: ID!) { plan(id: $id) { proposed { version: number digest } } }',
      { id: this.planId },
    );
    return plan.proposed;
  }

  proposed(): Promise<PlanMaking> {
    return this.step('planPropose', { reason, workingDays: 10 });
  }

  async agreed(): Promise<PlanMaking> {
    await this.proposed();
    const version = await this.version();
    await this.step('planAgree', version);
    await this.step('planAgree', version, 'organisation REPRESENTATIVE');
    return this.step('planAgree', version, 'shadow OFFICER');
  }

  async published(): Promise<PlanMaking> {
    await this.agreed();
    return this.step('planPublish', { version: 1, from: TODAY });
  }
}
