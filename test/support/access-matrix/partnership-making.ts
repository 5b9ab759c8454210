import { ACCOUNT_MANAGER, callerNamed, DUNDEE, FIFE, SHADOW } from './callers.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const from = '2005-10-01';

export const proposal = {
  leadSide: 'LOCAL_AUTHORITY',
  leadAuthorityId: DUNDEE,
  sector: 'Retail',
  bothEnforce: true,
  exceptionReason: reason,
};

export const objectiveTerms = {
  title: 'Fewer injuries',
  measures: [{ name: 'Injuries', unit: 'per 100,000 workers', target: 200, by: '2008-03-31' }],
};

export const figure = { value: 280, evidence: 'Return', source: 'RIDDOR returns' };

/** A partnership in the making: each step as the caller whose part it is. */
export class PartnershipMaking {
  private constructor(
    private readonly world: MatrixWorld,
    readonly organisationId: string,
    readonly partnershipId: string,
  ) {}

  /**
   * After an earlier one with the same organisation, led by Fife, that came to nothing.
   * @param lead who leads it, where it is not Dundee
   */
  static async propose(
    world: MatrixWorld,
    lead: Readonly<Record<string, unknown>> = {},
    organisationId?: string,
  ): Promise<PartnershipMaking> {
    const id = organisationId ?? (await world.organisation());
    const earlier = await PartnershipMaking.#begin(world, id, { leadAuthorityId: FIFE });
    await world.carryOut('partnershipWithdraw', { partnershipId: earlier.partnershipId, reason });
    return PartnershipMaking.#begin(world, id, lead);
  }

  static async #begin(
    world: MatrixWorld,
    organisationId: string,
    lead: Readonly<Record<string, unknown>>,
  ): Promise<PartnershipMaking> {
    const input = { ...proposal, ...lead, organisationId };
    return new PartnershipMaking(world, organisationId, await world.beginPartnership(input));
  }

  async step(
    mutation: string,
    input: Readonly<Record<string, unknown>> = {},
    as = 'lead LA LEAD',
  ): Promise<PartnershipMaking> {
    const caller = callerNamed(as, this.organisationId, this.world.otherOrganisationId);
    await this.world.carryOut(mutation, { partnershipId: this.partnershipId, ...input }, caller);
    return this;
  }

  async agreed(): Promise<PartnershipMaking> {
    await this.step('partnershipAgree');
    await this.step('partnershipAgree', {}, 'organisation REPRESENTATIVE');
    await this.step('partnershipAppointOfficer', { role: 'SHADOW_ACCOUNT_MANAGER', officerId: SHADOW, from });
    return this.step('partnershipAppointOfficer', { role: 'ACCOUNT_MANAGER', officerId: ACCOUNT_MANAGER, from });
  }

  async active(): Promise<PartnershipMaking> {
    await this.agreed();
    return this.step('partnershipActivate', { from });
  }

  /** Somebody who held a post in it, the third one, and left that. */
  async formerOfficer(): Promise<string> {
    const officerId = await this.world.officer(DUNDEE);
    await this.step('partnershipAppointOfficer', { role: 'LIAISON_OFFICER', region: 'Scotland', officerId, from });
    await this.step('partnershipEndAppointment', { appointment: 3, until: '2006-01-01', reason });
    return officerId;
  }

  async suspended(): Promise<PartnershipMaking> {
    await this.active();
    return this.step('partnershipSuspend', { from: '2006-01-01', reason });
  }

  async concluded(): Promise<PartnershipMaking> {
    await this.active();
    return this.step('partnershipConclude', { on: '2006-02-01', reason, summary: 'It went well.' });
  }

  async withObjective(): Promise<PartnershipMaking> {
    await this.active();
    await this.step('partnershipProposeObjective', objectiveTerms);
    await this.step('partnershipAgreeObjective', { objective: 1, version: 1 });
    await this.step('partnershipAgreeObjective', { objective: 1, version: 1 }, 'organisation REPRESENTATIVE');
    return this.step('partnershipRecordReading', { objective: 1, measure: 1, ...figure, on: '2006-01-31' });
  }

  async withCriteria(...rules: readonly object[]): Promise<PartnershipMaking> {
    await this.step('partnershipDraftCriteria', { rules });
    return this.step('partnershipPublishCriteria', { from: '2006-06-01' });
  }
}
