import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveId } from '#platform/values';
import { parsePlainDate } from '#platform/working-days';
import {
  ADVICE,
  decidingRules,
  findContradiction,
  PURPOSES,
  ruleApplies,
  URGENCIES,
  type ContactCircumstances,
  type DraftContactRule,
} from './contact-criteria.js';

const dundee = deriveId('authority', 'S12000042');
const fife = deriveId('authority', 'S12000047');
const riverside = deriveId('site', 'Riverside');

const contact: ContactCircumstances = {
  partyKind: 'LOCAL_AUTHORITY',
  authorityId: dundee,
  region: 'Scotland',
  topic: 'workplace transport',
  purpose: 'VISIT',
  siteId: riverside,
  urgency: 'ROUTINE',
};
const rule = (fields: Partial<DraftContactRule>): DraftContactRule => ({ advice: 'PROCEED', reason: 'So.', ...fields });

describe('A rule of contact criteria', () => {
  it('applies when everything it asks about is so', () => {
    expect(ruleApplies(rule({}), contact)).toBe(true);
    expect(ruleApplies(rule({ topic: 'Workplace Transport', purpose: 'VISIT' }), contact)).toBe(true);
    expect(ruleApplies(rule({ who: { kind: 'REGION', region: 'scotland' } }), contact)).toBe(true);
    expect(ruleApplies(rule({ who: { kind: 'PARTY_KIND', partyKind: 'HSE' } }), contact)).toBe(false);
    expect(ruleApplies(rule({ who: { kind: 'AUTHORITY', authorityId: fife } }), contact)).toBe(false);
    expect(ruleApplies(rule({ urgency: 'URGENT' }), contact)).toBe(false);
  });

  it('does not apply to what the contact leaves open', () => {
    const open = { ...contact, topic: undefined, siteId: undefined, region: undefined };
    expect(ruleApplies(rule({ topic: 'workplace transport' }), open)).toBe(false);
    expect(ruleApplies(rule({ siteId: riverside }), open)).toBe(false);
    expect(ruleApplies(rule({ who: { kind: 'REGION', region: 'Scotland' } }), open)).toBe(false);
  });
});

describe('The rules that decide', () => {
  it('are those that ask about most', () => {
    const visits = rule({ purpose: 'VISIT', advice: 'ACCOUNT_MANAGER_FIRST' });
    const visitsHere = rule({ purpose: 'VISIT', siteId: riverside });
    expect(decidingRules([rule({}), visits, visitsHere], contact)).toEqual([visitsHere]);
    expect(decidingRules([rule({ urgency: 'URGENT' })], contact)).toEqual([]);
  });

  it('take the authority before its region, and the region before the kind of party', () => {
    const council = rule({ who: { kind: 'AUTHORITY', authorityId: dundee } });
    const region = rule({ who: { kind: 'REGION', region: 'Scotland' } });
    const kind = rule({ who: { kind: 'PARTY_KIND', partyKind: 'LOCAL_AUTHORITY' } });
    expect(decidingRules([kind, council, region], contact)).toEqual([council]);
    expect(decidingRules([kind, region], contact)).toEqual([region]);
  });
});

describe('A contradiction', () => {
  const first = rule({ purpose: 'VISIT', advice: 'ACCOUNT_MANAGER_FIRST' });

  it('is found between rules of the same weight that can meet', () => {
    expect(findContradiction([first, rule({ topic: 'asbestos' })])).toEqual({ first: 0, second: 1 });
    expect(findContradiction([first, rule({ purpose: 'ADVICE' })])).toBeUndefined();
    expect(findContradiction([first, rule({ purpose: 'VISIT', topic: 'asbestos' })])).toBeUndefined();
    expect(findContradiction([first, { ...first, reason: 'Another reason.' }])).toBeUndefined();
  });

  it('is none between rules that are never in force on one day', () => {
    const day = parsePlainDate;
    const until = { ...first, validUntil: day('2006-05-01') };
    expect(findContradiction([until, rule({ purpose: 'VISIT', validFrom: day('2006-05-01') })])).toBeUndefined();
    expect(findContradiction([until, rule({ purpose: 'VISIT', validFrom: day('2006-04-30') })])).toBeDefined();
  });

  it('is the only way to two different answers', () => {
    const pick = <Value>(...values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
    const anyRule: fc.Arbitrary<DraftContactRule> = fc.record({
      who: pick<DraftContactRule['who']>(
        { kind: 'PARTY_KIND', partyKind: 'LOCAL_AUTHORITY' },
        { kind: 'REGION', region: 'Scotland' },
        { kind: 'AUTHORITY', authorityId: dundee },
        { kind: 'AUTHORITY', authorityId: fife },
      ),
      topic: pick('asbestos', 'Asbestos', 'noise'),
      purpose: pick(...PURPOSES.slice(0, 2)),
      siteId: pick(riverside),
      urgency: pick(...URGENCIES),
      advice: fc.constantFrom(...ADVICE.slice(0, 2)),
      reason: fc.constant('So.'),
    });
    const anyContact: fc.Arbitrary<ContactCircumstances> = fc.record({
      partyKind: fc.constantFrom('HSE', 'LOCAL_AUTHORITY'),
      authorityId: fc.constantFrom(dundee, fife),
      region: pick('Scotland', 'London'),
      topic: pick('asbestos', 'noise'),
      purpose: fc.constantFrom(...PURPOSES.slice(0, 2)),
      siteId: pick(riverside),
      urgency: fc.constantFrom(...URGENCIES),
    });
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 8 }), anyContact, (rules, circumstances) => {
        fc.pre(findContradiction(rules) === undefined);
        const answers = new Set(decidingRules(rules, circumstances).map(({ advice }) => advice));
        expect(answers.size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
  });
});
