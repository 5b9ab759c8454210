import type { Rejection } from '#platform/event-sourcing';

/** What a preparation answers when the facts that it looks up rule the command out. */
export interface Refusal {
  readonly outcome: 'rejected';
  readonly rejection: Rejection;
}

export function refuse(code: string, message: string, field: readonly string[]): Refusal {
  return { outcome: 'rejected', rejection: { code, message, field } };
}
