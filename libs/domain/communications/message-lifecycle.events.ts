import { z } from 'zod';
import { signatorySchema } from '#platform/agreements';
import type { EventCatalogue, EventDefinition, EventsOf } from '#platform/event-sourcing';
import { digestSchema } from '#platform/values';
import { messageContent } from './message.content.js';
import { reason, version } from './message.vocabulary.js';

export const messageLifecycleEvents = {
  MessageDrafted: {
    version: 1,
    description: 'A message was drafted: its first version.',
    schema: z.strictObject({
      version: z.literal(1),
      digest: digestSchema,
      content: messageContent,
      by: signatorySchema,
    }),
  },
  MessageRevised: {
    version: 1,
    description:
      'The message has a new version: it was edited, or put forward anew after the time to confirm it had lapsed.',
    schema: z.strictObject({ version, digest: digestSchema, content: messageContent, reason, by: signatorySchema }),
  },
  MessageWithdrawn: {
    version: 1,
    description: 'The message was withdrawn before it was issued.',
    schema: z.strictObject({ reason, by: signatorySchema }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type MessageLifecycleEvent = EventsOf<EventCatalogue<typeof messageLifecycleEvents>>;
