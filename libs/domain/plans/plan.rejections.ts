import type { AgreementRejection } from '#platform/agreements';
import { reject } from '#platform/event-sourcing';
import { dateInWords, type PlainDate } from '#platform/working-days';

export type PlanRejection =
  | AgreementRejection
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'PARTNERSHIP_UNKNOWN'
  | 'PARTNERSHIP_NOT_AGREED'
  | 'AUTHORITY_UNKNOWN'
  | 'REGION_UNKNOWN'
  | 'SITE_UNKNOWN'
  | 'LOCAL_CONCERN_UNKNOWN'
  | 'PLAN_CLOSED'
  | 'PLAN_TOO_LONG'
  | 'TOO_MANY_IN_PLAN'
  | 'REASON_NEEDED'
  | 'PRINCIPLES_UNKNOWN'
  | 'PRINCIPLE_UNADDRESSED'
  | 'PRIORITY_NEEDED'
  | 'PRIORITY_UNKNOWN'
  | 'OTHER_SIDES_PRIORITY'
  | 'DUPLICATE_IN_LIST'
  | 'DATES_OUT_OF_ORDER'
  | 'DATE_IN_PAST'
  | 'DATE_IN_FUTURE'
  | 'VARIATION_UNKNOWN'
  | 'VARIATION_AGREED'
  | 'NOTHING_CHANGED'
  | 'VERSION_PROPOSED'
  | 'VERSION_NOT_PROPOSED'
  | 'VERSION_AWAITS_PUBLICATION'
  | 'VERSION_NOT_AGREED'
  | 'VERSION_PUBLISHED'
  | 'EVALUATION_INCOMPLETE'
  | 'PLAN_NOT_PUBLISHED'
  | 'MEASURE_UNKNOWN'
  | 'READING_EXISTS'
  | 'READING_UNKNOWN'
  | 'READING_RESTATED'
  | 'MILESTONE_UNKNOWN'
  | 'MILESTONE_REACHED'
  | 'MILESTONE_NOT_DUE';

export const closed = (on: PlainDate) =>
  reject('PLAN_CLOSED', `The plan was closed on ${dateInWords(on)}. Nothing of it changes any more; begin a new one.`);

export const reasonNeeded = (what: string) =>
  reject('REASON_NEEDED', `${what} is part of what was agreed before. Say why it changes.`, ['reason']);

export const priorityUnknown = (priority: number, field: readonly string[] = ['priority']) =>
  reject('PRIORITY_UNKNOWN', `The plan has no priority ${priority}.`, field);

export const outOfOrder = (what: string, from: PlainDate, until: PlainDate, field: readonly string[]) =>
  reject('DATES_OUT_OF_ORDER', `${what} ends on ${dateInWords(until)}, and begins on ${dateInWords(from)}.`, field);

export const inFuture = (day: PlainDate, field: readonly string[]) =>
  reject('DATE_IN_FUTURE', `${dateInWords(day)} is still to come. Record it on the day or later.`, field);

export const tooMany = (what: string, most: number) =>
  reject('TOO_MANY_IN_PLAN', `A plan holds at most ${most} ${what}.`);

export const versionProposed = (version: number) =>
  reject('VERSION_PROPOSED', `Version ${version} is put forward. Wait for those asked, or call it back first.`);

export const awaitsPublication = (version: number) =>
  reject(
    'VERSION_AWAITS_PUBLICATION',
    `Version ${version} is agreed and not published. Publish it, or discard it, first.`,
  );

export const partnershipEnded = () =>
  reject(
    'PARTNERSHIP_NOT_AGREED',
    'The partnership has ended, or is not agreed by both sides yet. Plans are made while it is agreed, active or suspended.',
  );
