import { findAuthorities, findOfficers } from '#domain/regulators';
import type { Session } from '#platform/sessions';
import { capacityOf, type Destination, type RoutingPartnership, type WantedRoute } from './enquiry.routing.js';

/**
 * Looks up whether somebody is there to answer, so that no enquiry waits with an officer who has left or an authority
 * that was dissolved.
 * @param partnership that of the organisation which the enquiry is about
 */
export async function findDestination(
  session: Session,
  wanted: WantedRoute,
  partnership: RoutingPartnership | undefined,
): Promise<Destination> {
  if (wanted.kind === 'CENTRAL') return { outcome: 'found', route: wanted };
  const { authorityId } = wanted;
  const authority = (await findAuthorities(session, [authorityId])).get(authorityId);
  if (!authority) return unfit('ROUTE_UNKNOWN', 'authorityId', 'There is no authority with this id.');
  const { endedOn } = authority;
  if (endedOn !== null && endedOn <= session.today) {
    return unfit('ROUTE_ENDED', 'authorityId', `${authority.officialName} ended on ${endedOn}: name its successor.`);
  }
  if (wanted.kind === 'AUTHORITY') return { outcome: 'found', route: wanted };

  const officer = (await findOfficers(session, [wanted.officerId])).get(wanted.officerId);
  if (!officer) return unfit('ROUTE_UNKNOWN', 'officerId', 'There is no officer with this id.');
  if (officer.leftOn !== null && officer.leftOn <= session.today) {
    return unfit('ROUTE_ENDED', 'officerId', `The officer left on ${officer.leftOn}.`);
  }
  if (officer.authorityId !== authorityId) {
    return unfit('ROUTE_UNKNOWN', 'authorityId', `The officer does not serve ${authority.officialName}.`);
  }
  return { outcome: 'found', route: { ...wanted, capacity: capacityOf(wanted.officerId, partnership) } };
}

type Unfit = Extract<Destination, { outcome: 'unfit' }>;

function unfit(code: Unfit['code'], field: Unfit['field'], why: string): Unfit {
  return { outcome: 'unfit', code, field, why };
}
