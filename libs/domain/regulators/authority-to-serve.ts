import { reject } from '#platform/event-sourcing';
import { comparePlainDates, type PlainDate } from '#platform/working-days';

/** What must be known of an authority before somebody joins it or it offers help. */
export interface AuthorityToServe {
  readonly known: boolean;
  readonly endedOn: PlainDate | undefined;
}

/**
 * Nobody serves an authority that is not in the register or has ended by then.
 * @param named the field of the command that decides it
 */
export function cannotServe({ known, endedOn }: AuthorityToServe, from: PlainDate, named = 'authorityId') {
  const field = [named];
  if (!known) return reject('AUTHORITY_UNKNOWN', 'There is no authority with this id.', field);
  if (endedOn === undefined || comparePlainDates(from, endedOn) < 0) return undefined;
  return reject('AUTHORITY_DISSOLVED', `The authority ended on ${endedOn}; nobody serves it after that.`, field);
}
