import { describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { advise } from './gateway.js';
import { answerDueOn } from './contact.decider.js';
import { FIRST, on, today } from './contact.fixture.js';
import { facts, nearby, question } from './gateway.fixture.js';
import { differingParts, differingRules, hadSameFacts, rulesOf, settingsOf } from './gateway-rerun.js';
import { GATEWAY_DEFAULTS } from './gateway.settings.js';
import type { GatewayFacts } from './gateway.question.js';

const outcome = (known: GatewayFacts, without: readonly string[] = []) => {
  const advice = advise(question, known, rulesOf({ withoutRules: without }));
  return { advice, answerDue: answerDueOn(advice, known, { nation: 'GB-ENG', now: on(today).now }) };
};
/** As the log gives it back. */
const stored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

const CLASHES = facts({ nearby: [nearby('a'), nearby('b', { officerId: undefined })] });

describe('Two outcomes of a question to the gateway', () => {
  it.each([
    ['without criteria', facts()],
    ['with the account manager first', FIRST],
    ['with other contacts', CLASHES],
  ])('differ in nothing where the facts are the same: %s', (_, known) => {
    const then = stored(outcome(known));
    const now = outcome({ ...known, nearby: known.nearby.toReversed() });
    expect(differingParts(then, now)).toEqual([]);
    expect(hadSameFacts(then.advice, now.advice)).toBe(true);
    expect(differingRules(then.advice, outcome(known).advice)).toEqual([]);
  });

  it('differ in what an officer goes by', () => {
    expect(differingParts(outcome(facts()), outcome(FIRST))).toEqual(['KIND', 'ANSWER_DUE']);
    expect(differingParts(outcome(facts()), outcome(CLASHES))).toEqual(['KIND', 'COORDINATION']);
    const later = { ...FIRST, settings: { ...FIRST.settings, answerWithinWorkingDays: 4 } };
    expect(differingParts(outcome(FIRST), outcome(later))).toEqual(['ANSWER_DUE']);
  });

  it('differ by the rules that give other reasons', () => {
    const then = outcome(CLASHES).advice;
    const without = outcome(CLASHES, ['same-site']).advice;
    const [first, ...others] = differingRules(then, without);
    expect(first).toMatchObject({ rule: 'same-site', now: [] });
    expect(first?.then).toHaveLength(1);
    expect(others.map(({ rule }) => rule)).toEqual(['no-criteria-cover']);
  });

  it('know other facts', () => {
    const other = facts({ nearby: [nearby('a', { contactId: deriveId('contact', 'other') })] });
    expect(hadSameFacts(outcome(facts()).advice, outcome(other).advice)).toBe(false);
  });

  it('keep the settings of then, those of now only where none are stored', () => {
    const settings = { organisationWindowDays: 10, siteWindowDays: 2, answerWithinWorkingDays: 5 };
    expect(settingsOf(outcome({ ...FIRST, settings }), GATEWAY_DEFAULTS)).toEqual(settings);
    expect(settingsOf(outcome(facts({ settings })), GATEWAY_DEFAULTS)).toEqual({
      ...settings,
      answerWithinWorkingDays: GATEWAY_DEFAULTS.answerWithinWorkingDays,
    });
  });
});
