import { z } from 'zod';
import { idOf, line, prose, type IdOf } from '#platform/values';

/** How a contact was made. */
export const CHANNELS = ['VISIT', 'PHONE', 'EMAIL', 'LETTER', 'MEETING'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Where a contact stands. */
export const CONTACT_STATUSES = [
  'INTENDED',
  'AWAITING_ANSWER',
  'ANSWERED',
  'UNANSWERED',
  'MADE',
  'NOT_MADE',
  'WITHDRAWN',
] as const;
export type ContactStatus = (typeof CONTACT_STATUSES)[number];

/** What an account manager can say to an intention. None of them forbids anything. */
export const ANSWERS = ['AGREED', 'COORDINATE', 'WAIT'] as const;
export type Answer = (typeof ANSWERS)[number];

/** What came of a contact. */
export const RESULTS = [
  'NO_ACTION_NEEDED',
  'VERBAL_ADVICE',
  'WRITTEN_ADVICE',
  'INFORMATION_OBTAINED',
  'IMPROVEMENT_NOTICE',
  'PROHIBITION_NOTICE',
  'PROSECUTION_CONSIDERED',
  'PASSED_TO_ANOTHER_AUTHORITY',
  'FURTHER_CONTACT_NEEDED',
  'OTHER',
] as const;
export type Result = (typeof RESULTS)[number];

/** What came of a contact, in codes that can be counted and in words. */
export const outcome = z.strictObject({
  results: z.array(z.enum(RESULTS)).min(1).max(RESULTS.length),
  text: prose(4000).optional(),
});
export type Outcome = z.output<typeof outcome>;

/** The record of another system that a contact was taken from. */
export const contactSource = z.strictObject({ system: line(80), reference: line(120) });
export type ContactSource = z.output<typeof contactSource>;

/** With whom somebody spoke: a role, such as "store manager", never a person's name. */
export const roleLabel = line(120);

const officerId = idOf('officer');

export function isOfficerId(id: string | undefined): id is IdOf<'officer'> {
  return officerId.safeParse(id).success;
}
