import { z } from 'zod';
import type { EventCatalogue, EventDefinition, EventsOf } from '#platform/event-sourcing';
import { idOf, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';

/** Follow-ups are numbered from 1. */
const followUp = z.int().min(1);

/** What goes with a message without being part of what is confirmed. */
export const messageFollowUpEvents = {
  FollowUpPlanned: {
    version: 1,
    description: 'Something is to be done about the message on a day.',
    schema: z.strictObject({ followUp, on: plainDateSchema, what: prose(1000) }),
  },
  FollowUpDone: {
    version: 1,
    effective: 'on',
    description: 'A follow-up was done.',
    schema: z.strictObject({ followUp, on: plainDateSchema, note: prose(1000) }),
  },
  RiskLinked: {
    version: 1,
    description: 'The message has to do with a risk of the programme.',
    schema: z.strictObject({ riskId: idOf('programme-risk') }),
  },
  RiskUnlinked: {
    version: 1,
    description: 'The message has no longer to do with a risk of the programme.',
    schema: z.strictObject({ riskId: idOf('programme-risk') }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type MessageFollowUpEvent = EventsOf<EventCatalogue<typeof messageFollowUpEvents>>;
