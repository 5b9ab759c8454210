import { isSame } from '#platform/values';
import { audienceName, channelName } from './audience.vocabulary.js';
import type { MessageAttachment, MessageChannel, MessageContent } from './message.content.js';
import { sourceName } from './message.vocabulary.js';
import { differenceOfWordings, type WordingDifference } from './wording.difference.js';

export const CHANGED_FIELDS = [
  'TITLE',
  'PURPOSE',
  'SOURCE',
  'SUBJECT',
  'BODY',
  'AUDIENCE',
  'ORGANISATION',
  'CHANNEL',
  'SPEAKING_NOTE',
  'ATTACHMENT',
  'WINDOW',
  'EMBARGO',
  'PROGRAMME_PERIOD',
  'PROGRAMME_EXCEPTION',
  'EARLIER_MESSAGE',
] as const;
export type ChangedField = (typeof CHANGED_FIELDS)[number];

/** One thing that two versions of a message say differently. */
export interface MessageChange {
  readonly field: ChangedField;
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  /** For people. */
  readonly sentence: string;
  readonly before: string | null;
  readonly after: string | null;
  /** For texts of several lines: what differs, word by word. */
  readonly wording: WordingDifference | null;
}

/** Everything in which the content of two versions differs: for systems by field and kind, for people in sentences. */
export function differenceOfContents(before: MessageContent, after: MessageContent): readonly MessageChange[] {
  return [
    ...changed('TITLE', 'The title', before.title, after.title),
    ...changed('PURPOSE', 'The purpose', before.purpose, after.purpose),
    ...changed('SOURCE', 'The source', sourceName(before.source), sourceName(after.source)),
    ...changed('SUBJECT', 'The subject line', before.wording.subject, after.wording.subject),
    ...reworded('BODY', 'The wording', before.wording.body, after.wording.body),
    ...listed('AUDIENCE', 'audience', before.audiences, after.audiences, audienceName),
    ...listed('ORGANISATION', 'organisation', before.organisationIds, after.organisationIds, same),
    ...channelChanges(before.channels, after.channels),
    ...attachmentChanges(before.attachments, after.attachments),
    ...changed('WINDOW', 'The issue window', windowInWords(before), windowInWords(after)),
    ...changed('EMBARGO', 'The embargo', before.embargoUntil, after.embargoUntil),
    ...listed('PROGRAMME_PERIOD', 'programme period', before.programmePeriods, after.programmePeriods, text),
    ...changed('PROGRAMME_EXCEPTION', 'The exception', before.programmeException, after.programmeException),
    ...changed('EARLIER_MESSAGE', 'The earlier message', earlierInWords(before), earlierInWords(after)),
  ];
}

const same = (id: string): string => id;
const text = (value: unknown): string => JSON.stringify(value);

function windowInWords({ window: { from, until } }: MessageContent): string {
  return `${from} to ${until}`;
}

function earlierInWords({ earlierMessage }: MessageContent): string | undefined {
  if (!earlierMessage) return undefined;
  const { relation, messageId, why } = earlierMessage;
  return `${relation === 'CORRECTS' ? 'corrects' : 'supersedes'} ${messageId}: ${why}`;
}

function changed(
  field: ChangedField,
  what: string,
  before: string | undefined,
  after: string | undefined,
): readonly MessageChange[] {
  if (before === after) return [];
  const values = { before: before ?? null, after: after ?? null, wording: null };
  if (before === undefined) return [{ field, kind: 'ADDED', sentence: `${what} is new: “${after}”.`, ...values }];
  if (after === undefined) return [{ field, kind: 'REMOVED', sentence: `${what} is gone: “${before}”.`, ...values }];
  return [{ field, kind: 'CHANGED', sentence: `${what} was “${before}” and is “${after}”.`, ...values }];
}

function reworded(field: ChangedField, what: string, before: string, after: string): readonly MessageChange[] {
  if (before === after) return [];
  const wording = differenceOfWordings(before, after);
  const sentence = `${what} was changed. ${wording.sentences.join(' ')}`;
  return [{ field, kind: 'CHANGED', sentence, before, after, wording }];
}

/** What came into a list and what went out of it; with neither, whether it is in another order. */
function listed<Item>(
  field: ChangedField,
  what: string,
  before: readonly Item[],
  after: readonly Item[],
  nameOf: (item: Item) => string,
): readonly MessageChange[] {
  const [former, latter] = [before.map(nameOf), after.map(nameOf)];
  const changes = [
    ...former.filter((name) => !latter.includes(name)).map((name) => removed(field, what, name)),
    ...latter.filter((name) => !former.includes(name)).map((name) => added(field, what, name)),
  ];
  if (changes.length > 0 || isSame(former, latter)) return changes;
  const values = { before: former.join('; '), after: latter.join('; '), wording: null };
  return [{ field, kind: 'CHANGED', sentence: `Each ${what} is there still, in another order.`, ...values }];
}

function added(field: ChangedField, what: string, name: string): MessageChange {
  return { field, kind: 'ADDED', sentence: `Added ${what}: ${name}.`, before: null, after: name, wording: null };
}

function removed(field: ChangedField, what: string, name: string): MessageChange {
  return { field, kind: 'REMOVED', sentence: `Removed ${what}: ${name}.`, before: name, after: null, wording: null };
}

/** A meeting is the same one while its region and day are: only its speaker and its note have changed. */
function channelChanges(before: readonly MessageChannel[], after: readonly MessageChannel[]): readonly MessageChange[] {
  const notes = after.flatMap((each) => {
    const former = each.channel === 'REGIONAL_MEETING' ? meetingLike(each, before) : undefined;
    if (!former || each.channel !== 'REGIONAL_MEETING') return [];
    const what = `The speaking note for ${each.region} on ${each.on}`;
    return reworded('SPEAKING_NOTE', what, former.speakingNote, each.speakingNote);
  });
  return [...listed('CHANNEL', 'channel', before, after, channelInWords), ...notes];
}

type Meeting = Extract<MessageChannel, { channel: 'REGIONAL_MEETING' }>;

function meetingLike({ region, on }: Meeting, channels: readonly MessageChannel[]): Meeting | undefined {
  return channels.find(
    (each): each is Meeting =>
      each.channel === 'REGIONAL_MEETING' && each.on === on && each.region.toLowerCase() === region.toLowerCase(),
  );
}

/** A channel with its target: 'e-mail to 2 recipient lists', 'regional meetings: Scotland on 2006-04-04'. */
export function channelInWords(channel: MessageChannel): string {
  const name = channelName(channel.channel);
  switch (channel.channel) {
    case 'REGIONAL_MEETING':
      return `${name}: ${channel.region} on ${channel.on}, ${channel.speaker}`;
    case 'NEWSLETTER':
      return `${name}: ${channel.newsletter}`;
    case 'EXTRANET':
      return `${name}: ${channel.site}`;
    case 'WEB':
      return `${name}: ${channel.address}`;
    case 'LETTER':
      return `${name} to ${channel.addressees}`;
    case 'EMAIL':
    case 'WEBHOOK':
      return `${name} to ${channel.recipientListIds.join(', ')}`;
  }
}

function attachmentChanges(
  before: readonly MessageAttachment[],
  after: readonly MessageAttachment[],
): readonly MessageChange[] {
  const replaced = after.flatMap((each): readonly MessageChange[] => {
    const former = before.find(({ name }) => name === each.name);
    if (!former || isSame(former, each)) return [];
    const sentence = `The attachment ${each.name} is another file, or is described otherwise.`;
    const values = { before: text(former), after: text(each), wording: null };
    return [{ field: 'ATTACHMENT', kind: 'CHANGED', sentence, ...values }];
  });
  const name = (each: MessageAttachment) => each.name;
  return [...listed('ATTACHMENT', 'attachment', before, after, name), ...replaced];
}
