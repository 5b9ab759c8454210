import type { StatutoryExemption } from '#domain/partnerships';
import { dateInWords } from '#platform/working-days';
import type { NearbyContact } from './gateway.question.js';

export const EXEMPTION_TEXT: Readonly<Record<StatutoryExemption, string>> = {
  IMMINENT_RISK: 'There is an imminent risk to people.',
  FATALITY: 'Somebody has died.',
  COMPLAINT_WITH_DUTY: 'There is a complaint that you have a duty to act on.',
};

/** By the status of a partnership that is not active. */
export const STATUS_TEXT: Readonly<Record<string, string>> = {
  PROPOSED: 'A partnership with this organisation is proposed; none is active.',
  CONSIDERING: 'The organisation is still considering a partnership; none is active.',
  AGREED: 'A partnership with this organisation is agreed, and not active yet.',
  SUSPENDED: 'The partnership with this organisation is suspended.',
  CONCLUDED: 'The partnership with this organisation is concluded.',
  DECLINED: 'A partnership with this organisation was declined.',
};

/** More are counted, not spelt out. */
const MOST_DESCRIBED = 5;

/**
 * "Leeds City Council on 3 April 2006 about falls; Wakefield (planned for 5 April 2006) about noise; and 2 more."
 * @param complete whether these are all that there are
 */
export function describeContacts(contacts: readonly NearbyContact[], complete: boolean): string {
  const described = contacts.slice(0, MOST_DESCRIBED).map(({ authorityName, date, made, topic }) => {
    // True also of a plan whose day has gone by, and of which nobody has said yet what became of it.
    const when = made ? `on ${dateInWords(date)}` : `(planned for ${dateInWords(date)})`;
    return `${authorityName} ${when} about ${topic}`;
  });
  const more = contacts.length - described.length;
  return `${[...described, ...(more > 0 ? [`and ${complete ? '' : 'at least '}${more} more`] : [])].join('; ')}.`;
}
