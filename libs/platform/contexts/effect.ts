import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import type { DueCommand } from './process.js';

/** One thing that is done outside the service: a letter handed over, a request to another system. */
export interface EffectItem<Result = unknown> {
  /** Names what is done, over all batches: two of one key are never under way at the same time. */
  readonly key: string;
  /**
   * Does it. What the other side does wrong is a result, never a rejection. Once `signal` is aborted it comes to an end
   * at once, with whatever can then be said.
   */
  perform(signal: AbortSignal): Promise<Result>;
}

/** Things on one stream that are begun together. */
export interface EffectBatch<Result = unknown> {
  /** Puts on record that they are begun. Nothing is done before it is recorded, nor when it had been recorded before. */
  readonly begin: DueCommand;
  readonly items: readonly EffectItem<Result>[];
}

/**
 * An effect outside the service, durable as far as the outside allows: its memory is a read model, and each step is a
 * command. What is begun is on record before it is done, and what came of it afterwards; what was begun and has no result
 * when the service starts again, or another process goes on, may have been done, so that it is said to be uncertain and not done again.
 */
export interface EffectDefinition<Result = unknown> {
  readonly name: string;
  /** How many are under way at once, at most. */
  readonly atOnce: number;
  /** What may begin at `now`, the most pressing first: `free` items at most, over all batches. */
  begin(session: Session, now: string, free: number): Promise<readonly EffectBatch<Result>[]>;
  /** The command that puts results on record; its id is derived from them, so that it has one effect. */
  record(stream: StreamName, results: readonly Result[]): DueCommand;
  /**
   * What is recorded in place of a command of `record` or `interrupted` that would say something about a person whose
   * data was erased while the thing was under way: the rest by itself, and in the end without a text; empty when nothing
   * is left to leave out.
   */
  afterErasure?(command: DueCommand): readonly DueCommand[];
  /**
   * Commands that say of what was begun, and is not among the keys under way here, that its result is not known:
   * `limit` at most.
   */
  interrupted(session: Session, underWay: ReadonlySet<string>, limit: number): Promise<readonly DueCommand[]>;
}

/** An effect with the type of its results, as a context lists it. */
export function defineEffect<Result>(definition: EffectDefinition<Result>): EffectDefinition {
  return definition;
}
