import { findSites } from '#domain/organisations';
import type { Prepared } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import type { ContactCommandData, ContactInputData } from './contact.commands.js';
import { findContacts } from './contact.queries.js';
import { namedOfficerFault } from './recorded-officer.queries.js';

/** Finds out whether what a corrected record names is there; the officer on record may stay, whatever the day. */
export async function prepareAmendment(
  session: Session,
  contactId: string,
  input: ContactInputData<'AmendContact'>,
): Promise<Prepared<ContactCommandData<'AmendContact'>>> {
  const { siteId, officerId, madeOn } = input;
  const contact = (await findContacts(session, [contactId])).get(contactId);
  if (contact && officerId !== undefined && officerId !== contact.officerId) {
    const wrong = await namedOfficerFault(session, officerId, contact.authorityId, madeOn);
    if (wrong) return wrong;
  }
  const site = siteId === undefined ? undefined : (await findSites(session, [siteId])).get(siteId);
  return { outcome: 'prepared', data: { ...input, siteOrganisationId: site?.organisationId } };
}
