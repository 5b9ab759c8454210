import { z } from 'zod';
import type { ImportLookup } from '#platform/imports';
import { deriveId, line, type IdOf } from '#platform/values';
import { findOrganisationByNumber } from './organisation.queries.js';
import { REGISTRIES } from './registry-number.js';

/** The columns by which the row of an import says of which organisation it speaks: one of its legal entities. */
export const organisationReference = {
  'organisation-registry': z.enum(REGISTRIES),
  'organisation-number': line(40),
};

export type OrganisationReference = z.output<z.ZodObject<typeof organisationReference>>;

/** The organisation that has this number already, whoever registered it; else the one that the number will name. */
export async function referencedOrganisationId(
  { 'organisation-registry': registry, 'organisation-number': number }: OrganisationReference,
  lookup: ImportLookup,
): Promise<IdOf<'organisation'>> {
  const known = await lookup.read((session) => findOrganisationByNumber(session, registry, number));
  return (known?.id as IdOf<'organisation'> | undefined) ?? deriveId('organisation', registry, number);
}

/** The site that an import of organisations knows under this reference. */
export function referencedSiteId(
  { 'organisation-registry': registry, 'organisation-number': number }: OrganisationReference,
  siteReference: string,
): IdOf<'site'> {
  return deriveId('site', registry, number, siteReference);
}
