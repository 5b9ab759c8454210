import { z } from 'zod';
import { type EventCatalogue, type EventDefinition, type EventsOf, person } from '#platform/event-sourcing';
import { line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { reason, SIDES } from './partnership.vocabulary.js';

const side = z.enum(SIDES);
/** Objectives are numbered from 1 within the partnership; measures and readings within their objective. */
const number = z.int().min(1);
/** Figures are given in the measure's unit; a billion either way is beyond anything measured here. */
export const figure = z.number().min(-1e9).max(1e9);

export const measureTerms = z.strictObject({
  name: line(200),
  /** What is counted: 'reportable injuries per 100,000 workers'. */
  unit: line(80),
  /** Where things stood at the outset; left out where nobody knows. */
  baseline: figure.optional(),
  target: figure,
  /** The day by which the target is to be reached. */
  by: plainDateSchema,
});

export const objectiveTerms = z.strictObject({
  title: line(200),
  description: prose(4000).optional(),
  /** A high-level theme, such as worker involvement. */
  theme: line(80).optional(),
});

const measures = z.array(measureTerms.extend({ number })).min(1);

export const readingFacts = z.strictObject({
  value: figure,
  on: plainDateSchema,
  /** Where the evidence can be found. */
  evidence: line(300),
  /** Who or what gave the figure. */
  source: line(200),
});

export const objectiveEvents = {
  ObjectiveProposed: {
    version: 1,
    description: 'One side proposed an objective.',
    schema: objectiveTerms.extend({ objective: number, side, measures }),
  },
  ObjectiveAmended: {
    version: 1,
    description: 'The terms of an objective changed; agreements to the former terms are void.',
    schema: objectiveTerms.extend({ objective: number, version: number, side, measures, reason }),
  },
  ObjectiveAgreedBySide: {
    version: 1,
    description: 'One side agreed to exactly this version of an objective.',
    schema: z.strictObject({ objective: number, version: number, side, by: person }),
  },
  ObjectiveAgreed: {
    version: 1,
    description: 'Both sides have agreed to the objective.',
    schema: z.strictObject({ objective: number, version: number }),
  },
  ObjectiveWithdrawn: {
    version: 1,
    description: 'The objective is no longer pursued.',
    schema: z.strictObject({ objective: number, side, reason }),
  },
  ObjectiveAchieved: {
    version: 1,
    effective: 'on',
    description: 'The objective was reached.',
    schema: z.strictObject({ objective: number, on: plainDateSchema, reason }),
  },
  ReadingRecorded: {
    version: 1,
    effective: 'on',
    description: 'A figure was read for a measure.',
    schema: readingFacts.extend({ objective: number, measure: number, reading: number }),
  },
  ReadingRestated: {
    version: 1,
    description: 'A figure was replaced by a better one for the same day; the former one stays visible.',
    schema: readingFacts.extend({ objective: number, measure: number, reading: number, restates: number, reason }),
  },
  ReadingAcknowledged: {
    version: 1,
    description: 'A worker representative acknowledged a figure.',
    schema: z.strictObject({ objective: number, reading: number, by: person }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type ObjectiveEvent = EventsOf<EventCatalogue<typeof objectiveEvents>>;
