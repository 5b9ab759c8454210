import { z } from 'zod';
import { prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { reason } from './plan.vocabulary.js';
import { priorityEvaluation } from './plan.versions.events.js';

const version = z.int().min(1);

export const versionCommands = {
  ProposeVersion: z.strictObject({
    reason,
    /** How long it can be agreed to, in working days of the lead authority's nation. */
    workingDays: z.int().min(1).max(60),
  }),
  CallBackVersion: z.strictObject({ version, reason }),
  PublishVersion: z.strictObject({ version, from: plainDateSchema }),
  DiscardVersion: z.strictObject({ version, reason }),
  ClosePlan: z.strictObject({
    evaluation: z.array(priorityEvaluation).max(40),
    lessons: z.array(prose(2000)).max(20),
  }),
};
