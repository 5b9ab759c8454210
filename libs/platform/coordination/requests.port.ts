/** What a process asks of the one that holds a lease. Carried out at least once, whoever holds it by then. */
export interface Request {
  readonly id: string;
  readonly kind: string;
  /** JSON, as the one who asks has written it. */
  readonly input: unknown;
  /** How often it has been begun. */
  readonly attempts: number;
}

/** Requests and their answers, between processes. */
export interface Requests {
  /** @returns the id of the request */
  ask(kind: string, input: unknown): Promise<string>;
  /** @returns undefined while there is no answer */
  answerTo(id: string): Promise<unknown>;
  /** The oldest first. */
  unanswered(kinds: readonly string[]): Promise<readonly Request[]>;
  /** Counts an attempt. */
  begin(id: string): Promise<void>;
  /** The first answer counts. */
  answer(id: string, answer: NonNullable<unknown>): Promise<void>;
  /**
   * Calls the listener when there may be something new, and now and then.
   * @returns ends it
   */
  onChange(listener: () => void): () => void;
}
