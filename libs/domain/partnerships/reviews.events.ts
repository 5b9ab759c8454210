import { z } from 'zod';
import type { EventCatalogue, EventDefinition, EventsOf } from '#platform/event-sourcing';
import { line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { reason } from './partnership.vocabulary.js';

/** Assessments and lessons are numbered from 1 in the order of recording. */
const number = z.int().min(1);

/**
 * How mature a relationship is, from 1 to 5: partnerships differ, and no one approach fits all of them (HSE's
 * statement on the pilot).
 */
export const MATURITY_LEVELS = ['NEW', 'DEVELOPING', 'ESTABLISHED', 'MATURE', 'EXEMPLARY'] as const;
export type MaturityLevel = (typeof MATURITY_LEVELS)[number];

export const AUDIENCES = ['BOTH_SIDES', 'REGULATORS_ONLY'] as const;
export type Audience = (typeof AUDIENCES)[number];

export const reviewEvents = {
  MaturityAssessed: {
    version: 1,
    effective: 'on',
    description: 'The regulators judged how mature the relationship is. For regulators only.',
    schema: z.strictObject({
      assessment: number,
      level: z.enum(MATURITY_LEVELS),
      on: plainDateSchema,
      reason,
    }),
  },
  LessonRecorded: {
    version: 1,
    description: 'Something was learned that others can use.',
    schema: z.strictObject({ lesson: number, theme: line(80), text: prose(4000), audience: z.enum(AUDIENCES) }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type ReviewEvent = EventsOf<EventCatalogue<typeof reviewEvents>>;
