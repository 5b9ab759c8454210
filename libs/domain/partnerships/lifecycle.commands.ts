import { z } from 'zod';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { earlierScheme, LEAD_SIDES, reason } from './partnership.vocabulary.js';

const leadSide = z.enum(LEAD_SIDES);
const leadAuthorityId = idOf('authority');

export const lifecycleCommands = {
  ProposePartnership: z.strictObject({
    organisationId: idOf('organisation'),
    leadSide,
    leadAuthorityId,
    sector: line(120),
    bothEnforce: z.boolean(),
    earlierScheme: earlierScheme.optional(),
    /** Why to go ahead with an organisation that is not eligible. */
    exceptionReason: reason.optional(),
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
