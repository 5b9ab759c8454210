import { z } from 'zod';
import { digestOf, digestSchema, idOf, line, prose, type Digest } from '#platform/values';
import { instantSchema, plainDateSchema } from '#platform/working-days';
import { audience, audienceKey, region } from './audience.vocabulary.js';
import { EARLIER_RELATIONS, MESSAGE_SOURCES } from './message.vocabulary.js';

/** A list in which no two items have the same key. */
function distinct<Item extends z.ZodType>(
  item: Item,
  most: number,
  keyOf: (each: z.output<Item>) => string,
  what: string,
) {
  return z
    .array(item)
    .max(most, `must hold at most ${most}`)
    .refine((items) => new Set(items.map(keyOf)).size === items.length, `must not name ${what} twice`);
}

const recipientListIds = distinct(idOf('recipient-list'), 20, (id) => id, 'a recipient list').min(
  1,
  'must name at least one recipient list',
);

/** An address on the web: https or http, without credentials. */
const webAddress = line(1000).refine(isWebAddress, 'must be an address that begins with https:// or http://');

/** Over what a message goes, and where to there. */
export const messageChannel = z.discriminatedUnion('channel', [
  z.strictObject({
    channel: z.literal('REGIONAL_MEETING'),
    region,
    /** Who speaks: a role, not a name. */
    speaker: line(200),
    on: plainDateSchema,
    /** What is said there, in Markdown: a wording of its own. */
    speakingNote: prose(8000),
  }),
  z.strictObject({ channel: z.literal('NEWSLETTER'), newsletter: line(200) }),
  z.strictObject({ channel: z.literal('EXTRANET'), site: line(200) }),
  z.strictObject({ channel: z.literal('WEB'), address: webAddress }),
  z.strictObject({ channel: z.literal('LETTER'), addressees: line(300) }),
  z.strictObject({ channel: z.literal('EMAIL'), recipientListIds }),
  z.strictObject({ channel: z.literal('WEBHOOK'), recipientListIds }),
]);
export type MessageChannel = z.output<typeof messageChannel>;
export type DispatchedMessageChannel = Extract<MessageChannel, { readonly recipientListIds: unknown }>;

export function isSentByService(channel: MessageChannel): channel is DispatchedMessageChannel {
  return channel.channel === 'EMAIL' || channel.channel === 'WEBHOOK';
}

/** E-mail and webhook are one dispatch each, so that nobody gets a message twice; the others can have several targets. */
function channelKey(channel: MessageChannel): string {
  if (isSentByService(channel)) return channel.channel;
  if (channel.channel !== 'REGIONAL_MEETING') return JSON.stringify(channel).toLowerCase();
  return JSON.stringify([channel.region.toLowerCase(), channel.on]);
}

/** A file that goes with the message. Kept elsewhere: whoever fetches it can tell by the digest that it is the one. */
export const attachment = z.strictObject({
  name: line(200),
  mediaType: z
    .string()
    .max(127, 'must be at most 127 characters long')
    .regex(/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/, 'must be a media type, such as application/pdf'),
  /** In bytes. */
  size: z.int().min(1).max(1_000_000_000),
  digest: digestSchema,
  location: line(1000),
});
export type MessageAttachment = z.output<typeof attachment>;

/** The days from and to which the message can be issued, both of them included. */
export const issueWindow = z
  .strictObject({ from: plainDateSchema, until: plainDateSchema })
  .refine(({ from, until }) => from <= until, { error: 'must not end before it begins', path: ['until'] });

/** A period of an authority's programme calendar. */
export const programmePeriod = z.strictObject({ calendarId: idOf('programme-calendar'), period: z.int().min(1) });
export type ProgrammePeriodReference = z.output<typeof programmePeriod>;

/** A message that was issued before, which this one corrects or takes the place of. */
export const earlierMessage = z.strictObject({
  relation: z.enum(EARLIER_RELATIONS),
  messageId: idOf('message'),
  /** What was wrong with it, or why there is a new one. */
  why: prose(1000),
});
export type EarlierMessage = z.output<typeof earlierMessage>;

/**
 * Everything that those who confirm bind themselves to, and nothing else: its digest is what confirmations and the issue
 * name. What is not in here (comments, follow-ups, linked risks) can change without voiding anything.
 */
export const messageContent = z.strictObject({
  title: line(200),
  purpose: prose(1000),
  /** Who issues it. */
  source: z.enum(MESSAGE_SOURCES),
  wording: z.strictObject({
    subject: line(200),
    /** Markdown. */
    body: prose(20_000),
  }),
  audiences: distinct(audience, 60, audienceKey, 'an audience').min(1, 'must name at least one audience'),
  /** Organisations that the message speaks of: each must confirm it, and so must its account manager. */
  organisationIds: distinct(idOf('organisation'), 20, (id) => id, 'an organisation'),
  channels: distinct(messageChannel, 20, channelKey, 'a channel with the same target').min(
    1,
    'must name at least one channel',
  ),
  attachments: distinct(attachment, 20, ({ name }) => name.toLowerCase(), 'an attachment'),
  window: issueWindow,
  /** Not before this moment, whatever the window. */
  embargoUntil: instantSchema.optional(),
  /** Periods of authorities' own programmes that the issue must fit. */
  programmePeriods: distinct(programmePeriod, 50, ({ calendarId, period }) => `${calendarId} ${period}`, 'a period'),
  /** Why it may be issued though it does not fit one of these periods. */
  programmeException: prose(1000).optional(),
  earlierMessage: earlierMessage.optional(),
});
export type MessageContent = z.output<typeof messageContent>;

/** What confirmations bind to. */
export function contentDigest(content: MessageContent): Digest {
  return digestOf(content);
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return ['https:', 'http:'].includes(protocol) && username === '' && password === '';
}
