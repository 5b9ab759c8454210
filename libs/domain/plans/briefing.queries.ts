import { findOrganisations } from '#domain/organisations';
import { actingOfficer, findGatewayPartnership, type GatewayPartnership } from '#domain/partnerships';
import { findOfficers, type OfficerRow } from '#domain/regulators';
import { connectionOf, PAGE_SIZE, type Connection, type ConnectionArguments } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import { defineSharedAnswer, type Session } from '#platform/sessions';
import type { Digest } from '#platform/values';
import { briefingCandidates, contentsOf, versionKey, type BriefingCandidate } from './briefing-candidates.queries.js';
import { changesBetween, type BriefedChange } from './briefing.changes.js';
import type { BriefedAuthority } from './briefing.concerns.js';
import { concernsAuthority, digestOfExtract, extractOf, sitesNamedIn, type PlanExtract } from './briefing.extract.js';
import {
  findBriefingOwner,
  findDisclosures,
  findEnforcedSites,
  findNames,
  type BriefingOwner,
  type DisclosureRow,
} from './briefing-facts.queries.js';
import type { PlanContent } from './plan.content.js';

/** What a briefing says of one plan. */
export interface BriefingItem extends PlanExtract {
  readonly planId: string;
  readonly version: number;
  readonly inForceFrom: string | null;
  readonly partnershipId: string;
  readonly organisationId: string;
  readonly organisation: object | null;
  readonly accountManager: OfficerRow | null;
  /** Who acts for the account manager; null while the account manager answers. */
  readonly actingShadow: OfficerRow | null;
  readonly digest: Digest;
  /** When the reading party first saw exactly this; null while that is not on record. */
  readonly firstDisclosedAt: string | null;
  readonly previouslySeenVersion: number | null;
  readonly changes: readonly BriefedChange[];
}

export interface BriefingQuestion {
  readonly authorityId: string;
  /** The party that reads. */
  readonly partyId: string;
  readonly organisationId: string | undefined;
  readonly topic: string | undefined;
  readonly first: number | null | undefined;
  readonly after: string | null | undefined;
}

const ORDER = { by: ['organisationId', 'planId'], direction: 'asc' } as const;

/** One page of an authority's briefing; `undefined` when there is no such authority. Remembered while nothing is written. */
export const briefingPage = defineSharedAnswer(
  async (session: Session, question: BriefingQuestion): Promise<Connection<BriefingItem> | undefined> => {
    const owner = await findBriefingOwner(session, question.authorityId);
    return owner && pageFor(session, owner, question);
  },
);

/** Reads candidates until the page is full: some have nothing to show after all. */
async function pageFor(
  session: Session,
  owner: BriefingOwner,
  question: BriefingQuestion,
): Promise<Connection<BriefingItem>> {
  const { row, ids } = owner;
  const query = briefingCandidates(session, {
    ids,
    region: row.region?.toLowerCase(),
    isHse: row.kind === 'HSE',
    organisationId: question.organisationId,
  });
  const size = question.first ?? PAGE_SIZE.default;
  const edges: { readonly node: BriefingItem; readonly cursor: string }[] = [];
  let page: ConnectionArguments = { first: question.first ?? null, after: question.after ?? null };
  for (;;) {
    const list = await connectionOf(query, ORDER, page);
    const items = await itemsOf(session, owner, question, list.nodes);
    const found = list.edges.flatMap(({ node, cursor }) => {
      const item = items.get(node.planId);
      return item ? [{ node: item, cursor }] : [];
    });
    edges.push(...found);
    if (!list.pageInfo.hasNextPage || edges.length >= size) {
      const hasNextPage = list.pageInfo.hasNextPage || edges.length > size;
      return toConnection(edges.slice(0, size), hasNextPage, question.after);
    }
    page = { ...page, after: list.pageInfo.endCursor };
  }
}

function toConnection(
  edges: Connection<BriefingItem>['edges'],
  hasNextPage: boolean,
  after: string | null | undefined,
): Connection<BriefingItem> {
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasNextPage,
      hasPreviousPage: after !== null && after !== undefined,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** A candidate with the plan's content and its partnership as it stands. */
interface Briefed {
  readonly candidate: BriefingCandidate;
  readonly content: PlanContent;
  readonly inForceFrom: string | null;
  readonly partnership: GatewayPartnership;
}

/** By plan; plans of partnerships that have ended, and those with nothing about the topic, are left out. */
async function itemsOf(
  session: Session,
  owner: BriefingOwner,
  question: BriefingQuestion,
  candidates: readonly BriefingCandidate[],
): Promise<ReadonlyMap<string, BriefingItem>> {
  if (candidates.length === 0) return new Map();
  const briefed = await briefedOf(session, candidates);
  const disclosures = await findDisclosures(
    session,
    question.partyId,
    question.authorityId,
    candidates.map(({ planId }) => planId),
  );
  const former = await formerContents(session, briefed, disclosures);
  const authority = await authorityFor(session, owner, briefed, [...former.values()]);
  const nameOf = await findNames(session, owner, authority.enforcedSites);
  const people = await peopleOf(session, briefed);
  const organisations = await findOrganisations(session, [...new Set(candidates.map((each) => each.organisationId))]);
  const items = briefed.flatMap((each): readonly (readonly [string, BriefingItem])[] => {
    const { planId, version, organisationId } = each.candidate;
    const extract = extractFor(session, each, each.content, authority, question);
    if (question.topic !== undefined && extract.priorities.length === 0) return [];
    if (!concernsAuthority(extract, organisationId, authority)) return [];
    const digest = digestOfExtract(planId, version, extract);
    const seen = disclosures.get(planId) ?? [];
    const previous = previousVersion(seen, version);
    const before = previous === undefined ? undefined : former.get(versionKey({ planId, version: previous }));
    const item: BriefingItem = {
      ...extract,
      planId,
      version,
      inForceFrom: each.inForceFrom,
      partnershipId: each.partnership.id,
      organisationId,
      organisation: organisations.get(organisationId) ?? null,
      ...people(each.partnership),
      digest,
      firstDisclosedAt: seen.find((row) => row.version === version && row.digest === digest)?.disclosedAt ?? null,
      previouslySeenVersion: previous ?? null,
      changes: before ? changesBetween(extractFor(session, each, before, authority, question), extract, nameOf) : [],
    };
    return [[planId, item]];
  });
  return new Map(items);
}

async function briefedOf(session: Session, candidates: readonly BriefingCandidate[]): Promise<readonly Briefed[]> {
  const contents = await contentsOf(session, candidates);
  const briefed: Briefed[] = [];
  for (const candidate of candidates) {
    const found = contents.get(versionKey(candidate));
    const partnership = await findGatewayPartnership(session, candidate.organisationId);
    if (!found || partnership?.id !== found.partnershipId) continue;
    briefed.push({ candidate, content: parseJson(found.content), inForceFrom: found.validFrom, partnership });
  }
  return briefed;
}

/** The last version before this one that the party was shown. */
function previousVersion(seen: readonly DisclosureRow[], version: number): number | undefined {
  const earlier = seen.flatMap((row) => (row.version < version ? [row.version] : []));
  return earlier.length === 0 ? undefined : Math.max(...earlier);
}

async function formerContents(
  session: Session,
  briefed: readonly Briefed[],
  disclosures: ReadonlyMap<string, readonly DisclosureRow[]>,
): Promise<ReadonlyMap<string, PlanContent>> {
  const versions = briefed.flatMap(({ candidate: { planId, version } }) => {
    const previous = previousVersion(disclosures.get(planId) ?? [], version);
    return previous === undefined ? [] : [{ planId, version: previous }];
  });
  const contents = await contentsOf(session, versions);
  return new Map([...contents].map(([key, { content }]) => [key, parseJson(content)]));
}

async function authorityFor(
  session: Session,
  { row, ids }: BriefingOwner,
  briefed: readonly Briefed[],
  former: readonly PlanContent[],
): Promise<BriefedAuthority> {
  const named = [
    ...briefed.flatMap(({ content, partnership }) => sitesNamedIn(content, partnership.contactRules)),
    ...former.flatMap((content) => sitesNamedIn(content, [])),
  ];
  const enforced = briefed.filter(({ candidate }) => candidate.enforces === 1);
  return {
    isHse: row.kind === 'HSE',
    ids: new Set(ids),
    region: row.region?.toLowerCase(),
    enforcedOrganisations: new Set(enforced.map(({ candidate }) => candidate.organisationId)),
    enforcedSites: await findEnforcedSites(session, ids, named),
  };
}

function extractFor(
  session: Session,
  { candidate: { organisationId }, partnership }: Briefed,
  content: PlanContent,
  authority: BriefedAuthority,
  { topic }: BriefingQuestion,
): PlanExtract {
  const { leadAuthorityId, accountManager, shadow, contactRules } = partnership;
  const partners = [leadAuthorityId, accountManager?.authorityId, shadow?.authorityId];
  const isPartner = partners.some((id) => id !== undefined && authority.ids.has(id));
  const { today } = session;
  return extractOf({ content, organisationId, authority, contactRules, isPartner, topic, today });
}

/** Who answers for the account now, as far as the reader may know the officers. */
async function peopleOf(session: Session, briefed: readonly Briefed[]) {
  const ids = briefed.flatMap(({ partnership: { accountManager, shadow } }) => [
    ...(accountManager ? [accountManager.officerId] : []),
    ...(shadow ? [shadow.officerId] : []),
  ]);
  const officers = await findOfficers(session, [...new Set(ids)]);
  return (partnership: GatewayPartnership): Pick<BriefingItem, 'accountManager' | 'actingShadow'> => {
    const { accountManager } = partnership;
    const acting = actingOfficer(partnership);
    return {
      accountManager: (accountManager && officers.get(accountManager.officerId)) ?? null,
      actingShadow: (acting?.capacity === 'SHADOW' && officers.get(acting.post.officerId)) || null,
    };
  };
}
