import type { PlanContent, Priority, Variation } from './plan.content.js';

/** An authority, as far as plans can concern it on a day. */
export interface BriefedAuthority {
  readonly isHse: boolean;
  /** Its id, and those of the authorities that it has succeeded. */
  readonly ids: ReadonlySet<string>;
  /** In lower case; none where it lies in no region. */
  readonly region: string | undefined;
  /** Organisations at whose open sites it enforces. */
  readonly enforcedOrganisations: ReadonlySet<string>;
  /** Of the sites that plans and contact criteria name, those at which it enforces. */
  readonly enforcedSites: ReadonlySet<string>;
}

/** Why a priority concerns an authority. */
export const CONCERN_GROUNDS = ['NAMED', 'REGION', 'SITE', 'SECTOR', 'ENFORCES'] as const;
export type ConcernGround = (typeof CONCERN_GROUNDS)[number];

/**
 * Why a priority concerns the authority; nothing when it does not. Whoever is named, lies in a named region or enforces
 * at a named site is concerned, and HSE where its sectors are named. A priority that names none of these concerns
 * whoever enforces at any site of the organisation.
 */
export function groundsOf(
  { concerns }: Priority,
  organisationId: string,
  authority: BriefedAuthority,
): readonly ConcernGround[] {
  const { authorities, regions, siteIds, sectors } = concerns;
  const isForAll = [authorities, regions, siteIds, sectors].every((list) => list.length === 0);
  const grounds: Readonly<Record<ConcernGround, boolean>> = {
    NAMED: authorities.some((id) => authority.ids.has(id)),
    REGION: regions.some((region) => region.toLowerCase() === authority.region),
    SITE: siteIds.some((id) => authority.enforcedSites.has(id)),
    SECTOR: authority.isHse && sectors.length > 0,
    ENFORCES: isForAll && authority.enforcedOrganisations.has(organisationId),
  };
  return CONCERN_GROUNDS.filter((ground) => grounds[ground]);
}

/** The local variations that let this authority depart from the plan, and have not run out. */
export function variationsFor(
  { variations }: PlanContent,
  { ids }: BriefedAuthority,
  today: string,
): readonly Variation[] {
  return variations.filter(({ authorityId, until }) => ids.has(authorityId) && until > today);
}
