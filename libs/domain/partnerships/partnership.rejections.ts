import { reject, type Person } from '#platform/event-sourcing';
import type { PlainDate } from '#platform/working-days';
import type { PartnershipStatus, Side } from './partnership.vocabulary.js';

export type PartnershipRejection =
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'OUT_OF_ORDER'
  | 'ORGANISATION_UNKNOWN'
  | 'AUTHORITY_UNKNOWN'
  | 'AUTHORITY_DISSOLVED'
  | 'REGION_UNKNOWN'
  | 'OFFICER_UNKNOWN'
  | 'OFFICER_LEFT'
  | 'SITE_UNKNOWN'
  | 'PARTNERSHIP_EXISTS'
  | 'NOT_ELIGIBLE'
  | 'SIDE_NOT_FITTING'
  | 'ONE_PERSON_TWO_SIDES'
  | 'ONE_PERSON_TWO_POSTS'
  | 'DATE_IN_FUTURE'
  | 'DATE_IN_PAST'
  | 'DATES_OUT_OF_ORDER'
  | 'ACCOUNT_MANAGER_NEEDED'
  | 'SHADOW_NEEDED'
  | 'OVERLAPPING_APPOINTMENT'
  | 'OVERLAPPING_ABSENCE'
  | 'APPOINTMENT_UNKNOWN'
  | 'NOT_IN_POST'
  | 'OTHER_POST'
  | 'ABSENCE_UNKNOWN'
  | 'OBJECTIVE_UNKNOWN'
  | 'OBJECTIVE_CLOSED'
  | 'OBJECTIVE_NOT_AGREED'
  | 'TERMS_CHANGED'
  | 'MEASURE_UNKNOWN'
  | 'READING_UNKNOWN'
  | 'READING_EXISTS'
  | 'READING_RESTATED'
  | 'PRINCIPLES_UNKNOWN'
  | 'PRINCIPLES_OUT_OF_DATE'
  | 'RULE_INCOMPLETE'
  | 'RULES_CONTRADICT'
  | 'NO_DRAFT'
  | 'DUPLICATE_IN_LIST';

const STATUS_IN_WORDS: Readonly<Record<PartnershipStatus, string>> = {
  PROPOSED: 'is proposed',
  CONSIDERING: 'is being considered by the organisation',
  AGREED: 'is agreed and not yet active',
  ACTIVE: 'is active',
  SUSPENDED: 'is suspended',
  CONCLUDED: 'is concluded',
  DECLINED: 'was declined',
  WITHDRAWN: 'was withdrawn before it began',
};

const NEXT_STEPS: Readonly<Record<PartnershipStatus, string>> = {
  PROPOSED: 'the organisation can begin to consider it, each side can agree or decline, and it can be withdrawn',
  CONSIDERING: 'each side can agree or decline, and it can be withdrawn',
  AGREED: 'it can be activated or withdrawn',
  ACTIVE: 'it can be suspended or concluded',
  SUSPENDED: 'it can be resumed or concluded',
  CONCLUDED: 'lessons and maturity can still be recorded; a new partnership can be proposed',
  DECLINED: 'lessons can still be recorded; a new partnership can be proposed',
  WITHDRAWN: 'lessons can still be recorded; a new partnership can be proposed',
};

/** The refusal of a step that does not fit the status, saying what does. */
export function outOfOrder(status: PartnershipStatus) {
  return reject('OUT_OF_ORDER', `The partnership ${STATUS_IN_WORDS[status]}: ${NEXT_STEPS[status]}.`);
}

export function inFuture(day: PlainDate, field: readonly string[]) {
  return reject('DATE_IN_FUTURE', `${day} is still to come. Record it on the day or later.`, field);
}

export function tooEarly(day: PlainDate, earliest: PlainDate, why: string, field: readonly string[]) {
  return reject('DATES_OUT_OF_ORDER', `${why} on ${earliest}; ${day} is earlier.`, field);
}

/** One person never counts for two sides, whatever parties the person acts for. */
export function refuseForBothSides(person: Person, agreedByOther: Person | undefined, other: Side) {
  if (agreedByOther?.subject !== person.subject) return undefined;
  return reject(
    'ONE_PERSON_TWO_SIDES',
    `You have agreed for ${other === 'ORGANISATION' ? 'the organisation' : 'the regulators'} already; somebody else must agree for this side.`,
  );
}
