import { sameTopic, type ContactRule } from '#domain/partnerships';
import { digestOf, type Digest } from '#platform/values';
import type { PlainDate } from '#platform/working-days';
import { groundsOf, variationsFor, type BriefedAuthority, type ConcernGround } from './briefing.concerns.js';
import { defaultCriteriaOn, type IncidentClause } from './incident-criteria.js';
import type { PlanContent, Priority, Variation } from './plan.content.js';

/**
 * What a briefing shows of a plan: all that is disclosed is made here, of what concerns the authority and nothing else.
 */

export interface BriefedPriority {
  readonly number: number;
  readonly title: string;
  readonly themes: readonly string[];
  readonly grounds: readonly ConcernGround[];
  /** The text for those concerned; without one, they are told title and themes and no more. */
  readonly keyInformation: string | null;
  readonly from: PlainDate | null;
  readonly until: PlainDate | null;
  readonly topics: readonly string[];
  /** Of the sites that it names, those at which the authority enforces. */
  readonly siteIds: readonly string[];
}

export interface BriefedIncidentCriteria {
  /** True when they are the plan's own. */
  readonly own: boolean;
  /** The version of the default criteria; null for criteria of the plan's own. */
  readonly defaultVersion: number | null;
  readonly clauses: readonly IncidentClause[];
}

export interface PlanExtract {
  readonly planTitle: string;
  readonly priorities: readonly BriefedPriority[];
  readonly variations: readonly Variation[];
  readonly incidentCriteria: BriefedIncidentCriteria;
  readonly contactRules: readonly ContactRule[];
  /** True when the plan holds more; null for who may not know whether it does. */
  readonly moreExists: boolean | null;
  /** How many more priorities it holds; null for who may not know. */
  readonly morePriorities: number | null;
}

export interface ExtractOf {
  readonly content: PlanContent;
  readonly organisationId: string;
  readonly authority: BriefedAuthority;
  /** Of the partnership's contact criteria in force. */
  readonly contactRules: readonly ContactRule[];
  /** True when the authority leads the partnership or has somebody in its posts. */
  readonly isPartner: boolean;
  /** Only priorities about this topic. */
  readonly topic: string | undefined;
  readonly today: PlainDate;
}

export function extractOf(of: ExtractOf): PlanExtract {
  const { content, organisationId, authority, today } = of;
  const concerning = content.priorities.flatMap((priority) => briefed(priority, of));
  const narrowed = of.topic === undefined ? concerning : concerning.filter((priority) => isAbout(priority, of.topic));
  const more = content.priorities.length - concerning.length;
  const enforces = authority.enforcedOrganisations.has(organisationId);
  return {
    planTitle: content.title,
    priorities: narrowed,
    variations: variationsFor(content, authority, today),
    incidentCriteria: incidentCriteriaOf(content, today),
    contactRules: of.contactRules.filter((rule) => ruleConcerns(rule, authority)),
    moreExists: enforces || of.isPartner ? more > 0 : null,
    morePriorities: of.isPartner ? more : null,
  };
}

function briefed(priority: Priority, { organisationId, authority }: ExtractOf): readonly BriefedPriority[] {
  const grounds = groundsOf(priority, organisationId, authority);
  if (grounds.length === 0) return [];
  const { number, title, themes, keyInformation, from, until, concerns } = priority;
  const isKey = keyInformation !== undefined;
  const shown: BriefedPriority = {
    number,
    title,
    themes,
    grounds,
    keyInformation: keyInformation ?? null,
    from: (isKey && from) || null,
    until: (isKey && until) || null,
    topics: isKey || grounds.includes('ENFORCES') ? concerns.topics : [],
    siteIds: isKey ? concerns.siteIds.filter((id) => authority.enforcedSites.has(id)) : [],
  };
  return [shown];
}

/** By the topics that are shown: whoever asks topic by topic must not learn the others. */
function isAbout({ topics }: BriefedPriority, topic: string | undefined): boolean {
  return topic === undefined || topics.some((each) => sameTopic(each, topic));
}

function incidentCriteriaOf({ incidentCriteria }: PlanContent, today: PlainDate): BriefedIncidentCriteria {
  if (incidentCriteria.kind === 'OWN') {
    return { own: true, defaultVersion: null, clauses: incidentCriteria.clauses };
  }
  const inForce = defaultCriteriaOn(today);
  return { own: false, defaultVersion: inForce?.version ?? null, clauses: inForce?.clauses ?? [] };
}

/** A rule for another authority, another region or another's site says nothing to this one. */
function ruleConcerns({ who, siteId }: ContactRule, { ids, region, isHse, enforcedSites }: BriefedAuthority): boolean {
  if (siteId !== undefined && !enforcedSites.has(siteId)) return false;
  switch (who?.kind) {
    case undefined:
      return true;
    case 'PARTY_KIND':
      return who.partyKind === (isHse ? 'HSE' : 'LOCAL_AUTHORITY');
    case 'REGION':
      return who.region.toLowerCase() === region;
    case 'AUTHORITY':
      return ids.has(who.authorityId);
  }
}

/** The digest of exactly what is shown of a version; who answers for the account is no part of the plan. */
export function digestOfExtract(planId: string, version: number, extract: PlanExtract): Digest {
  return digestOf(JSON.parse(JSON.stringify({ planId, version, extract })));
}

/** The sites that a content and rules name: whether the authority enforces there decides what is shown. */
export function sitesNamedIn(content: PlanContent, rules: readonly ContactRule[]): readonly string[] {
  return [
    ...content.priorities.flatMap(({ concerns }) => concerns.siteIds),
    ...rules.flatMap(({ siteId }) => (siteId === undefined ? [] : [siteId])),
  ];
}

/** True when the plan concerns the authority at all: it enforces there, or a priority or a variation in force is for it. */
export function concernsAuthority(
  { priorities, variations }: PlanExtract,
  organisationId: string,
  { enforcedOrganisations }: BriefedAuthority,
): boolean {
  return enforcedOrganisations.has(organisationId) || priorities.length > 0 || variations.length > 0;
}
