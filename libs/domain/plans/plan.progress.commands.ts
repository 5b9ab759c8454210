import { z } from 'zod';
import { line } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { figure } from './plan.content.js';
import { readingFacts } from './plan.progress.events.js';
import { reason } from './plan.vocabulary.js';

const number = z.int().min(1);
const milestone = { priority: number, milestone: number };

export const progressCommands = {
  RecordReading: readingFacts.extend({ priority: number, measure: number }),
  RestateReading: z.strictObject({
    priority: number,
    reading: number,
    value: figure,
    evidence: line(300),
    source: line(200),
    reason,
  }),
  AcknowledgeReading: z.strictObject({ priority: number, reading: number }),
  ReachMilestone: z.strictObject({ ...milestone, on: plainDateSchema, evidence: line(300) }),
  MissMilestone: z.strictObject({ ...milestone, reason }),
  MoveMilestone: z.strictObject({ ...milestone, expectedOn: plainDateSchema, reason }),
};
