import { organisationById } from '#domain/organisations';
import { authorityById, officerById } from '#domain/regulators';
import type { RequestContext } from '#platform/graphql';

/** The party of whoever wrote, as far as the caller may know of it. */
export function writer(partyId: string, { reads }: RequestContext) {
  return partyId.startsWith('organisation-') ? reads.one(organisationById, partyId) : reads.one(authorityById, partyId);
}

/** The officer who wrote, where the person is in the register and the caller may know of them. */
export function officer(officerId: string | null, { reads }: RequestContext) {
  return officerId === null ? null : reads.one(officerById, officerId);
}
