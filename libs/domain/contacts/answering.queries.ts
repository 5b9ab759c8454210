import { findGatewayPartnership } from '#domain/partnerships';
import type { Session } from '#platform/sessions';
import type { Capacity } from './gateway.advice.js';
import { toFacts } from './gateway-facts.queries.js';
import { actingContactPoint, isActive } from './gateway.partnership.js';

/** In what capacity the caller answers for an organisation's partnership; `undefined`: in none. */
export async function answeringCapacity(session: Session, organisationId: string): Promise<Capacity | undefined> {
  const { officerId, party, roles } = session.caller;
  const found = await findGatewayPartnership(session, organisationId);
  const partnership = found && toFacts(found);
  if (!isActive(partnership)) return undefined;
  if (officerId !== undefined && partnership.accountManager?.officerId === officerId) return 'ACCOUNT_MANAGER';
  const acting = actingContactPoint(partnership);
  if (acting.officerId !== undefined) return acting.officerId === officerId ? acting.capacity : undefined;
  return acting.authorityId === party.id && roles.has('LEAD') ? acting.capacity : undefined;
}
