import { findOfficers, servicesOf } from '#domain/regulators';
import type { Session } from '#platform/sessions';
import type { PlainDate } from '#platform/working-days';
import { refuse, type Refusal } from './refusal.js';

/** @returns the refusal of an officer whose contact it cannot have been: unknown, or serving elsewhere on that day */
export async function namedOfficerFault(
  session: Session,
  officerId: string,
  authorityId: string,
  madeOn: PlainDate,
): Promise<Refusal | undefined> {
  if (!(await findOfficers(session, [officerId])).has(officerId)) {
    return refuse('OFFICER_UNKNOWN', 'There is no officer with this id.', ['officerId']);
  }
  if (await served(session, officerId, authorityId, madeOn)) return undefined;
  return refuse('OFFICER_UNKNOWN', `This officer did not serve the authority on ${madeOn}.`, ['officerId']);
}

/**
 * Whether an officer served an authority on a day. Where it is one of the caller's own, all of these count: an officer
 * of a merged council may still be on its predecessor's register.
 */
export async function served(
  session: Session,
  officerId: string,
  authorityId: string,
  day: PlainDate,
): Promise<boolean> {
  const own = session.standing.ids('ownAuthorities');
  const meant = own.includes(authorityId) ? own : [authorityId];
  const services = (await servicesOf.load(session, [officerId])).get(officerId) ?? [];
  return services.some(
    (service) =>
      meant.includes(service.authorityId) && service.since <= day && (service.until === null || day < service.until),
  );
}
