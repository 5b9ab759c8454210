import { z } from 'zod';
import { signatorySchema } from '#platform/agreements';
import type { EventCatalogue, EventDefinition, EventsOf } from '#platform/event-sourcing';
import { digestSchema, idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { audience } from './audience.vocabulary.js';
import { earlierMessage, messageChannel } from './message.content.js';
import { version } from './message.vocabulary.js';

/** Channels are numbered from 1 in the order of the version that was issued. */
export const channelNumber = z.int().min(1).max(20);

export const carriedOut = z.strictObject({
  channel: channelNumber,
  on: plainDateSchema,
  /** Who carried it out: a role or body, not a name. */
  carriedOutBy: line(200),
  /** By what that can be seen: an agenda, an issue of the newsletter, a page. */
  evidence: prose(1000),
});

export const notReceived = z.strictObject({ count: z.int().min(1).max(10_000_000), reason: line(300) });

export const receipt = z.strictObject({
  channel: channelNumber,
  /** Whom of those addressed the figures are about. */
  audience,
  /** The day on which they were counted. */
  on: plainDateSchema,
  received: z.int().min(0).max(10_000_000),
  notReceived: z.array(notReceived).max(20),
});

export const messageIssueEvents = {
  MessageIssued: {
    version: 1,
    effective: 'on',
    description: 'The message was issued by its source, once, over all of its channels.',
    schema: z.strictObject({
      version,
      digest: digestSchema,
      /** The day in the United Kingdom. */
      on: plainDateSchema,
      by: signatorySchema,
      /** What the issue rested on: who confirmed exactly this, and in which seat. */
      confirmations: z.array(z.strictObject({ seat: line(120), by: signatorySchema })).min(2),
      audiences: z.array(audience).min(1),
      organisationIds: z.array(idOf('organisation')),
      channels: z.array(messageChannel).min(1),
      earlierMessage: earlierMessage.optional(),
    }),
  },
  ChannelCarriedOut: {
    version: 1,
    effective: 'on',
    description: 'People carried the message over one of its channels.',
    schema: carriedOut.extend({ by: signatorySchema }),
  },
  ReceiptCounted: {
    version: 1,
    effective: 'on',
    description: 'It was counted how many of an audience the message reached over a channel that people serve.',
    schema: receipt.extend({ receipt: z.int().min(1), by: signatorySchema }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type MessageIssueEvent = EventsOf<EventCatalogue<typeof messageIssueEvents>>;
