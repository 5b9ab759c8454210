import type { Caller } from '#platform/access';
import {
  applicationError,
  type Connection,
  type ConnectionArguments,
  type ReadRecord,
  type RecordedRead,
  type RequestContext,
} from '#platform/graphql';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { deriveId, deriveUuid } from '#platform/values';
import { briefingAggregate } from './briefing.aggregate.js';
import { briefingPage, type BriefingItem } from './briefing.queries.js';

export interface BriefingArguments extends ConnectionArguments {
  readonly authorityId?: string | null;
  readonly organisationId?: string | null;
  readonly topic?: string | null;
}

const PARTIES_WITH_A_BRIEFING: readonly string[] = ['LOCAL_AUTHORITY', 'HSE'];

/** The briefing that is asked for: the reader's own where none is named. */
function authorityAsked({ authorityId }: BriefingArguments, { party }: Caller): string | undefined {
  return authorityId ?? (PARTIES_WITH_A_BRIEFING.includes(party.kind) ? party.id : undefined);
}

function pageAsked(
  session: Session,
  authorityId: string,
  { organisationId, topic, first, after }: BriefingArguments,
): Promise<Connection<BriefingItem> | undefined> {
  return briefingPage(session, {
    authorityId,
    partyId: session.caller.party.id,
    organisationId: organisationId ?? undefined,
    topic: topic?.trim() || undefined,
    first,
    after,
  });
}

/** What a briefing would disclose to the reader for the first time; nothing to who may not read it. */
export async function undisclosedIn(
  session: Session,
  args: BriefingArguments,
  reader: Caller = session.caller,
): Promise<readonly ReadRecord[]> {
  const { caller } = session;
  const authorityId = authorityAsked(args, caller);
  if (authorityId === undefined || !session.may('read', 'Briefing', { authorityId })) return [];
  const page = await pageAsked(session, authorityId, args);
  const undisclosed = page?.nodes.filter(({ firstDisclosedAt }) => firstDisclosedAt === null) ?? [];
  return undisclosed.map((item) => recordOf(item, authorityId, reader));
}

/** Puts on record what a briefing discloses to the reader for the first time, before it is returned. */
export const briefingRead: RecordedRead = {
  field: 'briefing',
  aggregate: briefingAggregate,
  missing: async (args: BriefingArguments, { reads, caller }: RequestContext) =>
    undisclosedIn(await reads.session(), args, caller),
};

function recordOf(item: BriefingItem, authorityId: string, { party, subject }: Caller): ReadRecord {
  const { planId, partnershipId, organisationId, version, digest } = item;
  return {
    stream: deriveId('briefing', party.id, authorityId) as StreamName,
    type: 'DiscloseKeyInformation',
    input: { authorityId, planId, partnershipId, organisationId, version, digest },
    commandId: deriveUuid('briefing', party.id, subject, authorityId, planId, String(version), digest),
  };
}

/**
 * The briefing, of which everything is on record as disclosed.
 * @throws FORBIDDEN, NOT_FOUND, BAD_USER_INPUT
 */
export async function readBriefing(
  args: BriefingArguments,
  context: RequestContext,
): Promise<Connection<BriefingItem>> {
  const session = await context.reads.session();
  const authorityId = authorityAsked(args, session.caller);
  if (authorityId === undefined) {
    if (!session.may('read', 'Briefing', {})) throw forbidden();
    throw applicationError('BAD_USER_INPUT', 'Name the authority whose briefing you ask for (authorityId).');
  }
  if (!session.may('read', 'Briefing', { authorityId })) throw forbidden();
  const page = await pageAsked(session, authorityId, args);
  if (!page) throw applicationError('NOT_FOUND', 'There is no authority with this id.');
  // What is read of the past is disclosed now: in the past it was not.
  if (!context.reads.past && page.nodes.some(({ firstDisclosedAt }) => firstDisclosedAt === null)) {
    throw new Error('A briefing would have been returned that is not on record as disclosed.');
  }
  return page;
}

function forbidden() {
  return applicationError('FORBIDDEN', 'You may not read the briefing of this authority.');
}
