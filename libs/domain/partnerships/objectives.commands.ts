import { z } from 'zod';
import { line } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { figure, measureTerms, objectiveTerms, readingFacts } from './objectives.events.js';
import { reason } from './partnership.vocabulary.js';

const number = z.int().min(1);
const terms = objectiveTerms.extend({ measures: z.array(measureTerms).min(1).max(20) });

export const objectiveCommands = {
  ProposeObjective: terms,
  AmendObjective: terms.extend({ objective: number, reason }),
  AgreeObjective: z.strictObject({ objective: number, version: number }),
  WithdrawObjective: z.strictObject({ objective: number, reason }),
  AchieveObjective: z.strictObject({ objective: number, on: plainDateSchema, reason }),
  RecordReading: readingFacts.extend({ objective: number, measure: number }),
  RestateReading: z.strictObject({
    objective: number,
    reading: number,
    value: figure,
    evidence: line(300),
    source: line(200),
    reason,
  }),
  AcknowledgeReading: z.strictObject({ objective: number, reading: number }),
};
