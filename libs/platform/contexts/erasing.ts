import type { SubjectId } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';

/** An event that holds data of a person; its type as `<context>.<EventName>`. */
export interface Holding {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
}

/** What is to be erased, and in which decision. */
export interface Erasure {
  readonly subjectIds: readonly SubjectId[];
  /** The stream of the decision. */
  readonly reference: StreamName;
  /** The events that hold data of the subjects; asked for when no more can be added. */
  readonly holdings: (session: Session) => Promise<readonly Holding[]>;
}

export interface ErasureReport {
  /** How many events hold data that can no longer be read. */
  readonly events: number;
  /** How many values stand in the log in clear text, because they were recorded before sealing began. */
  readonly valuesInClearText: number;
  /** Names of the projections that were built anew. */
  readonly readModels: readonly string[];
}

/** Makes data unreadable, in the log and everywhere else in the service. What the engine can do for an erasure. */
export interface Erasing {
  /** False where there are no keys: then nothing can be erased. */
  readonly available: boolean;
  /**
   * First fences all subjects, then destroys their keys, then cleans what the service has read. May be repeated, and
   * goes on where it was interrupted.
   * @throws the signal's reason when it is aborted, and the faults of keys and storage
   */
  erase(erasure: Erasure, signal: AbortSignal): Promise<ErasureReport>;
}
