import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { programmeRiskById } from '#domain/programmes';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { commentsOf, followUpsOf, risksOf, type MessageCommentRow } from './message-delivery.queries.js';
import type { EarlierMessage } from './message.content.js';
import { differenceOfContents, type MessageChange } from './message.difference.js';
import { proofOf, type MessageProof } from './message.proof.js';
import {
  contentOf,
  listEmbargoed,
  listIssued,
  listMessages,
  messageById,
  messageVersionKey,
  relationsTo,
  versionByKey,
  versionsOf,
  type MessageFilter,
  type MessageRow,
  type MessageVersionRow,
  type VersionFilter,
} from './message.queries.js';

/** `first` and `after` beside what filters the list. */
type Filtered<Filter> = ConnectionArguments & { readonly filter?: Filter | null };

@Resolver('Message')
export class MessageResolver {
  @Query('message')
  message(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<MessageRow | null> {
    return reads.one(messageById, id);
  }

  @Query('messages')
  async messages(
    @Args() { filter, ...page }: Filtered<MessageFilter>,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<MessageRow>> {
    return listMessages(await reads.session(), page, filter ?? {});
  }

  @Query('issuedMessages')
  async issuedMessages(
    @Args() { filter, ...page }: Filtered<VersionFilter>,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<MessageRow>> {
    return listIssued(await reads.session(), page, filter ?? {});
  }

  @Query('embargoedMessages')
  async embargoedMessages(
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<MessageRow>> {
    return listEmbargoed(await reads.session(), page);
  }

  @ResolveField('latest')
  latest({ id, shownVersion }: MessageRow, _args: unknown, { reads }: RequestContext) {
    return reads.one(versionByKey, messageVersionKey(id, shownVersion));
  }

  @ResolveField('title')
  async title(message: MessageRow, _args: unknown, context: RequestContext): Promise<string> {
    const latest = await this.latest(message, undefined, context);
    return latest?.title ?? '';
  }

  @ResolveField('versions')
  async versions({ id }: MessageRow, _args: unknown, { reads }: RequestContext): Promise<readonly MessageVersionRow[]> {
    return (await reads.one(versionsOf, id)) ?? [];
  }

  @ResolveField('version')
  version(
    @Parent() { id }: MessageRow,
    @Args('number') number: number,
    @Context() { reads }: RequestContext,
  ): Promise<MessageVersionRow | null> {
    return reads.one(versionByKey, messageVersionKey(id, number));
  }

  @ResolveField('difference')
  async difference(
    @Parent() { id }: MessageRow,
    @Args() { from, to }: { readonly from: number; readonly to: number },
    @Context() { reads }: RequestContext,
  ): Promise<readonly MessageChange[] | null> {
    const [before, after] = await Promise.all(
      [from, to].map((number) => reads.one(versionByKey, messageVersionKey(id, number))),
    );
    return before && after ? differenceOfContents(contentOf(before), contentOf(after)) : null;
  }

  @ResolveField('issuedAt')
  issuedAt({ issuedAt }: MessageRow): string | null {
    return issuedAt === '' ? null : issuedAt;
  }

  @ResolveField('proof')
  proof(message: MessageRow, _args: unknown, { reads }: RequestContext): Promise<MessageProof | null> {
    return proofOf(reads, message);
  }

  @ResolveField('isSuperseded')
  async isSuperseded({ id }: MessageRow, _args: unknown, { reads }: RequestContext): Promise<boolean> {
    return ((await reads.one(relationsTo, id)) ?? []).some(({ relation }) => relation === 'SUPERSEDES');
  }

  @ResolveField('supersededBy')
  async supersededBy({ id }: MessageRow, _args: unknown, { reads }: RequestContext): Promise<MessageRow | null> {
    const later = (await reads.one(relationsTo, id))?.find(({ relation }) => relation === 'SUPERSEDES');
    return later ? reads.one(messageById, later.messageId) : null;
  }

  @ResolveField('corrections')
  async corrections({ id }: MessageRow, _args: unknown, { reads }: RequestContext) {
    const later = ((await reads.one(relationsTo, id)) ?? []).filter(({ relation }) => relation === 'CORRECTS');
    return reads.relatedAll(
      messageById,
      later.map(({ messageId }) => messageId),
    );
  }

  @ResolveField('comments')
  comments(
    @Parent() { id }: MessageRow,
    @Args() args: ConnectionArguments & { readonly version?: number | null; readonly open?: boolean | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<MessageCommentRow>> {
    const { version = null, open, ...page } = args;
    return reads.page(commentsOf, id, page, { version, open: open ?? false });
  }

  @ResolveField('followUps')
  async followUps({ id }: MessageRow, _args: unknown, { reads }: RequestContext) {
    return (await reads.one(followUpsOf, id)) ?? [];
  }

  @ResolveField('risks')
  async risks({ id }: MessageRow, _args: unknown, { reads }: RequestContext) {
    const linked = (await reads.one(risksOf, id)) ?? [];
    return reads.relatedAll(
      programmeRiskById,
      linked.map(({ riskId }) => riskId),
    );
  }
}

@Resolver('EarlierMessage')
export class EarlierMessageResolver {
  @ResolveField('message')
  message({ messageId }: EarlierMessage, _args: unknown, { reads }: RequestContext) {
    return reads.one(messageById, messageId);
  }
}
