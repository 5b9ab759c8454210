/** What the matrix tries as every caller. */
export type MatrixCase = MutationCase | QueryCase;

export interface MutationCase {
  readonly kind: 'mutation';
  /** The mutation's name in the schema. */
  readonly name: string;
  /** What state the object is in, where rights depend on it. */
  readonly state?: string;
  /**
   * Valid input without the idempotency key, for a fresh object: called again after each caller who was let through,
   * so that one caller's success does not decide the next one's answer.
   */
  readonly input: () => Promise<Record<string, unknown>>;
}

export interface QueryCase {
  readonly kind: 'query';
  readonly name: string;
  readonly state?: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** True when the answer shows what the case asks for. */
  readonly shows: (data: never) => boolean;
}

/** What came of a case: let through or shown, forbidden, or answered as if it were not there. */
export type MatrixOutcome = 'yes' | 'forbidden' | 'absent';
