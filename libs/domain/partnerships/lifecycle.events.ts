import { z } from 'zod';
import { type EventCatalogue, type EventDefinition, type EventsOf, person } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { earlierScheme, LEAD_SIDES, reason, SIDES } from './partnership.vocabulary.js';

const side = z.enum(SIDES);
const leadSide = z.enum(LEAD_SIDES);
const authorityId = idOf('authority');

export const lifecycleEvents = {
  PartnershipProposed: {
    version: 1,
    description: 'A partnership with an organisation was proposed.',
    schema: z.strictObject({
      organisationId: idOf('organisation'),
      leadSide,
      leadAuthorityId: authorityId,
      sector: line(120),
      bothEnforce: z.boolean(),
      earlierScheme: earlierScheme.optional(),
    }),
  },
  EligibilitySetAside: {
    version: 1,
    description:
      'The partnership goes ahead though the organisation does not meet the definition. For regulators only.',
    schema: z.strictObject({ findings: z.array(prose(1200)), reason }),
  },
  ConsiderationBegun: {
    version: 1,
    description: 'The organisation is considering whether to take part.',
    schema: z.strictObject({ note: prose(1000).optional() }),
  },
  SideAgreed: {
    version: 1,
    description: 'A representative of the organisation, or a lead of the lead authority, agreed to the partnership.',
    schema: z.strictObject({ side, by: person }),
  },
  PartnershipAgreed: {
    version: 1,
    description: 'Both sides have agreed to the partnership.',
    schema: z.strictObject({}),
  },
  PartnershipDeclined: {
    version: 1,
    description: 'One side decided against the partnership.',
    schema: z.strictObject({ side, reason }),
  },
  ProposalWithdrawn: {
    version: 1,
    description: 'The regulators took the proposal back.',
    schema: z.strictObject({ reason }),
  },
  PartnershipActivated: {
    version: 1,
    effective: 'from',
    description: 'The partnership began to work.',
    schema: z.strictObject({ from: plainDateSchema }),
  },
  PartnershipTakenOver: {
    version: 1,
    effective: 'from',
    description: 'A partnership that works already was taken over from another record: its sides agreed there.',
    schema: z.strictObject({ from: plainDateSchema, source: line(200) }),
  },
  PartnershipSuspended: {
    version: 1,
    effective: 'from',
    description: 'The partnership rests.',
    schema: z.strictObject({ from: plainDateSchema, reason }),
  },
  PartnershipResumed: {
    version: 1,
    effective: 'from',
    description: 'The partnership works again.',
    schema: z.strictObject({ from: plainDateSchema, reason }),
  },
  PartnershipConcluded: {
    version: 1,
    effective: 'on',
    description: 'The partnership ended.',
    schema: z.strictObject({ on: plainDateSchema, reason, summary: prose(4000) }),
  },
  PartnershipAmended: {
    version: 1,
    description: 'The sector, who enforces, or the relation to an earlier scheme was corrected or changed.',
    schema: z.strictObject({
      sector: line(120),
      bothEnforce: z.boolean(),
      earlierScheme: earlierScheme.optional(),
      reason,
    }),
  },
  LeadTransferred: {
    version: 1,
    effective: 'from',
    description: 'Another authority leads the partnership from a day on. What was decided before stays as it was.',
    schema: z.strictObject({
      leadSide,
      leadAuthorityId: authorityId,
      formerLeadSide: leadSide,
      formerLeadAuthorityId: authorityId,
      from: plainDateSchema,
      reason,
    }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type LifecycleEvent = EventsOf<EventCatalogue<typeof lifecycleEvents>>;
