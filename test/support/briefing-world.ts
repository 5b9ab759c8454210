import { authorityIdOf } from '#domain/regulators';
import { commandsOf } from './commands.js';
import { DUNDEE, HSE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from './partnership-world.js';
import type { TestCaller, TestService } from './service.js';

export const FIFE = authorityIdOf('S12000047');

const registrar: TestCaller = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };

const officerOf = (name: string, id: string): TestCaller => ({
  name: `officer of ${name}`,
  party: { kind: 'LOCAL_AUTHORITY', id },
  roles: ['OFFICER'],
});
export const wakefield = officerOf('Wakefield', WAKEFIELD);
export const fife = officerOf('Fife', FIFE);
export const hse: TestCaller = { name: 'inspector of HSE', party: { kind: 'HSE', id: HSE }, roles: ['OFFICER'] };

/** What only Wakefield, only Fife, and neither of them may be shown is marked so. */
export const MARKS = { wakefield: 'FOR-WAKEFIELD', fife: 'FOR-FIFE', hidden: 'HIDDEN' } as const;
type Mark = (typeof MARKS)[keyof typeof MARKS];

/** A priority whose every text is marked: what it shows those concerned, and what it shows nobody outside. */
export function priority(shown: Mark, concerns: object, rest: object = {}) {
  const { hidden } = MARKS;
  return {
    title: `Title ${shown}`,
    themes: [`Theme ${shown}`],
    what: `What ${hidden}`,
    why: `Why ${hidden}`,
    owner: 'BOTH',
    measures: [{ name: `Measure ${hidden}`, unit: hidden, baseline: 3, target: 1, by: '2007-03-31' }],
    milestones: [{ title: `Milestone ${hidden}`, due: '2006-09-30' }],
    from: '2006-01-01',
    until: '2007-12-31',
    concerns,
    keyInformation: `Key ${shown}`,
    ...rest,
  };
}

export function variation(authorityId: string, shown: Mark) {
  const period = { from: '2006-01-01', until: '2007-01-01' };
  return { authorityId, what: `Varied ${shown}`, why: `Because ${shown}`, ...period, origin: 'AUTHORITY' };
}

/** A partnership led by Dundee, whose plan is drafted, agreed and published step by step. */
export class BriefingWorld {
  partnershipId = '';
  planId = '';
  #version = 0;

  private constructor(
    private readonly service: () => TestService,
    readonly world: PartnershipWorld,
    /** At which Wakefield enforces. */
    readonly wakefieldSite: string,
    /** At which Fife enforces. */
    readonly fifeSite: string,
  ) {}

  static async make(service: () => TestService): Promise<BriefingWorld> {
    const world = await makePartnershipWorld(service);
    const { accepted } = commandsOf(service, ['authority', 'site']);
    const council = { gssCode: 'S12000047', officialName: 'Fife Council', nation: 'SCOTLAND', region: 'Scotland' };
    await accepted(registrar, 'authorityRegister', { kind: 'LOCAL_AUTHORITY', ...council });
    const siteOf = async (name: string, authorityId: string) => {
      const { organisationId } = world;
      const siteId = await accepted(registrar, 'siteOpen', { organisationId, name, nation: 'ENGLAND' });
      const allocation = { siteId, authorityId, scope: { kind: 'WHOLE' }, from: '2005-01-01', mainActivity: 'Retail' };
      await accepted(registrar, 'siteAllocateEnforcement', allocation);
      return siteId;
    };
    const sites = [await siteOf('Store FOR-WAKEFIELD', WAKEFIELD), await siteOf('Store FOR-FIFE', FIFE)] as const;
    const made = new BriefingWorld(service, world, ...sites);
    await made.#activate();
    return made;
  }

  async #activate(): Promise<void> {
    const { accepted } = commandsOf(this.service, ['partnership', 'plan']);
    const { dundeeLead, representative, officers, organisationId } = this.world;
    const proposal = { leadSide: 'LOCAL_AUTHORITY', leadAuthorityId: DUNDEE, sector: 'Retail', bothEnforce: false };
    const partnershipId = await accepted(dundeeLead, 'partnershipPropose', { organisationId, ...proposal });
    this.partnershipId = partnershipId;
    await accepted(representative, 'partnershipAgree', { partnershipId });
    await accepted(dundeeLead, 'partnershipAgree', { partnershipId });
    const from = '2005-10-01';
    const appoint = (role: string, officerId: string) =>
      accepted(dundeeLead, 'partnershipAppointOfficer', { partnershipId, role, officerId, from });
    await appoint('ACCOUNT_MANAGER', officers.dundee);
    await appoint('SHADOW_ACCOUNT_MANAGER', officers.hse);
    await accepted(dundeeLead, 'partnershipActivate', { partnershipId, from });
    const rule = (authorityId: string, mark: Mark) => ({
      who: { kind: 'AUTHORITY', authorityId },
      advice: 'ACCOUNT_MANAGER_FIRST',
      reason: `Ask first ${mark}`,
    });
    const rules = [rule(WAKEFIELD, MARKS.wakefield), rule(FIFE, MARKS.fife)];
    await accepted(dundeeLead, 'partnershipDraftCriteria', { partnershipId, rules });
    await accepted(dundeeLead, 'partnershipPublishCriteria', { partnershipId, from: '2006-03-21' });
    const plan = { partnershipId, kind: 'ENGAGEMENT', title: 'Engagement plan', summary: `Summary ${MARKS.hidden}` };
    this.planId = await accepted(this.world.dundeeOfficer, 'planBegin', plan);
    const answer = `Answer ${MARKS.hidden}`;
    for (const principle of PRINCIPLES) await this.edit('planAddressPrinciple', { principle, answer });
  }

  /** Changes the draft, as the account manager. */
  async edit(mutation: string, input: Record<string, unknown>): Promise<void> {
    const { accepted } = commandsOf(this.service, ['plan']);
    await accepted(this.world.dundeeOfficer, mutation, { planId: this.planId, ...input });
  }

  /** Has the draft agreed by all and published from today on. */
  async publish(from: string): Promise<void> {
    const { accepted } = commandsOf(this.service, ['plan']);
    const { dundeeOfficer, representative } = this.world;
    const { planId } = this;
    await this.edit('planPropose', { reason: `Reason ${MARKS.hidden}`, workingDays: 10 });
    const { data } = await this.service().as(dundeeOfficer)<{
      plan: { proposed: { version: number; digest: string } };
    }>('query ($id: ID!) { plan(id: $id) { proposed { version: number digest } } }', { id: planId });
    for (const side of [dundeeOfficer, representative]) {
      await accepted(side, 'planAgree', { planId, ...data.plan.proposed });
    }
    this.#version += 1;
    await this.edit('planPublish', { version: this.#version, from });
  }
}

const PRINCIPLES = [
  'PRECEDENCE_OVER_LOCAL_INITIATIVES',
  'SINGLE_POINT_OF_CONTACT',
  'CONSISTENCY',
  'WORKER_INVOLVEMENT',
  'CONTINUITY',
  'OPENNESS',
];
