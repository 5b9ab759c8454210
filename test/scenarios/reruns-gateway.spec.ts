import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { START } from '#platform/event-store';
import { seed } from '../../apps/demo/seed/seed.js';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type GraphqlAnswer, type TestCaller, type TestService } from '../support/service.js';

interface RuleDifference {
  readonly rule: string;
  readonly then: readonly { readonly text: string }[];
  readonly now: readonly { readonly text: string }[];
}

interface Case {
  readonly contact: { readonly id: string };
  readonly adviceThen: { readonly kind: string };
  readonly adviceNow: { readonly kind: string } | null;
  readonly answerDueThen: string | null;
  readonly answerDueNow: string | null;
  readonly differs: readonly string[];
  readonly rules: readonly RuleDifference[];
  readonly sameFacts: boolean;
  readonly notJudged: string | null;
}

interface Rerun {
  readonly gatewayRerun: {
    readonly judged: number;
    readonly differing: number;
    readonly nodes: readonly Case[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const QUERY = `query ($organisationId: ID, $partnershipId: ID, $from: Date, $to: Date, $whatIf: GatewayWhatIfInput,
  $show: GatewayRerunShown, $first: Int, $after: String) {
  gatewayRerun(organisationId: $organisationId, partnershipId: $partnershipId, from: $from, to: $to, whatIf: $whatIf,
    show: $show, first: $first, after: $after) {
    judged differing pageInfo { hasNextPage endCursor }
    nodes {
      contact { id } adviceThen { kind } adviceNow { kind } answerDueThen answerDueNow differs sameFacts notJudged
      rules { rule then { text } now { text } }
    }
  }
}`;

const codeOf = ({ errors }: GraphqlAnswer<unknown>) => errors?.[0]?.extensions.code;

function rerunOn(service: () => TestService) {
  const ask = (who: TestCaller, variables: Record<string, unknown>) => service().as(who)<Rerun>(QUERY, variables);
  const rerun = async (who: TestCaller, variables: Record<string, unknown>) => {
    const { data, errors } = await ask(who, variables);
    expect(errors).toBeUndefined();
    return data.gatewayRerun;
  };
  return { ask, rerun };
}

describe("A re-run of the demonstration's questions to the gateway", () => {
  let service: TestService;
  const { rerun } = rerunOn(() => service);
  const auditor: TestCaller = { name: 'auditor', party: { kind: 'AUDITOR', id: 'auditor' }, roles: ['AUDITOR'] };
  /** Of each organisation, how many questions are on record. */
  const questions = new Map<string, number>();

  beforeAll(async () => {
    service = await startService();
    await seed(service.engine);
    for await (const event of service.engine.store.readAll({ after: START })) {
      if (!event.type.startsWith('contacts.IntentionRegistered.')) continue;
      const { organisationId = '' } = service.engine.codec.headOf(event).metadata;
      questions.set(organisationId, (questions.get(organisationId) ?? 0) + 1);
    }
  }, 120_000);
  afterAll(() => service.close());

  it('differs in nothing by the same rules and settings', async () => {
    expect(questions.size).toBeGreaterThan(2);
    for (const [organisationId, count] of questions) {
      const { judged, differing, nodes } = await rerun(auditor, { organisationId, show: 'ALL', first: 20 });
      expect({ judged, differing, shown: nodes.length }).toEqual({ judged: count, differing: 0, shown: count });
      for (const each of nodes) {
        expect(each).toMatchObject({ differs: [], rules: [], sameFacts: true, notJudged: null });
        expect(each.adviceNow?.kind).toBe(each.adviceThen.kind);
        expect(each.answerDueNow).toBe(each.answerDueThen);
      }
    }
  }, 60_000);

  it('differs in the day of the answer, and in nothing else, where there is more time for one', async () => {
    const whatIf = { answerWithinWorkingDays: 30 };
    const differing = [];
    for (const organisationId of questions.keys()) {
      const { nodes } = await rerun(auditor, { organisationId, whatIf, show: 'ANYTHING_DIFFERS', first: 20 });
      differing.push(...nodes);
    }
    expect(differing.length).toBeGreaterThan(0);
    for (const { answerDueThen, answerDueNow, ...rest } of differing) {
      expect(rest).toMatchObject({ adviceThen: { kind: 'ACCOUNT_MANAGER_FIRST' }, differs: ['ANSWER_DUE'], rules: [] });
      expect(String(answerDueNow) > String(answerDueThen)).toBe(true);
    }
  }, 60_000);
});

describe('A re-run of the gateway', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  let now = new Date('2006-03-21T09:00:00Z');
  const { accepted } = commandsOf(() => service, ['partnership', 'contact']);
  const { ask, rerun } = rerunOn(() => service);
  const wakefield = (): TestCaller => ({
    name: 'officer of Wakefield',
    party: { kind: 'LOCAL_AUTHORITY', id: WAKEFIELD },
    roles: ['OFFICER'],
    officerId: world.officers.wakefield,
  });
  const contacts: Record<'dundee' | 'visit' | 'first', string> = { dundee: '', visit: '', first: '' };

  beforeAll(async () => {
    service = await startService(() => now);
    world = await makePartnershipWorld(() => service);
    const { dundeeLead, dundeeOfficer, representative, organisationId, officers } = world;
    const question = { organisationId, topic: 'workplace transport', purpose: 'PLANNED_INSPECTION' };
    // Before there is a partnership everybody may proceed.
    contacts.first = await accepted(wakefield(), 'contactRegisterIntention', { ...question, plannedOn: '2006-03-22' });
    partnershipId = await accepted(dundeeLead, 'partnershipPropose', {
      organisationId,
      leadSide: 'LOCAL_AUTHORITY',
      leadAuthorityId: DUNDEE,
      sector: 'Retail',
      bothEnforce: true,
    });
    for (const side of [representative, dundeeLead]) await accepted(side, 'partnershipAgree', { partnershipId });
    const post = { partnershipId, from: '2006-01-02' };
    await accepted(dundeeLead, 'partnershipAppointOfficer', {
      ...post,
      role: 'SHADOW_ACCOUNT_MANAGER',
      officerId: officers.hse,
    });
    await accepted(dundeeLead, 'partnershipAppointOfficer', {
      ...post,
      role: 'ACCOUNT_MANAGER',
      officerId: officers.dundee,
    });
    await accepted(dundeeLead, 'partnershipActivate', { partnershipId, from: '2006-01-02' });
    contacts.dundee = await accepted(dundeeOfficer, 'contactRegisterIntention', {
      ...question,
      plannedOn: '2006-04-01',
    });
    contacts.visit = await accepted(wakefield(), 'contactRegisterIntention', { ...question, plannedOn: '2006-05-20' });
    now = new Date('2006-04-20T09:00:00Z');
    await accepted(wakefield(), 'contactWithdrawIntention', { contactId: contacts.first, reason: 'Not needed.' });
  });
  afterAll(() => service.close());

  it('rests on the facts of then, whatever has happened since', async () => {
    const { judged, nodes } = await rerun(world.auditor, { organisationId: world.organisationId, show: 'ALL' });
    expect(judged).toBe(3);
    expect(nodes.map(({ contact }) => contact.id)).toEqual([contacts.visit, contacts.dundee, contacts.first]);
    for (const each of nodes) expect(each).toMatchObject({ differs: [], rules: [], sameFacts: true });
    expect(nodes.at(-1)?.adviceNow).toEqual({ kind: 'PROCEED' });
  });

  it('tells what wider windows would have changed, and by which rule', async () => {
    const whatIf = { organisationWindowDays: 60 };
    const { judged, differing, nodes } = await rerun(world.auditor, { organisationId: world.organisationId, whatIf });
    expect({ judged, differing }).toEqual({ judged: 3, differing: 1 });
    expect(nodes).toHaveLength(1);
    expect(nodes[0]).toMatchObject({
      contact: { id: contacts.visit },
      adviceThen: { kind: 'PROCEED_AND_TELL_ACCOUNT_MANAGER' },
      adviceNow: { kind: 'COORDINATE_WITH' },
      sameFacts: true,
    });
    expect(nodes[0]?.differs).toEqual(['KIND', 'COORDINATION']);
    const sameTopic = nodes[0]?.rules.find(({ rule }) => rule === 'same-topic');
    expect(sameTopic?.then).toEqual([]);
    expect(sameTopic?.now[0]?.text).toMatch(/^The same topic is raised with the organisation within 60 days: /);
  });

  it('tells what would have been without a rule', async () => {
    const whatIf = { withoutRules: ['no-criteria-cover'] };
    const { nodes } = await rerun(world.dundeeLead, { partnershipId, whatIf });
    expect(nodes.map(({ contact, differs, adviceNow }) => [contact.id, differs, adviceNow?.kind])).toEqual([
      [contacts.visit, ['KIND'], 'PROCEED'],
    ]);
    expect(nodes[0]?.rules).toMatchObject([{ rule: 'no-criteria-cover', now: [] }]);
  });

  it('keeps to the period and to the partnership on which the advice rested', async () => {
    const ids = async (variables: Record<string, unknown>) =>
      (await rerun(world.auditor, { show: 'ALL', ...variables })).nodes.map(({ contact }) => contact.id);
    expect(await ids({ partnershipId })).toEqual([contacts.visit, contacts.dundee]);
    const { organisationId } = world;
    expect(await ids({ organisationId, from: '2006-04-01', to: '2006-04-30' })).toEqual([contacts.dundee]);
  });

  it('goes on from page to page, shown or not', async () => {
    const { organisationId } = world;
    const page = await rerun(world.auditor, { organisationId, first: 2 });
    expect(page).toMatchObject({ judged: 2, nodes: [], pageInfo: { hasNextPage: true } });
    const next = await rerun(world.auditor, { organisationId, first: 2, after: page.pageInfo.endCursor, show: 'ALL' });
    expect(next).toMatchObject({ judged: 1, nodes: [{ contact: { id: contacts.first } }] });
    expect(next.pageInfo.hasNextPage).toBe(false);
  });

  it('is shown to auditors and leads of regulators, as far as they may see the advice', async () => {
    const { auditor, hseLead, dundeeLead, wakefieldLead, lacorsLead, organisationId } = world;
    const judgedBy = async (who: TestCaller) => (await rerun(who, { organisationId })).judged;
    expect(await Promise.all([auditor, hseLead, dundeeLead].map(judgedBy))).toEqual([3, 3, 3]);
    // Wakefield's own two; LACORS has no part in any.
    expect(await judgedBy(wakefieldLead)).toBe(2);
    expect(await judgedBy(lacorsLead)).toBe(0);
    for (const who of [wakefield(), world.dundeeOfficer, world.representative, world.workers]) {
      expect([who.name, codeOf(await ask(who, { organisationId }))]).toEqual([who.name, 'FORBIDDEN']);
    }
  });

  it('refuses what it cannot do, and says why', async () => {
    const { organisationId, auditor } = world;
    const unknown = organisationId.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const refused: readonly (readonly [variables: Record<string, unknown>, code: string, message: RegExp])[] = [
      [{}, 'BAD_USER_INPUT', /Name an organisation or a partnership/],
      [{ organisationId, partnershipId }, 'BAD_USER_INPUT', /Name an organisation or a partnership/],
      [{ organisationId: unknown }, 'NOT_FOUND', /no organisation/],
      [{ partnershipId: organisationId }, 'NOT_FOUND', /no partnership/],
      [{ organisationId, from: '2006-04-02', to: '2006-04-01' }, 'BAD_USER_INPUT', /must not be later/],
      [{ organisationId, first: 21 }, 'BAD_USER_INPUT', /first must be between 1 and 20; it is 21/],
      [{ organisationId, after: 'nonsense' }, 'BAD_USER_INPUT', /not a cursor of this list/],
      [
        { organisationId, whatIf: { siteWindowDays: 367 } },
        'BAD_USER_INPUT',
        /whatIf.siteWindowDays must be at most 366/,
      ],
      [{ organisationId, whatIf: { organisationWindowDays: 0 } }, 'BAD_USER_INPUT', /must be at least 1/],
      [{ organisationId, whatIf: { withoutRules: ['luck'] } }, 'BAD_USER_INPUT', /names no rule of the gateway: luck/],
    ];
    for (const [variables, code, message] of refused) {
      const answer = await ask(auditor, variables);
      expect([variables, codeOf(answer)]).toEqual([variables, code]);
      expect(answer.errors?.[0]?.message).toMatch(message);
    }
    const past = await service.as(auditor)(
      `query ($id: ID) @asAt(position: "1") { gatewayRerun(organisationId: $id) { judged } }`,
      { id: organisationId },
    );
    expect(codeOf(past)).toBe('NOT_AS_AT');
  });
});
