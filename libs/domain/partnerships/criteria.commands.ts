import { z } from 'zod';
import { plainDateSchema } from '#platform/working-days';
import { draftContactRule } from './contact-criteria.js';

export const criteriaCommands = {
  DraftCriteria: z.strictObject({ rules: z.array(draftContactRule).min(1).max(200) }),
  PublishCriteria: z.strictObject({ from: plainDateSchema }),
};
