import type { Caller, Standing } from '#platform/access';
import type { SeatHolder } from '#platform/agreements';
import { audienceKey, audienceScope, type Audience, type Segment } from './audience.vocabulary.js';

/**
 * Who reads a version of a message, as keys: a version carries the keys of its readers, a caller holds keys, and reads
 * the versions that carry one of these. The same keys decide in the policy and in the queries.
 */

/** HSE, the coordinating body and the auditor read every version from the first draft on. */
export const DRAFTING = 'DRAFTING';

/** The advisory body reads what was issued. */
export const ADVISORY_BODY = 'ADVISORY_BODY';

/** Every organisation, when a message for organisations was issued. */
export const ALL_ORGANISATIONS = 'ORGANISATIONS';

/** Those who speak for an organisation that is asked to confirm. */
export const askedKey = (organisationId: string): string => `ASKED:${organisationId}`;

/** Who manages the account of an organisation that is asked to confirm. */
export const managingKey = (organisationId: string): string => `MANAGING:${organisationId}`;

/** Everybody of an organisation that an issued message names. */
export const namedKey = (organisationId: string): string => `NAMED:${organisationId}`;

/** The audiences of which people of local authorities are part. */
const AUTHORITIES_SEGMENTS: readonly Segment[] = [
  'LOCAL_AUTHORITIES',
  'SENIOR_MANAGERS',
  'ELECTED_MEMBERS',
  'PRACTITIONERS',
];

/** The keys of a local authority's people: what goes to everywhere, and to the authority's own region. */
export function authorityKeys(regions: readonly string[]): readonly string[] {
  return AUTHORITIES_SEGMENTS.flatMap((segment) => [
    segment,
    ...regions.map((region) => `${segment}:${region.toLowerCase()}`),
  ]);
}

/** Who reads a version from the moment at which they are asked to confirm it. */
export function readersAsked(holders: readonly SeatHolder[]): readonly string[] {
  const keys = holders.flatMap((holder): readonly string[] => {
    if (holder.kind === 'POST') return [managingKey(holder.organisationId)];
    return holder.partyKind === 'ORGANISATION' && holder.partyId !== undefined ? [askedKey(holder.partyId)] : [];
  });
  return [...new Set(keys)];
}

/** Who reads a version once it is issued, besides those who were asked. */
export function readersOfIssued({
  audiences,
  organisationIds,
}: {
  readonly audiences: readonly Audience[];
  readonly organisationIds: readonly string[];
}): readonly string[] {
  const addressed = audiences
    .filter(({ segment }) => AUTHORITIES_SEGMENTS.includes(segment) || segment === 'ORGANISATIONS')
    .map((each) => (audienceScope(each) === undefined ? each.segment : audienceKey(each)));
  return [...new Set([ADVISORY_BODY, ...addressed, ...organisationIds.map(namedKey)])];
}

/** The keys that a caller holds. */
export function readerKeysOf(caller: Caller, standing: Standing): readonly string[] {
  const managed = [...standing.ids('managedOrganisations'), ...standing.ids('actingAccountManagerOf')];
  const managing = [...new Set(managed)].map(managingKey);
  return [...managing, ...(caller.system ? [DRAFTING] : partyKeys(caller, standing))];
}

function partyKeys({ party, roles }: Caller, standing: Standing): readonly string[] {
  switch (party.kind) {
    case 'HSE':
    case 'COORDINATING_BODY':
    case 'AUDITOR':
      return [DRAFTING];
    case 'ADVISORY_BODY':
      return [ADVISORY_BODY];
    case 'LOCAL_AUTHORITY':
      return authorityKeys(standing.ids('ownRegions'));
    case 'ORGANISATION': {
      const asked = roles.has('REPRESENTATIVE') || roles.has('COMMUNICATIONS_LEAD') ? [askedKey(party.id)] : [];
      return [...asked, namedKey(party.id), ALL_ORGANISATIONS];
    }
    case 'OPERATOR':
      return [];
  }
}
