import { visibleRows } from '#platform/access';
import { connectionOf, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { Session } from '#platform/sessions';
import type { DisclosureTables } from './briefing-disclosures.projection.js';
import type { DisclosureRow } from './briefing-facts.queries.js';

/** What of a partnership's plans was shown to whom, the latest first. */
export function listDisclosures(
  session: Session,
  partnershipId: string,
  page: ConnectionArguments,
): Promise<Connection<DisclosureRow>> {
  const query = session
    .tables<DisclosureTables>()
    .selectFrom('key_information_disclosure')
    .selectAll()
    .where(visibleRows(session.ability, 'read', 'Disclosure'))
    .where('partnershipId', '=', partnershipId);
  return connectionOf(query, { by: ['disclosedAt', 'briefingId', 'revision'], direction: 'desc' }, page);
}
