import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import { isSame } from '#platform/values';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import { findContradiction, type DraftContactRule } from './contact-criteria.js';
import type { CriteriaEvent } from './criteria.events.js';
import type { CriteriaCommand, DataOf } from './partnership.commands.js';
import { outOfOrder, tooEarly } from './partnership.rejections.js';
import type { Criteria, KnownPartnership, PartnershipDecision } from './partnership.state.js';
import { hasEnded } from './partnership.vocabulary.js';

export function decideCriteria(
  command: CriteriaCommand,
  state: KnownPartnership,
  { today }: DecisionContext,
): PartnershipDecision {
  if (hasEnded(state.status)) return outOfOrder(state.status);
  return command.type === 'DraftCriteria' ? draft(command.data, state) : publish(command.data.from, state, today);
}

function draft(data: DataOf<'DraftCriteria'>, { criteria }: KnownPartnership): PartnershipDecision {
  const { rules, facts } = data;
  const refused = refuseUnknown(facts) ?? firstRefused(rules) ?? refuseContradiction(rules);
  if (refused) return refused;
  if (isSame(criteria.draft, rules)) return accept();
  return accept({ type: 'CriteriaDrafted', data: { version: criteria.published + 1, rules } });
}

const UNKNOWN = {
  SITE: { code: 'SITE_UNKNOWN', what: "a site that is not one of this organisation's" },
  AUTHORITY: { code: 'AUTHORITY_UNKNOWN', what: 'an authority that is not in the register' },
  REGION: { code: 'REGION_UNKNOWN', what: 'a region in which the register has no authority' },
} as const;

function refuseUnknown({ unknown: [first] }: DataOf<'DraftCriteria'>['facts']) {
  if (!first) return undefined;
  const { code, what } = UNKNOWN[first.what];
  return reject(code, `Rule ${first.rule + 1} names ${what}.`, ['rules', String(first.rule), ...first.field]);
}

function firstRefused(rules: readonly DraftContactRule[]) {
  for (const [index, rule] of rules.entries()) {
    const refused = refuseRule(rule, index);
    if (refused) return refused;
  }
  return undefined;
}

function refuseRule({ advice, coordinateWith, validFrom, validUntil }: DraftContactRule, index: number) {
  const at = (field: string) => ['rules', String(index), field];
  const name = `Rule ${index + 1}`;
  if (advice === 'NOT_NOW' && validUntil === undefined) {
    return reject('RULE_INCOMPLETE', `${name} advises against contact and must say until when.`, at('validUntil'));
  }
  if (advice === 'COORDINATE' && coordinateWith === undefined) {
    return reject('RULE_INCOMPLETE', `${name} must name the authority to coordinate with.`, at('coordinateWith'));
  }
  if (advice !== 'COORDINATE' && coordinateWith !== undefined) {
    return reject('RULE_INCOMPLETE', `${name} names an authority to coordinate with, but advises something else.`, [
      ...at('coordinateWith'),
    ]);
  }
  if (validFrom === undefined || validUntil === undefined || comparePlainDates(validFrom, validUntil) < 0) {
    return undefined;
  }
  return tooEarly(validUntil, validFrom, `${name} begins`, at('validUntil'));
}

function refuseContradiction(rules: readonly DraftContactRule[]) {
  const found = findContradiction(rules);
  if (!found) return undefined;
  const [first, second] = [found.first + 1, found.second + 1];
  return reject(
    'RULES_CONTRADICT',
    `Rules ${first} and ${second} are equally specific and advise differently on the same contact. Make one of them more specific, or take one out.`,
    ['rules', String(found.second)],
  );
}

/**
 * Officers acted on what was in force: a version never takes effect in the past. One that is not in force yet gives way
 * to a version that is to take effect earlier, so that a slip of the day can be mended.
 */
function publish(from: PlainDate, { criteria, status }: KnownPartnership, today: PlainDate): PartnershipDecision {
  if (criteria.draft === undefined) {
    if (criteria.timeline.at(-1)?.from === from) return accept();
    return reject('NO_DRAFT', 'There is no draft to publish. Draft the next version of the criteria first.');
  }
  if (status === 'PROPOSED' || status === 'CONSIDERING') return outOfOrder(status);
  if (comparePlainDates(from, today) < 0) {
    return reject('DATE_IN_PAST', `${from} is past. Criteria count from today at the earliest.`, ['from']);
  }
  const over = criteria.draft.findIndex(
    ({ validUntil }) => validUntil !== undefined && comparePlainDates(validUntil, from) <= 0,
  );
  if (over >= 0) {
    return reject('DATES_OUT_OF_ORDER', `Rule ${over + 1} of the draft ends before ${from}. Draft it anew.`, ['from']);
  }
  const [earlier, skipped] = split(criteria.timeline, from);
  const ends = earlier.at(-1)?.version;
  return accept({ type: 'CriteriaPublished', data: { version: criteria.published + 1, from, ends, skipped } });
}

/** The versions that have their time before a day, and those that have none when another one takes effect on it. */
function split(timeline: Criteria['timeline'], day: PlainDate) {
  const before = timeline.filter(({ from }) => comparePlainDates(from, day) < 0);
  return [before, timeline.slice(before.length)] as const;
}

export function evolveCriteria(state: KnownPartnership, event: CriteriaEvent): KnownPartnership {
  switch (event.type) {
    case 'CriteriaDrafted':
      return { ...state, criteria: { ...state.criteria, draft: event.data.rules } };
    case 'CriteriaPublished': {
      const { version, from } = event.data;
      const [earlier] = split(state.criteria.timeline, from);
      return {
        ...state,
        criteria: { published: version, timeline: [...earlier, { version, from }], draft: undefined },
      };
    }
  }
}
