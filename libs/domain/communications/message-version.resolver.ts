import { ResolveField, Resolver } from '@nestjs/graphql';
import { recipientListById } from '#domain/dispatch';
import { organisationById } from '#domain/organisations';
import { agreementByVersion, versionIdOf, type AgreementRow } from '#platform/agreement-register';
import { defineBatch, type RequestContext, type RequestReads } from '#platform/graphql';
import { canonicalText } from '#platform/values';
import { isSentByService, type MessageChannel, type MessageContent } from './message.content.js';
import { namingFacts } from './message.facts.js';
import {
  contentOf,
  messageVersionKey,
  versionByKey,
  versionsWithConfirmations,
  type MessageVersionKey,
  type MessageVersionRow,
} from './message.queries.js';
import { previewOf, type QuorumPreview } from './message.quorum-preview.js';
import { officer, writer } from './message-writers.js';
import { renderWording } from './wording.markdown.js';

/** Who would have to confirm versions, as many look-ups for many as for one. */
const quorumPreviews = defineBatch('message-quorum-preview', async (session, keys: readonly MessageVersionKey[]) => {
  const versions = await versionByKey.load(session, keys);
  const contents = [...versions].map(([key, row]) => [key, contentOf(row)] as const);
  const ids = [...new Set(contents.flatMap(([, { organisationIds }]) => organisationIds))];
  const facts = new Map((await namingFacts(session, ids)).map((each, index) => [ids[index], each]));
  return new Map(
    contents.map(([key, { organisationIds }]): [MessageVersionKey, QuorumPreview] => [
      key,
      previewOf(organisationIds.map((id) => facts.get(id) ?? { kind: 'UNKNOWN' })),
    ]),
  );
});

@Resolver('MessageVersion')
export class MessageVersionResolver {
  @ResolveField('purpose')
  purpose(version: MessageVersionRow): string {
    return contentOf(version).purpose;
  }

  @ResolveField('subject')
  subject(version: MessageVersionRow): string {
    return contentOf(version).wording.subject;
  }

  @ResolveField('body')
  body(version: MessageVersionRow): string {
    return contentOf(version).wording.body;
  }

  @ResolveField('bodyHtml')
  bodyHtml(version: MessageVersionRow): string {
    return renderWording(contentOf(version).wording.body);
  }

  @ResolveField('audiences')
  audiences(version: MessageVersionRow): MessageContent['audiences'] {
    return contentOf(version).audiences;
  }

  @ResolveField('organisationIds')
  organisationIds(version: MessageVersionRow): readonly string[] {
    return contentOf(version).organisationIds;
  }

  @ResolveField('organisations')
  organisations(version: MessageVersionRow, _args: unknown, { reads }: RequestContext) {
    return reads.relatedAll(organisationById, contentOf(version).organisationIds);
  }

  @ResolveField('channels')
  channels(version: MessageVersionRow): readonly object[] {
    return contentOf(version).channels.map((target, index) => ({ ...target, number: index + 1 }));
  }

  @ResolveField('attachments')
  attachments(version: MessageVersionRow): MessageContent['attachments'] {
    return contentOf(version).attachments;
  }

  @ResolveField('window')
  window(version: MessageVersionRow): MessageContent['window'] {
    return contentOf(version).window;
  }

  @ResolveField('embargoUntil')
  embargoUntil(version: MessageVersionRow): string | null {
    return contentOf(version).embargoUntil ?? null;
  }

  @ResolveField('programmePeriods')
  programmePeriods(version: MessageVersionRow): MessageContent['programmePeriods'] {
    return contentOf(version).programmePeriods;
  }

  @ResolveField('programmeException')
  programmeException(version: MessageVersionRow): string | null {
    return contentOf(version).programmeException ?? null;
  }

  @ResolveField('earlierMessage')
  earlierMessage(version: MessageVersionRow): object | null {
    return contentOf(version).earlierMessage ?? null;
  }

  @ResolveField('canonicalContent')
  canonicalContent(version: MessageVersionRow): string {
    return canonicalText(contentOf(version));
  }

  @ResolveField('writtenBy')
  writtenBy({ writtenByPartyId }: MessageVersionRow, _args: unknown, context: RequestContext) {
    return writer(writtenByPartyId, context);
  }

  @ResolveField('writtenByOfficer')
  writtenByOfficer({ writtenByOfficerId }: MessageVersionRow, _args: unknown, context: RequestContext) {
    return officer(writtenByOfficerId, context);
  }

  /** A note of those who write it: for those who are asked themselves, and for the two bodies. */
  @ResolveField('reason')
  async reason(version: MessageVersionRow, _args: unknown, { reads }: RequestContext): Promise<string | null> {
    return (await isAsked(version, reads)) ? version.reason : null;
  }

  @ResolveField('quorumPreview')
  async quorumPreview(version: MessageVersionRow, _args: unknown, { reads }: RequestContext) {
    const { messageId, version: number } = version;
    return (await isAsked(version, reads)) ? reads.one(quorumPreviews, messageVersionKey(messageId, number)) : null;
  }

  /** With persons and objections: for those who are asked themselves, and for the two bodies. */
  @ResolveField('agreement')
  async agreement(version: MessageVersionRow, _args: unknown, { reads }: RequestContext): Promise<AgreementRow | null> {
    const { messageId, version: number } = version;
    return (await isAsked(version, reads)) ? reads.one(agreementByVersion, versionIdOf(messageId, number)) : null;
  }
}

/** Whoever only reads what was issued learns nothing of how it came about, besides what the proof says. */
async function isAsked({ messageId, version }: MessageVersionRow, reads: RequestReads): Promise<boolean> {
  return (await reads.one(versionsWithConfirmations, messageVersionKey(messageId, version))) === true;
}

@Resolver('MessageChannel')
export class MessageChannelResolver {
  @ResolveField('recipientLists')
  recipientLists(channel: MessageChannel, _args: unknown, { reads }: RequestContext) {
    return isSentByService(channel) ? reads.relatedAll(recipientListById, channel.recipientListIds) : null;
  }

  @ResolveField('speakingNoteHtml')
  speakingNoteHtml(channel: MessageChannel): string | null {
    return channel.channel === 'REGIONAL_MEETING' ? renderWording(channel.speakingNote) : null;
  }
}
