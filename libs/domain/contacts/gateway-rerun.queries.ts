import { visibleRows } from '#platform/access';
import { connectionOf, type Connection, type ConnectionArguments } from '#platform/graphql';
import { jsonTextAt } from '#platform/queries';
import type { Session } from '#platform/sessions';
import type { ContactRow, ContactTables } from './contact.tables.js';

/** Which questions to the gateway are judged again. */
export interface AdvisedSearch {
  readonly organisationId: string;
  /** Only those whose advice rested on this partnership. */
  readonly partnershipId: string | undefined;
  /** First and last day, by the day on which the contact was made or is planned. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Contacts on which the gateway advised, of which the caller may see the advice: the latest first. */
export function listAdvised(
  session: Session,
  { organisationId, partnershipId, from, to }: AdvisedSearch,
  page: ConnectionArguments,
): Promise<Connection<ContactRow>> {
  let query = session
    .tables<ContactTables>()
    .selectFrom('contact')
    .innerJoin('contact_detail as detail', 'detail.contactId', 'contact.id')
    .selectAll('contact')
    .where(visibleRows(session.ability, 'read', 'Contact', { table: 'contact' }))
    .where(visibleRows(session.ability, 'read', 'ContactDetail', { table: 'detail' }))
    .where('contact.organisationId', '=', organisationId)
    .where('contact.adviceKind', 'is not', null);
  if (partnershipId !== undefined) {
    query = query.where(jsonTextAt('detail.advice', 'inputs', 'partnership', 'id'), '=', partnershipId);
  }
  if (from !== undefined) query = query.where('contact.date', '>=', from);
  if (to !== undefined) query = query.where('contact.date', '<=', to);
  return connectionOf(query, { by: ['date', 'id'], direction: 'desc' }, page);
}
