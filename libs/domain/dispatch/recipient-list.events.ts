import { z } from 'zod';
import { defineEvents, type EventsOf, type PersonalField } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { DISPATCH_CHANNELS } from './dispatch.vocabulary.js';

const listDetails = { name: line(200), audience: line(80), region: line(80).optional() };
const reason = prose(1000);

const recipient = z.strictObject({
  /** Counts from 1 within the list, and is never given again. */
  number: z.int().min(1),
  address: z.string().max(1000),
  partyId: z.union([idOf('authority'), idOf('organisation')]).optional(),
  label: line(200).optional(),
});

export const recipientListEvents = defineEvents('dispatch', {
  RecipientListCreated: {
    version: 1,
    description: 'A list of recipients was begun.',
    schema: z.strictObject({ ...listDetails, channel: z.enum(DISPATCH_CHANNELS) }),
  },
  RecipientListAmended: {
    version: 1,
    description: 'What the list is called, or whom it is for, is another one.',
    schema: z.strictObject({ ...listDetails, reason }),
  },
  RecipientsAdded: {
    version: 1,
    description: 'Recipients came onto the list.',
    schema: z.strictObject({ recipients: z.array(recipient).min(1).max(1000) }),
    // The person is whoever has the number on this list.
    personal: ['address', 'label'].map((field): PersonalField => ({
      path: ['recipients', field],
      subject: { from: 'stream-and-data', path: ['recipients', 'number'] },
      retention: 'contact-details',
    })),
  },
  RecipientsRemoved: {
    version: 1,
    description: 'Recipients are to get nothing any more, also of what is under way.',
    schema: z.strictObject({ numbers: z.array(z.int().min(1)).min(1).max(1000), reason }),
    // It may be about several persons: it goes with what is told of them in the list.
    personal: [{ path: ['reason'], subject: { from: 'stream' }, retention: 'free-text' }],
  },
  RecipientListRetired: {
    version: 1,
    description: 'The list is not to be used for anything new.',
    schema: z.strictObject({ reason }),
  },
});

export type RecipientListEvent = EventsOf<typeof recipientListEvents>;
