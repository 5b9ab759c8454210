import { isSame } from '#platform/values';
import type { AnswerDue } from './contact.decider.js';
import type { Advice, Reason } from './gateway.advice.js';
import { GATEWAY_RULES, type GatewayRule } from './gateway.rules.js';
import type { GatewaySettings } from './gateway.settings.js';

/** What comes of a question to the gateway. */
export interface GatewayOutcome {
  readonly advice: Advice;
  readonly answerDue: AnswerDue;
}

/** What an officer goes by; the wording of reasons is no part of it. */
export const OUTCOME_PARTS = ['KIND', 'UNTIL', 'CONTACT_POINT', 'COORDINATION', 'ANSWER_DUE'] as const;
export type OutcomePart = (typeof OUTCOME_PARTS)[number];

/** One of the gateway's rules that gives other reasons than it gave. */
export interface RuleDifference {
  readonly rule: string;
  readonly then: readonly Reason[];
  readonly now: readonly Reason[];
}

/** Under what past questions are judged again. */
export interface WhatIf {
  /** What is left out stays as it was when the advice was given. */
  readonly settings: Partial<GatewaySettings>;
  /** Rules of the gateway that are left out. */
  readonly withoutRules: readonly string[];
}

export function rulesOf({ withoutRules }: Pick<WhatIf, 'withoutRules'>): readonly GatewayRule[] {
  return GATEWAY_RULES.filter(({ id }) => !withoutRules.includes(id));
}

/**
 * The settings under which advice was given. In how many working days an answer was due is stored only where one was.
 * @param present the settings of the service
 */
export function settingsOf({ advice, answerDue }: GatewayOutcome, present: GatewaySettings): GatewaySettings {
  const { organisationWindowDays, siteWindowDays } = advice.inputs;
  const answerWithinWorkingDays = answerDue?.workingDays ?? present.answerWithinWorkingDays;
  return { organisationWindowDays, siteWindowDays, answerWithinWorkingDays };
}

/** In which parts two outcomes differ; none when an officer would have done the same by either. */
export function differingParts(then: GatewayOutcome, now: GatewayOutcome): readonly OutcomePart[] {
  const before = partsOf(then);
  const after = partsOf(now);
  return OUTCOME_PARTS.filter((part) => !isSame(before[part], after[part]));
}

function partsOf({ advice, answerDue }: GatewayOutcome): Readonly<Record<OutcomePart, unknown>> {
  return {
    KIND: advice.kind,
    UNTIL: advice.until,
    CONTACT_POINT: advice.contactPoint,
    COORDINATION: inOrder(advice.coordinateWith),
    // The last moment within the day depends on that of the question, of which only the recording is known.
    ANSWER_DUE: answerDue?.lastDay,
  };
}

/** Which rules give other reasons, in the order in which the advice names them. */
export function differingRules(then: Advice, now: Advice): readonly RuleDifference[] {
  const rules = [...new Set([...then.reasons, ...now.reasons].map(({ rule }) => rule))];
  return rules
    .map((rule) => ({ rule, then: reasonsOf(then, rule), now: reasonsOf(now, rule) }))
    .filter((each) => !isSame(each.then, each.now));
}

function reasonsOf({ reasons }: Advice, rule: string): readonly Reason[] {
  return reasons.filter((reason) => reason.rule === rule);
}

/** Whether two pieces of advice were given the same facts, as far as advice holds them. */
export function hadSameFacts({ inputs: then }: Advice, { inputs: now }: Advice): boolean {
  return isSame({ ...then, nearby: inOrder(then.nearby) }, { ...now, nearby: inOrder(now.nearby) });
}

/** Whom to coordinate with, and what was near, are sets, whichever was found first. */
function inOrder<Item extends Named>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

interface Named {
  readonly authorityId: string;
  readonly officerId?: string | undefined;
  readonly contactId?: string | undefined;
}

function keyOf({ authorityId, officerId = '', contactId = '' }: Named): string {
  return [authorityId, contactId, officerId].join(' ');
}
