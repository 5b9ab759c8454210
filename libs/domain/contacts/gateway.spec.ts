import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addDays, plainDate } from '#platform/working-days';
import { adviceSchema, type Advice } from './gateway.advice.js';
import {
  ACCOUNT_MANAGER,
  DUNDEE,
  facts,
  HSE,
  LEEDS,
  nearby,
  OFFICER,
  OTHER_SITE,
  PARTNERSHIP,
  partnership,
  question,
  rule,
  SHADOW,
  SITE,
} from './gateway.fixture.js';
import type { GatewayFacts, GatewayQuestion } from './gateway.question.js';
import { GATEWAY_RULES } from './gateway.rules.js';
import { advise, RULES_VERSION } from './gateway.js';

const decisive = ({ reasons }: Advice) => reasons.filter((reason) => reason.decisive).map((reason) => reason.rule);
const withRules = (...contactRules: ReturnType<typeof rule>[]) =>
  facts({ partnership: { ...partnership, contactRules } });
const asking = (officerId: GatewayQuestion['asker']['officerId']): GatewayQuestion => ({
  ...question,
  asker: { ...question.asker, officerId },
});

describe('The gateway', () => {
  it('lets an officer proceed where there is no partnership', () => {
    const advice = advise(question, facts({ partnership: undefined }));
    expect(advice.kind).toBe('PROCEED');
    expect(decisive(advice)).toEqual(['no-active-partnership']);
    expect(advice.contactPoint).toBeUndefined();
  });

  it('says so when a partnership is only considered, and does not apply its criteria', () => {
    const considered = { ...partnership, status: 'CONSIDERING', contactRules: [rule(1, {})] };
    const advice = advise(question, facts({ partnership: considered }));
    expect(advice.kind).toBe('PROCEED');
    expect(advice.reasons[0]?.text).toMatch(/considering a partnership/);
  });

  it('asks to tell the account manager where no rule covers the contact', () => {
    const advice = advise(question, facts());
    expect(advice.kind).toBe('PROCEED_AND_TELL_ACCOUNT_MANAGER');
    expect(decisive(advice)).toEqual(['no-criteria-cover']);
    expect(advice.contactPoint).toEqual({
      capacity: 'ACCOUNT_MANAGER',
      officerId: ACCOUNT_MANAGER,
      authorityId: DUNDEE,
    });
  });

  it('cites the rule of the criteria that it follows, with its version', () => {
    const advice = advise(question, withRules(rule(1, { topic: 'Workplace Transport' })));
    expect(advice.kind).toBe('ACCOUNT_MANAGER_FIRST');
    expect(advice.reasons[0]).toMatchObject({
      rule: 'contact-criteria',
      version: 1,
      decisive: true,
      criteria: { partnershipId: PARTNERSHIP, criteriaVersion: 3, ruleId: rule(1, {}).ruleId },
      text: "The partnership's contact criteria (version 3, rule 1) say: Reason of rule 1.",
    });
    expect(advice.rulesVersion).toBe(RULES_VERSION);
  });

  it('follows the most specific rule', () => {
    const general = rule(1, { advice: 'NOT_NOW' });
    const specific = rule(2, { advice: 'PROCEED', siteId: SITE, topic: 'workplace transport' });
    expect(advise(question, withRules(general, specific)).kind).toBe('PROCEED');
    expect(advise({ ...question, siteId: OTHER_SITE }, withRules(general, specific)).kind).toBe('NOT_NOW');
  });

  it('counts only rules that hold on the planned day', () => {
    const until = plainDate(2006, 4, 3);
    expect(advise(question, withRules(rule(1, { advice: 'NOT_NOW', validUntil: until }))).kind).not.toBe('NOT_NOW');
    const dayBefore = { ...question, plannedOn: addDays(until, -1) };
    const advice = advise(dayBefore, withRules(rule(1, { advice: 'NOT_NOW', validUntil: until })));
    expect(advice).toMatchObject({ kind: 'NOT_NOW', until });
  });

  it('leaves the day open where a rule that says not now has no end', () => {
    expect(advise(question, withRules(rule(1, { advice: 'NOT_NOW' }))).until).toBeUndefined();
  });

  it('names whom a rule wants coordinated with, else the lead authority', () => {
    const coordinate = rule(1, { advice: 'COORDINATE' });
    expect(advise(question, withRules(coordinate)).coordinateWith).toEqual([{ authorityId: DUNDEE }]);
    const named = advise(question, withRules({ ...coordinate, coordinateWith: LEEDS }));
    expect(named).toMatchObject({ kind: 'COORDINATE_WITH', coordinateWith: [{ authorityId: LEEDS }] });
  });

  describe('Precedence over local initiatives', () => {
    const initiative: GatewayQuestion = { ...question, purpose: 'LOCAL_INITIATIVE' };
    const affirmed = { ...partnership, precedenceOverLocalInitiatives: true };

    it('sends local initiatives to the account manager where both sides affirmed it', () => {
      const advice = advise(initiative, facts({ partnership: affirmed }));
      expect(advice.kind).toBe('ACCOUNT_MANAGER_FIRST');
      expect(decisive(advice)).toEqual(['precedence-over-local-initiatives']);
      expect(advise(initiative, facts()).kind).toBe('PROCEED_AND_TELL_ACCOUNT_MANAGER');
      expect(advise(question, facts({ partnership: affirmed })).kind).toBe('PROCEED_AND_TELL_ACCOUNT_MANAGER');
    });

    it('leaves the flexibility that the criteria grant to local initiatives', () => {
      const contactRules = [rule(1, { purpose: 'LOCAL_INITIATIVE', advice: 'PROCEED' })];
      expect(advise(initiative, facts({ partnership: { ...affirmed, contactRules } })).kind).toBe('PROCEED');
    });
  });

  describe('Clashes', () => {
    it('has a site that was checked a few days ago coordinated with whoever was there', () => {
      const advice = advise(question, facts({ nearby: [nearby('a', { date: addDays(question.plannedOn, -7) })] }));
      expect(advice.kind).toBe('COORDINATE_WITH');
      expect(decisive(advice)).toEqual(['same-site']);
      expect(advice.coordinateWith).toEqual([
        { authorityId: LEEDS, officerId: nearby('a').officerId, contactId: nearby('a').contactId },
      ]);
      expect(advice.reasons[0]?.text).toContain('Leeds on 27 March 2006 about falls from height.');
    });

    it('spells out the nearest five contacts, and counts the rest', () => {
      const many = (count: number) =>
        facts({ nearby: Array.from({ length: count }, (_, place) => nearby(`${place}`)) });
      const text = (count: number) => advise(question, many(count)).reasons[0]?.text ?? '';
      const one = 'Leeds on 1 April 2006 about falls from height';
      expect(text(7)).toMatch(new RegExp(`days: (${one}; ){5}and 2 more\\.$`));
      expect(text(5)).toMatch(new RegExp(`days: (${one}; ){4}${one}\\.$`));
    });

    it('looks ahead as well as back, and no farther than its window', () => {
      const ahead = (days: number) => nearby('a', { date: addDays(question.plannedOn, days), made: false });
      const advice = advise(question, facts({ nearby: [ahead(7)] }));
      expect(advice.kind).toBe('COORDINATE_WITH');
      expect(advice.reasons[0]?.text).toContain('Leeds (planned for 10 April 2006) about');
      expect(advise(question, facts({ nearby: [ahead(8)] })).kind).toBe('PROCEED_AND_TELL_ACCOUNT_MANAGER');
    });

    it('has one topic raised with the organisation as a whole coordinated', () => {
      const same = nearby('a', { siteId: undefined, topic: 'Workplace transport' });
      expect(decisive(advise(question, facts({ nearby: [same] })))).toEqual(['same-topic']);
      const headOffice = { ...question, siteId: undefined };
      expect(decisive(advise(headOffice, facts({ nearby: [{ ...same, siteId: SITE }] })))).toEqual(['same-topic']);
    });

    it('only mentions contacts at other sites and about other things', () => {
      const elsewhere = nearby('a', { siteId: OTHER_SITE, topic: question.topic });
      const advice = advise(question, facts({ nearby: [elsewhere] }));
      expect(advice.kind).toBe('PROCEED_AND_TELL_ACCOUNT_MANAGER');
      expect(advice.coordinateWith).toEqual([]);
      expect(advice.reasons.at(-1)).toMatchObject({ rule: 'other-contacts', decisive: false });
      expect(advice.reasons.at(-1)?.contactIds).toEqual([elsewhere.contactId]);
    });

    it("does not warn an officer of the officer's own contact, but of a colleague's", () => {
      const own = nearby('a', { officerId: OFFICER, authorityId: question.asker.authorityId });
      expect(advise(question, facts({ nearby: [own] })).kind).toBe('PROCEED_AND_TELL_ACCOUNT_MANAGER');
      expect(advise(question, facts({ nearby: [{ ...own, officerId: SHADOW }] })).kind).toBe('COORDINATE_WITH');
    });

    it('is outweighed by a rule that asks for more care, and still names whom to coordinate with', () => {
      const contactRules = [rule(1, {})];
      const both = facts({ partnership: { ...partnership, contactRules }, nearby: [nearby('a')] });
      const advice = advise(question, both);
      expect(advice.kind).toBe('ACCOUNT_MANAGER_FIRST');
      expect(decisive(advice)).toEqual(['contact-criteria']);
      expect(advice.coordinateWith).toHaveLength(1);
    });
  });

  describe('Posts', () => {
    it('lets the account manager proceed, whatever the criteria say', () => {
      const advice = advise(asking(ACCOUNT_MANAGER), withRules(rule(1, { advice: 'NOT_NOW' })));
      expect(advice.kind).toBe('PROCEED');
      expect(decisive(advice)).toEqual(['own-account']);
      expect(advice.contactPoint).toBeUndefined();
    });

    it('names the shadow while the account manager is away, and lets the shadow proceed then', () => {
      const away = { ...partnership, accountManagerAbsent: true, contactRules: [rule(1, {})] };
      const advice = advise(question, facts({ partnership: away }));
      expect(advice.contactPoint).toEqual({ capacity: 'SHADOW_ACCOUNT_MANAGER', officerId: SHADOW, authorityId: HSE });
      expect(advice.reasons.at(-1)?.text).toBe(
        'The account manager is away: turn to the shadow account manager instead.',
      );
      expect(advise(asking(SHADOW), facts({ partnership: away })).kind).toBe('PROCEED');
      const present = { ...away, accountManagerAbsent: false };
      expect(advise(asking(SHADOW), facts({ partnership: present })).kind).toBe('ACCOUNT_MANAGER_FIRST');
    });

    it('names the lead authority while nobody is in post', () => {
      const empty = { ...partnership, accountManager: null, shadow: null };
      expect(advise(question, facts({ partnership: empty })).contactPoint).toEqual({
        capacity: 'LEAD_AUTHORITY',
        authorityId: DUNDEE,
      });
    });
  });

  it('never takes an unknown officer for the account manager', () => {
    const empty = { ...partnership, accountManager: null, shadow: null, contactRules: [rule(1, {})] };
    expect(advise(asking(undefined), facts({ partnership: empty })).kind).toBe('ACCOUNT_MANAGER_FIRST');
  });

  describe('Whatever the facts', () => {
    const anyDay = fc.integer({ min: -40, max: 40 }).map((days) => addDays(question.plannedOn, days));
    const anyNearby = fc
      .record({
        date: anyDay,
        made: fc.boolean(),
        topic: fc.constantFrom('workplace transport', 'falls from height'),
        siteId: fc.constantFrom(SITE, OTHER_SITE, undefined),
        officerId: fc.constantFrom(OFFICER, ACCOUNT_MANAGER, undefined),
      })
      .map((fields) => nearby(JSON.stringify(fields), fields));
    const anyRule = fc
      .record({
        advice: fc.constantFrom('PROCEED', 'ACCOUNT_MANAGER_FIRST', 'COORDINATE', 'NOT_NOW'),
        purpose: fc.constantFrom('VISIT', 'LOCAL_INITIATIVE', undefined),
        siteId: fc.constantFrom(SITE, undefined),
        validUntil: fc.option(anyDay, { nil: undefined }),
      })
      .map((fields) => rule(1, fields));
    const anyFacts: fc.Arbitrary<GatewayFacts> = fc.record({
      settings: fc.constant(facts().settings),
      nearby: fc.array(anyNearby, { maxLength: 20 }),
      nearbyIsComplete: fc.boolean(),
      partnership: fc.option(
        fc.record({
          id: fc.constant(PARTNERSHIP),
          status: fc.constantFrom('ACTIVE', 'CONSIDERING', 'SUSPENDED', 'AGREED'),
          leadAuthorityId: fc.constant(DUNDEE),
          accountManager: fc.constantFrom(partnership.accountManager, null),
          shadow: fc.constantFrom(partnership.shadow, null),
          accountManagerAbsent: fc.boolean(),
          precedenceOverLocalInitiatives: fc.boolean(),
          contactRules: fc.array(anyRule, { maxLength: 4 }),
        }),
        { nil: undefined },
      ),
    });
    const anyQuestion: fc.Arbitrary<GatewayQuestion> = fc
      .record({
        siteId: fc.constantFrom(SITE, undefined),
        purpose: fc.constantFrom('VISIT', 'LOCAL_INITIATIVE'),
        officerId: fc.constantFrom(OFFICER, ACCOUNT_MANAGER, SHADOW, undefined),
        exemption: fc.constantFrom('IMMINENT_RISK', 'FATALITY', 'COMPLAINT_WITH_DUTY', undefined),
      })
      .map(({ officerId, ...asked }) => ({ ...asking(officerId), ...asked }));

    it('a statutory ground always gets "proceed, and tell the account manager"', () => {
      fc.assert(
        fc.property(anyQuestion, anyFacts, (asked, known) => {
          const exempt = { ...asked, exemption: asked.exemption ?? ('FATALITY' as const) };
          const advice = advise(exempt, known);
          expect(advice.kind).toBe('PROCEED_AND_TELL_ACCOUNT_MANAGER');
          expect(decisive(advice)).toEqual(['statutory-exemption']);
        }),
      );
    });

    it('the advice can be stored, rests on something, and cites rules and contacts that are there', () => {
      const rules = new Map(GATEWAY_RULES.map(({ id, version }) => [id, version]));
      fc.assert(
        fc.property(anyQuestion, anyFacts, (asked, known) => {
          const advice = advise(asked, known);
          expect(adviceSchema.parse(advice)).toEqual(advice);
          expect(advice.reasons[0]?.decisive).toBe(true);
          const onRecord = new Set(known.nearby.map(({ contactId }) => contactId));
          for (const { rule: id, version, contactIds } of advice.reasons) {
            expect(rules.get(id)).toBe(version);
            expect(contactIds.filter((each) => !onRecord.has(each))).toEqual([]);
          }
        }),
      );
    });

    it('an inactive partnership holds nobody back', () => {
      fc.assert(
        fc.property(anyQuestion, anyFacts, (asked, known) => {
          if (known.partnership?.status === 'ACTIVE' || asked.exemption) return;
          expect(advise(asked, known).kind).toBe('PROCEED');
        }),
      );
    });
  });
});
