import { z } from 'zod';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { earlierScheme, LEAD_SIDES, reason } from './partnership.vocabulary.js';

const leadSide = z.enum(LEAD_SIDES);
const leadAuthorityId = idOf('authority');

const proposal = {
  organisationId: idOf('organisation'),
  leadSide,
  leadAuthorityId,
  sector: line(120),
  bothEnforce: z.boolean(),
  earlierScheme: earlierScheme.optional(),
  /** Why to go ahead with an organisation that is not eligible. */
  exceptionReason: reason.optional(),
};

export const lifecycleCommands = {
  ProposePartnership: z.strictObject(proposal),
  /** Given by imports only: how another record has a partnership, whether it is on record here or not. */
  RecordPartnership: z
    .strictObject({
      ...proposal,
      status: z.enum(['PROPOSED', 'CONSIDERING', 'ACTIVE']),
      /** Since when it works; for ACTIVE only. */
      activeFrom: plainDateSchema.optional(),
      source: line(200),
      withoutShadowReason: reason.optional(),
    })
    .superRefine(({ status, activeFrom }, context) => {
      if ((status === 'ACTIVE') === (activeFrom !== undefined)) return;
      const message = 'must be given for a partnership that is active, and for no other';
      context.addIssue({ code: 'custom', path: ['activeFrom'], message });
    }),
  BeginConsideration: z.strictObject({ note: prose(1000).optional() }),
  AgreePartnership: z.strictObject({}),
  DeclinePartnership: z.strictObject({ reason }),
  WithdrawProposal: z.strictObject({ reason }),
  ActivatePartnership: z.strictObject({ from: plainDateSchema }),
  SuspendPartnership: z.strictObject({ from: plainDateSchema, reason }),
  ResumePartnership: z.strictObject({ from: plainDateSchema, reason }),
  ConcludePartnership: z.strictObject({ on: plainDateSchema, reason, summary: prose(4000) }),
  AmendPartnership: z.strictObject({
    sector: line(120),
    bothEnforce: z.boolean(),
    earlierScheme: earlierScheme.optional(),
    reason,
    withoutShadowReason: reason.optional(),
  }),
  TransferLead: z.strictObject({ leadSide, leadAuthorityId, from: plainDateSchema, reason }),
};
