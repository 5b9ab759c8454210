import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PRINCIPLE_KEYS } from '#domain/partnerships';
import { commandsOf } from '../support/commands.js';
import { HSE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { clause, priority } from '../support/plan-inputs.js';
import { startService, type TestService } from '../support/service.js';
import { countQueries } from '../support/statement-count.js';

const reason = 'For a reason.';

/** By which criteria an authority without a part in the partnership selects incidents. */
describe('The incident selection criteria of an organisation', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  let now = '2006-03-21T09:00:00Z';
  const { accepted } = commandsOf(() => service, ['partnership', 'plan']);

  beforeAll(async () => {
    service = await startService(() => new Date(now));
    world = await makePartnershipWorld(() => service);
    const { hseLead, representative, organisationId, officers } = world;
    partnershipId = await accepted(hseLead, 'partnershipPropose', {
      organisationId,
      leadSide: 'HSE',
      leadAuthorityId: HSE,
      sector: 'Retail',
      bothEnforce: false,
    });
    for (const side of [hseLead, representative]) await accepted(side, 'partnershipAgree', { partnershipId });
    const manager = { role: 'ACCOUNT_MANAGER', officerId: officers.hse, from: '2005-10-01' };
    await accepted(hseLead, 'partnershipAppointOfficer', { partnershipId, ...manager });
    await accepted(hseLead, 'partnershipActivate', { partnershipId, from: '2005-10-01' });
  });
  afterAll(() => service.close());

  /** A plan of this kind with a clause of its own, in force today. */
  async function publish(kind: string, key: string): Promise<string> {
    const { hseOfficer, representative } = world;
    const planId = await accepted(hseOfficer, 'planBegin', { partnershipId, kind, title: kind });
    const give = (mutation: string, input: object, who = hseOfficer) => accepted(who, mutation, { planId, ...input });
    for (const principle of PRINCIPLE_KEYS) await give('planAddressPrinciple', { principle });
    await give('planAddPriority', priority);
    await give('planChooseIncidentCriteria', { clauses: [{ ...clause, key }] });
    await give('planPropose', { reason, workingDays: 5 });
    const query = 'query ($id: ID!) { plan(id: $id) { proposed { version: number digest } } }';
    interface Proposed {
      readonly plan: { readonly proposed: { readonly version: number; readonly digest: string } };
    }
    const { data } = await service.as(hseOfficer)<Proposed>(query, { id: planId });
    await give('planAgree', data.plan.proposed);
    await give('planAgree', data.plan.proposed, representative);
    await give('planPublish', { version: 1, from: now.slice(0, 10) });
    return planId;
  }

  async function selection(on?: string): Promise<unknown> {
    const query = `query ($id: ID!, $on: Date) {
      selection: incidentSelectionCriteria(organisationId: $id, on: $on) { planKind defaultVersion clauses { key } }
    }`;
    const { data, errors } = await service.as(world.wakefieldLead)<{ selection: unknown }>(query, {
      id: world.organisationId,
      on,
    });
    expect(errors).toBeUndefined();
    return data.selection;
  }

  /** Of a death and of a breach, what the plan's own criteria change. */
  async function rerun(before: object, after: object): Promise<unknown> {
    const query = `query ($before: JudgingCriteriaInput!, $after: JudgingCriteriaInput!, $cases: [IncidentCaseInput!]!) {
      rerun: incidentCriteriaRerun(before: $before, after: $after, cases: $cases) {
        before { defaultVersion planId } after { defaultVersion planId }
        cases { reference differs clauses { key before after } }
      }
    }`;
    const cases = [
      { reference: 'a death', findings: [{ category: 'FATALITY' }] },
      { reference: 'a breach', findings: [{ category: 'SERIOUS_BREACH' }] },
    ];
    const answer = await service.as(world.wakefieldLead)<{ rerun: unknown }>(query, { before, after, cases });
    expect(answer.errors).toBeUndefined();
    return answer.data.rerun;
  }

  /** Of a list of plans with all that is in them: as many for two as for one. */
  function queriesFor(first: number): Promise<number> {
    const query = `query ($first: Int!) {
      plans(first: $first) {
        nodes {
          organisation { name }
          draft { title principles { principle { title } } priorities { concerns { authorities { name } } } }
          draftChanges { sentence }
          quorumPreview { rule }
          agreed { changes { sentence } agreement { quorum { seats { agreements { by { subject } } } } } }
          published { content { title } }
          versions(first: 5) { nodes { status } }
          progress { measures { latest { acknowledgedAt } } readings(first: 5) { nodes { value } } }
        }
      }
    }`;
    return countQueries(async () => {
      const { data, errors } = await service.as(world.auditor)<{ plans: { nodes: object[] } }>(query, { first });
      expect(errors).toBeUndefined();
      expect(data.plans.nodes).toHaveLength(first);
    });
  }

  const own = (planKind: string, key: string) => ({ planKind, defaultVersion: null, clauses: [{ key }] });

  it('are the default in force on the day, where no plan has any', async () => {
    expect(await selection()).toMatchObject({ planKind: null, defaultVersion: 1 });
    expect(await selection('2014-01-01')).toMatchObject({ planKind: null, defaultVersion: 2 });
    expect(await selection('2004-01-01')).toBeNull();
  });

  it('are those of the published plan; of both, those of the engagement plan', async () => {
    await publish('IMPROVEMENT', 'YARDS');
    expect(await selection()).toEqual(own('IMPROVEMENT', 'YARDS'));
    const planId = await publish('ENGAGEMENT', 'FATALITIES');
    expect(await selection()).toEqual(own('ENGAGEMENT', 'FATALITIES'));
    expect(await selection('2006-03-20')).toMatchObject({ planKind: null, defaultVersion: 1 });
    // What is looked up once is remembered: the first answer is not counted.
    await queriesFor(2);
    expect(await queriesFor(2)).toBe(await queriesFor(1));
    const { organisationId } = world;
    expect(await rerun({ organisationId, on: '2006-03-20' }, { organisationId })).toEqual({
      before: { defaultVersion: 1, planId: null },
      after: { defaultVersion: null, planId },
      cases: [
        { reference: 'a breach', differs: true, clauses: [{ key: 'SERIOUS_BREACH', before: 'SELECTS', after: null }] },
      ],
    });
    now = '2006-04-03T09:00:00Z';
    const evaluation = [{ priority: 1, outcome: 'REACHED', remark: 'So.' }];
    await accepted(world.hseLead, 'planClose', { planId, evaluation, lessons: [] });
    expect(await selection()).toEqual(own('IMPROVEMENT', 'YARDS'));
    expect(await selection('2006-04-02')).toEqual(own('ENGAGEMENT', 'FATALITIES'));
  });

  it('end with the partnership', async () => {
    now = '2006-06-01T09:00:00Z';
    const end = { partnershipId, on: '2006-05-31', reason, summary: 'It went well.' };
    await accepted(world.hseLead, 'partnershipConclude', end);
    expect(await selection('2006-05-31')).toEqual(own('IMPROVEMENT', 'YARDS'));
    expect(await selection('2006-06-01')).toMatchObject({ planKind: null, defaultVersion: 1 });
  });
});
