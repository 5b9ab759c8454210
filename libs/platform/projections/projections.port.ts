import type { Position } from '#platform/event-store';
import type { DeadLetter, Generation } from './read-model-database.js';
import type { ProjectionStatus } from './projection-runner.js';

/**
 * The read models as the rest of the service knows them: kept by this process (`ProjectionRunner`), or by another one
 * that works on the same log.
 */
export interface Projections {
  /**
   * Resolves when the read models have caught up, or wait for space on their disk: then they serve reads where they are.
   * @throws RebuildFailedError, ProjectionsStoppedError, and faults of the storage
   */
  start(): Promise<void>;
  /** Resolves when everything that is in the log now shows in the read models. */
  caughtUp(timeoutMs?: number): Promise<void>;
  /** @throws ReadBehindError, ProjectionsStoppedError */
  waitFor(position: Position, timeoutMs: number): Promise<void>;
  /** Up to where the read models are, as far as this process knows. */
  readonly position: Position;
  status(): Promise<ProjectionStatus>;
  /**
   * Why the read models cannot be used, in words for an operator; undefined when they can, although they may be behind. Left
   * out where they always can once `start` has resolved.
   */
  problem?(): Promise<string | undefined>;
  /** A page at a time; by projection, then in the order of the log. */
  deadLetters(projection?: string): AsyncIterable<DeadLetter>;
  /**
   * Builds a projection anew from the log beside the live one and switches over.
   * @throws UnknownProjectionError, RebuildUnderWayError, RebuildFailedError
   */
  rebuild(name: string): Promise<Generation>;
  /**
   * Tries the dead letters of a projection again, in order; those of a stream stop at the first that fails again.
   * @returns how many were taken
   * @throws UnknownProjectionError
   */
  retryDeadLetters(name: string): Promise<number>;
  /**
   * Takes what was deleted from the read models out of their storage for good.
   * @throws faults of the storage
   */
  scrub(): Promise<void>;
  /** @throws UnknownProjectionError, so that a name that was mistyped is not taken for a projection without faults */
  requireKnown(name: string): void;
  /** Ends following, waiting and building; what is committed stays. */
  stop(): Promise<void>;
}
