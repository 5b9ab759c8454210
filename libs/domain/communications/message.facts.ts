import { findOrganisations } from '#domain/organisations';
import { findPartnershipPosts } from '#domain/partnerships';
import { findRegions } from '#domain/regulators';
import type { Session } from '#platform/sessions';
import { idOf } from '#platform/values';
import { audienceScope } from './audience.vocabulary.js';
import type { ContentFacts, EarlierMessageFacts, IssueFacts, NamingFacts } from './message.commands.js';
import { contentDigest, type EarlierMessage, type MessageContent } from './message.content.js';
import { listFacts } from './message-delivery.facts.js';
import { programmeFacts } from './message-programme.facts.js';
import { findMessages, relationsTo } from './message.queries.js';

/** What the registers say of what a content names, at the session's snapshot. */
export async function contentFacts(session: Session, content: MessageContent): Promise<ContentFacts> {
  const lists = await listFacts(session, content);
  const programme = await programmeFacts(session, content);
  return {
    digest: contentDigest(content),
    organisations: await namingFacts(session, content.organisationIds),
    unknownRegions: await unknownRegions(session, content),
    unfitRecipientLists: lists.unfitRecipientLists,
    unknownPeriods: programme.unknownPeriods,
    unfitWindow: programme.unfitWindow,
    earlierMessage: await earlierMessageFacts(session, content.earlierMessage),
  };
}

/** What stands against issuing this content now. */
export async function issueFacts(session: Session, content: MessageContent): Promise<IssueFacts> {
  const { unfitPeriods } = await programmeFacts(session, content);
  return {
    digest: contentDigest(content),
    ...(await listFacts(session, content)),
    unfitPeriods,
    earlierMessage: await earlierMessageFacts(session, content.earlierMessage),
  };
}

const organisationIdSchema = idOf('organisation');

/** Whether each organisation has somebody for both of its seats: without them, nobody could confirm. */
export async function namingFacts(session: Session, ids: readonly string[]): Promise<readonly NamingFacts[]> {
  if (ids.length === 0) return [];
  const organisations = await findOrganisations(session, ids);
  const posts = await findPartnershipPosts(session, ids);
  return ids.map((each): NamingFacts => {
    const name = organisations.get(each)?.name;
    if (name === undefined) return { kind: 'UNKNOWN' };
    const held = posts.get(each);
    if (held?.status !== 'ACTIVE') return { kind: 'NO_ACTIVE_PARTNERSHIP', name };
    if (!held.accountManager) return { kind: 'NO_ACCOUNT_MANAGER', name };
    const organisation = { id: organisationIdSchema.parse(each), name };
    return { kind: 'READY', organisation, accountManagerId: held.accountManager.officerId };
  });
}

async function unknownRegions(session: Session, { audiences, channels }: MessageContent): Promise<readonly string[]> {
  const named = [
    ...audiences.flatMap((each) => (each.segment === 'HSE_SECTOR' ? [] : (audienceScope(each) ?? []))),
    ...channels.flatMap((each) => (each.channel === 'REGIONAL_MEETING' ? each.region : [])),
  ].map((region) => region.toLowerCase());
  if (named.length === 0) return [];
  const known = await findRegions(session);
  return named.filter((region) => !known.has(region));
}

async function earlierMessageFacts(
  session: Session,
  earlier: EarlierMessage | undefined,
): Promise<EarlierMessageFacts | undefined> {
  if (!earlier) return undefined;
  const { messageId } = earlier;
  const message = (await findMessages(session, [messageId])).get(messageId);
  if (!message) return 'UNKNOWN';
  if (message.status !== 'ISSUED') return 'NOT_ISSUED';
  const later = (await relationsTo.load(session, [messageId])).get(messageId) ?? [];
  return later.some(({ relation }) => relation === 'SUPERSEDES') ? 'SUPERSEDED' : 'ISSUED';
}
