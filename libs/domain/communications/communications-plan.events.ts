import { z } from 'zod';
import { defineEvents, type EventsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { audience, CHANNELS } from './audience.vocabulary.js';

export const PLAN_STATUSES = ['DRAFT', 'IN_FORCE', 'CLOSED'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

/** Milestones and needs are numbered from 1 within their plan. */
export const partNumber = z.int().min(1).max(100_000);

/** What a plan is for; both days belong to it. */
export const planDetails = z.strictObject({ title: line(200), from: plainDateSchema, until: plainDateSchema });
export type PlanDetails = z.output<typeof planDetails>;

export const milestoneDetails = z.strictObject({ name: line(200), on: plainDateSchema });
export type MilestoneDetails = z.output<typeof milestoneDetails>;

/** Who must hear what by when, over which channel, and for which milestone. */
export const needDetails = z.strictObject({
  audience,
  what: line(500),
  by: plainDateSchema,
  channel: z.enum(CHANNELS),
  milestone: partNumber,
});
export type NeedDetails = z.output<typeof needDetails>;

const reason = prose(1000);
const need = partNumber;
const milestone = partNumber;
const messageId = idOf('message');

export const communicationsPlanEvents = defineEvents('communications', {
  CommunicationsPlanDrafted: {
    version: 1,
    description: 'A communications plan was begun.',
    schema: planDetails,
  },
  CommunicationsPlanAmended: {
    version: 1,
    description: 'The plan has another title, or is for other days.',
    schema: planDetails.extend({ reason }),
  },
  MilestoneAdded: {
    version: 1,
    description: 'Something for which people must have heard things was entered into the plan.',
    schema: milestoneDetails.extend({ milestone }),
  },
  MilestoneAmended: {
    version: 1,
    description: 'A milestone was renamed or moved.',
    schema: milestoneDetails.extend({ milestone, reason }),
  },
  MilestoneWithdrawn: {
    version: 1,
    description: 'A milestone does not count any more.',
    schema: z.strictObject({ milestone, reason }),
  },
  NeedAdded: {
    version: 1,
    description: 'The plan says who must hear what, by when and over which channel.',
    schema: needDetails.extend({ need }),
  },
  NeedAmended: {
    version: 1,
    description: 'A need of the plan is another one now; the messages linked to it stay.',
    schema: needDetails.extend({ need, reason }),
  },
  NeedWithdrawn: {
    version: 1,
    description: 'A need of the plan does not count any more.',
    schema: z.strictObject({ need, reason }),
  },
  MessageLinked: {
    version: 1,
    description: 'A message is to meet a need of the plan.',
    schema: z.strictObject({ need, messageId }),
  },
  MessageUnlinked: {
    version: 1,
    description: 'A message is not to meet a need of the plan any more.',
    schema: z.strictObject({ need, messageId, reason }),
  },
  CommunicationsPlanPutInForce: {
    version: 1,
    description: 'The plan counts, and every regulator reads it.',
    schema: z.strictObject({}),
  },
  CommunicationsPlanClosed: {
    version: 1,
    description: 'The plan is over, and what came of it was written down.',
    schema: z.strictObject({ evaluation: prose(8000) }),
  },
});

export type CommunicationsPlanEvent = EventsOf<typeof communicationsPlanEvents>;
