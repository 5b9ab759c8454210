import { deriveId } from '#platform/values';
import type { BriefedAuthority } from './briefing.concerns.js';
import { extractOf, type ExtractOf, type PlanExtract } from './briefing.extract.js';
import { inOrder, type Concerns, type PlanContent, type Priority } from './plan.content.js';
import { content, day, DUNDEE, priorityOne, SITE, variationOne, WAKEFIELD } from './plan.fixture.js';

/** What the specs of briefings share. */

export const ORGANISATION = deriveId('organisation', 'Tesco');
export const NOBODY: Concerns = { authorities: [], regions: [], siteIds: [], sectors: [], topics: [] };

export function priority(number: number, concerns: Partial<Concerns>, change: Partial<Priority> = {}): Priority {
  return {
    ...priorityOne,
    number,
    title: `Title of ${number}`,
    keyInformation: `Key information of ${number}`,
    concerns: { ...NOBODY, ...concerns },
    ...change,
  };
}

export function plan(priorities: readonly Priority[], change: Partial<PlanContent> = {}): PlanContent {
  return inOrder({ ...content, priorities: [...priorities], variations: [variationOne], ...change });
}

/** Enforces nowhere. */
export const wakefield: BriefedAuthority = {
  isHse: false,
  ids: new Set([WAKEFIELD]),
  region: 'yorkshire and the humber',
  enforcedOrganisations: new Set(),
  enforcedSites: new Set(),
};

/** Enforces at the site of the organisation. */
export const dundee: BriefedAuthority = {
  isHse: false,
  ids: new Set([DUNDEE]),
  region: 'scotland',
  enforcedOrganisations: new Set([ORGANISATION]),
  enforcedSites: new Set([SITE]),
};

export const hse: BriefedAuthority = { ...wakefield, isHse: true, ids: new Set(['authority-hse']), region: undefined };

export function extract(
  of: PlanContent,
  authority: BriefedAuthority,
  change: Partial<Omit<ExtractOf, 'content' | 'authority'>> = {},
): PlanExtract {
  return extractOf({
    content: of,
    authority,
    organisationId: ORGANISATION,
    contactRules: [],
    isPartner: false,
    topic: undefined,
    today: day('2006-03-21'),
    ...change,
  });
}
