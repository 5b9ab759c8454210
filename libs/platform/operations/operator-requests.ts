import { setTimeout } from 'node:timers/promises';
import type { Rejection } from '#platform/event-sourcing';
import { applicationError, type RequestContext } from '#platform/graphql';

/** The record does not change by what operators do. */
export const NOTHING_RECORDED = { revision: null, position: null, repeated: false } as const;

export interface OperationPayload {
  readonly userErrors: readonly Rejection[];
}

export async function requireOperator({ reads }: RequestContext, action: string): Promise<void> {
  if ((await reads.session()).may(action, 'Service', {})) return;
  throw applicationError('FORBIDDEN', 'Only operators of the service may do this.');
}

/**
 * Waits for work that may take long, and no longer than a client does. Work that fails later must show its fault
 * elsewhere: a rebuild does in the status, and in the log.
 */
export async function finishedOrLate<Result>(work: Promise<Result>, waitMs: number): Promise<Result | 'late'> {
  const waiting = new AbortController();
  const late = setTimeout(waitMs, 'late' as const, { signal: waiting.signal, ref: false }).catch(() => 'late' as const);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    waiting.abort();
  }
}
