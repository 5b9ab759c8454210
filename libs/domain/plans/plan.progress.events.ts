import { z } from 'zod';
import type { EventCatalogue, EventDefinition, EventsOf } from '#platform/event-sourcing';
import { signatorySchema } from '#platform/agreements';
import { line } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { figure } from './plan.content.js';
import { reason } from './plan.vocabulary.js';

/** Readings are numbered from 1 within their priority. */
const number = z.int().min(1);

export const readingFacts = z.strictObject({
  value: figure,
  on: plainDateSchema,
  /** Where the evidence can be found. */
  evidence: line(300),
  /** Who or what gave the figure. */
  source: line(200),
});

/** What was measured, as the plan had it then: another name or unit is another measure, with another number. */
const definition = { name: line(200), unit: line(80) };

const milestone = { priority: number, milestone: number };

export const progressEvents = {
  ReadingRecorded: {
    version: 1,
    effective: 'on',
    description: 'A figure was read for a measure of a priority.',
    schema: readingFacts.extend({ ...definition, priority: number, measure: number, reading: number }),
  },
  ReadingRestated: {
    version: 1,
    description: 'A figure was replaced by a better one for the same day; the former one stays visible.',
    schema: readingFacts.extend({
      ...definition,
      priority: number,
      measure: number,
      reading: number,
      restates: number,
      reason,
    }),
  },
  ReadingAcknowledged: {
    version: 1,
    description: 'A worker representative acknowledged a figure.',
    schema: z.strictObject({ priority: number, reading: number, by: signatorySchema }),
  },
  MilestoneReached: {
    version: 1,
    effective: 'on',
    description: 'A milestone was reached.',
    schema: z.strictObject({ ...milestone, on: plainDateSchema, evidence: line(300) }),
  },
  MilestoneMissed: {
    version: 1,
    description: 'A milestone was not reached when it was due.',
    schema: z.strictObject({ ...milestone, due: plainDateSchema, reason }),
  },
  MilestoneMoved: {
    version: 1,
    description: 'A milestone is now expected on another day. The day that was agreed stays in the plan.',
    schema: z.strictObject({ ...milestone, due: plainDateSchema, expectedOn: plainDateSchema, reason }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type ProgressEvent = EventsOf<EventCatalogue<typeof progressEvents>>;
