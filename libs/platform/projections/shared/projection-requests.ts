import { z } from 'zod';
import type { Request } from '#platform/coordination';
import type { Position } from '#platform/event-store';
import { describeFault } from '../batch-projector.js';
import { RebuildFailedError } from '../generation-builder.js';
import { UnknownProjectionError } from '../projection.js';
import { RebuildUnderWayError } from '../projection-runner.js';
import { ReadModelsFullError, type Generation } from '../read-model-database.js';

/** What is asked of the process that keeps the read models, and what it answers: the words of the table of requests. */

export const REQUEST_KINDS = { rebuild: 'rebuild', retryDeadLetters: 'retry-dead-letters', scrub: 'scrub' } as const;

export type ProjectionRequestKind = (typeof REQUEST_KINDS)[keyof typeof REQUEST_KINDS];

/** The keeper could not do it, for a reason that is in its log. */
export class ProjectionRequestError extends Error {
  override readonly name = 'ProjectionRequestError';
}

const inputSchema = z.object({ projection: z.string() });

const position = z.number().transform((value) => value as Position);

const generationSchema = z.object({
  projection: z.string(),
  version: z.number(),
  generation: z.number(),
  state: z.enum(['active', 'building', 'failed']),
  position,
});

const refusalSchema = z.discriminatedUnion('why', [
  z.object({ why: z.literal('unknown'), message: z.string() }),
  z.object({ why: z.literal('under-way'), message: z.string() }),
  z.object({ why: z.literal('poison'), projection: z.string(), position, reason: z.string() }),
  z.object({ why: z.literal('full'), code: z.string() }),
  z.object({ why: z.literal('fault'), message: z.string() }),
]);

type Refusal = z.infer<typeof refusalSchema>;

const answerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('rebuilt'), generation: generationSchema }),
  z.object({ outcome: z.literal('retried'), taken: z.number() }),
  z.object({ outcome: z.literal('scrubbed') }),
  z.object({ outcome: z.literal('refused'), refusal: refusalSchema }),
]);

export type ProjectionAnswer = z.infer<typeof answerSchema>;

export function projectionOf({ input }: Request): string {
  return inputSchema.parse(input).projection;
}

export function refused(error: unknown): ProjectionAnswer {
  return { outcome: 'refused', refusal: refusalFor(error) };
}

/** @throws what the keeper has thrown, as far as it has a name */
export function generationIn(answer: unknown): Generation {
  const parsed = accepted(answer);
  if (parsed.outcome === 'rebuilt') return parsed.generation;
  throw new ProjectionRequestError('The answer to a rebuild is that to something else.');
}

/** @throws what the keeper has thrown, as far as it has a name */
export function takenIn(answer: unknown): number {
  const parsed = accepted(answer);
  if (parsed.outcome === 'retried') return parsed.taken;
  throw new ProjectionRequestError('The answer to a retry is that to something else.');
}

/** @throws what the keeper has thrown, as far as it has a name */
export function assertScrubbed(answer: unknown): void {
  if (accepted(answer).outcome === 'scrubbed') return;
  throw new ProjectionRequestError('The answer to a scrub is that to something else.');
}

function accepted(answer: unknown): Exclude<ProjectionAnswer, { outcome: 'refused' }> {
  const parsed = answerSchema.parse(answer);
  if (parsed.outcome === 'refused') throw errorFor(parsed.refusal);
  return parsed;
}

function refusalFor(error: unknown): Refusal {
  if (error instanceof UnknownProjectionError) return { why: 'unknown', message: error.message };
  if (error instanceof RebuildUnderWayError) return { why: 'under-way', message: error.message };
  if (error instanceof ReadModelsFullError) return { why: 'full', code: error.code };
  if (error instanceof RebuildFailedError) {
    const { projection, position, reason } = error;
    return { why: 'poison', projection, position, reason };
  }
  return { why: 'fault', message: describeFault(error) };
}

function errorFor(refusal: Refusal): Error {
  switch (refusal.why) {
    case 'unknown':
      return new UnknownProjectionError(refusal.message);
    case 'under-way':
      return new RebuildUnderWayError(refusal.message);
    case 'poison':
      return new RebuildFailedError(refusal.projection, refusal.position, refusal.reason);
    case 'full':
      return new ReadModelsFullError(refusal.code);
    case 'fault':
      return new ProjectionRequestError(refusal.message);
  }
}
