import { z } from 'zod';
import { line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { reason } from './partnership.vocabulary.js';
import { AUDIENCES, MATURITY_LEVELS } from './reviews.events.js';

export const reviewCommands = {
  AssessMaturity: z.strictObject({ level: z.enum(MATURITY_LEVELS), on: plainDateSchema, reason }),
  RecordLesson: z.strictObject({ theme: line(80), text: prose(4000), audience: z.enum(AUDIENCES) }),
};
