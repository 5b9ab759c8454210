import { z } from 'zod';
import { line } from '#platform/values';

/**
 * Whom communications are for and over what they go: shared by messages, the communications plan and the authorities'
 * programme dates (HELA paper of 21 March 2006, Annexes 2 and 3).
 */

/** Groups of people who can be addressed everywhere or in one region. */
export const REGIONAL_SEGMENTS = [
  'SENIOR_MANAGERS',
  'ELECTED_MEMBERS',
  'PRACTITIONERS',
  'TRADE_UNIONS',
  'PROFESSIONAL_BODIES',
  'LOCAL_AUTHORITIES',
] as const;

export const SEGMENTS = [...REGIONAL_SEGMENTS, 'HSE_SECTOR', 'ORGANISATIONS'] as const;
export type Segment = (typeof SEGMENTS)[number];

/** A region of England or a nation, as the register of authorities has it. Compared whatever the letter case. */
export const region = line(100);

/** A group of people who are to hear something. */
export const audience = z.discriminatedUnion('segment', [
  z.strictObject({ segment: z.enum(REGIONAL_SEGMENTS), region: region.optional() }),
  /** A sector or division of HSE: 'CACTUS', 'Construction Division'. */
  z.strictObject({ segment: z.literal('HSE_SECTOR'), sector: line(100) }),
  /** Which ones, the message names. */
  z.strictObject({ segment: z.literal('ORGANISATIONS') }),
]);
export type Audience = z.output<typeof audience>;

/** The region or the sector that narrows a segment; `undefined`: all of it. */
export function audienceScope(audience: Audience): string | undefined {
  switch (audience.segment) {
    case 'HSE_SECTOR':
      return audience.sector;
    case 'ORGANISATIONS':
      return undefined;
    default:
      return audience.region;
  }
}

/** The same text for the same audience, whatever the letter case of its region or sector: to compare and look up by. */
export function audienceKey(audience: Audience): string {
  const scope = audienceScope(audience);
  return scope === undefined ? audience.segment : `${audience.segment}:${scope.toLowerCase()}`;
}

/**
 * True when what goes to `addressed` reaches everybody in `wanted`: the same group, or all of the segment of which
 * `wanted` is one region.
 */
export function audienceReaches(addressed: Audience, wanted: Audience): boolean {
  return addressed.segment === wanted.segment && [audienceKey(wanted), wanted.segment].includes(audienceKey(addressed));
}

const SEGMENT_NAMES: Readonly<Record<Segment, string>> = {
  SENIOR_MANAGERS: 'senior managers',
  ELECTED_MEMBERS: 'elected members',
  PRACTITIONERS: 'practitioners',
  TRADE_UNIONS: 'trade unions',
  PROFESSIONAL_BODIES: 'professional bodies',
  LOCAL_AUTHORITIES: 'local authorities',
  HSE_SECTOR: 'HSE sectors',
  ORGANISATIONS: 'organisations',
};

/** A segment within a sentence: 'trade unions'. */
export const segmentName = (segment: Segment): string => SEGMENT_NAMES[segment];

/** An audience within a sentence: 'local authorities in Scotland', 'the HSE sector CACTUS'. */
export function audienceName(audience: Audience): string {
  const scope = audienceScope(audience);
  if (scope === undefined) return segmentName(audience.segment);
  return audience.segment === 'HSE_SECTOR' ? `the HSE sector ${scope}` : `${segmentName(audience.segment)} in ${scope}`;
}

export const CHANNELS = [
  /** Face to face at a regional meeting, from a speaking note: the most effective (Annex 2). */
  'REGIONAL_MEETING',
  /** An article, for example in Environmental Health News. */
  'NEWSLETTER',
  /** A protected site for regulators: the HELA Extranet. */
  'EXTRANET',
  'WEB',
  'LETTER',
  'EMAIL',
  /** A signed call to a party's own system. */
  'WEBHOOK',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** The channels over which the service sends by itself. Over the others people carry a message, and record that they did. */
export const DISPATCHED_CHANNELS = ['EMAIL', 'WEBHOOK'] as const satisfies readonly Channel[];
export type DispatchedChannel = (typeof DISPATCHED_CHANNELS)[number];

export function isDispatched(channel: Channel): channel is DispatchedChannel {
  return DISPATCHED_CHANNELS.some((dispatched) => dispatched === channel);
}

const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  REGIONAL_MEETING: 'regional meetings',
  NEWSLETTER: 'newsletters',
  EXTRANET: 'the extranet',
  WEB: 'the web',
  LETTER: 'letter',
  EMAIL: 'e-mail',
  WEBHOOK: 'webhook',
};

/** A channel within a sentence, after 'by' or 'over': 'regional meetings', 'the extranet'. */
export const channelName = (channel: Channel): string => CHANNEL_NAMES[channel];
