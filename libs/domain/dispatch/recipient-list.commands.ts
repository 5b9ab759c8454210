import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { DISPATCH_CHANNELS } from './dispatch.vocabulary.js';
import { recipientAddress } from './recipient-address.js';

/** Most that a list holds at the same time. */
export const MOST_RECIPIENTS = 10_000;
/** Most that one command adds or removes. */
const MOST_AT_ONCE = 1_000;

const reason = prose(1000);

export const listDetails = { name: line(200), audience: line(80), region: line(80).optional() };

/** Who is reached at the address, where that is known. */
export const newRecipient = z.strictObject({
  address: recipientAddress,
  partyId: z
    .union([idOf('authority'), idOf('organisation')], 'must be the id of an authority or organisation')
    .optional(),
  label: line(200).optional(),
});

export const recipientListCommands = {
  CreateRecipientList: z.strictObject({ ...listDetails, channel: z.enum(DISPATCH_CHANNELS) }),
  AmendRecipientList: z.strictObject({ ...listDetails, reason }),
  AddRecipients: z.strictObject({ recipients: z.array(newRecipient).min(1).max(MOST_AT_ONCE) }),
  RemoveRecipients: z.strictObject({
    numbers: z.array(z.int().min(1)).min(1).max(MOST_AT_ONCE),
    reason,
  }),
  RetireRecipientList: z.strictObject({ reason }),
};

export type RecipientListInput = InputsOf<typeof recipientListCommands>;

/** The commands with what the decider needs besides its own state. */
export type RecipientListCommand =
  | Exclude<RecipientListInput, { type: 'AddRecipients' }>
  | {
      readonly type: 'AddRecipients';
      readonly data: Extract<RecipientListInput, { type: 'AddRecipients' }>['data'] & {
        /** Whether the operator lets web addresses on this machine be used. */
        readonly loopbackAllowed: boolean;
      };
    };
