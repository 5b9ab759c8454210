import type { Digest } from '#platform/values';
import type { AttemptResult, DispatchEvent } from './dispatch.events.js';

/** Where a delivery stands. */
export type DeliveryStanding =
  'WAITING' | 'STARTED' | 'DELIVERED' | 'REFUSED' | 'UNCERTAIN' | 'DEAD' | 'REMOVED' | 'GIVEN_UP';

export interface Delivery {
  readonly standing: DeliveryStanding;
  /** Over all tries, so that each attempt has a number of its own. */
  readonly attempts: number;
  /** Those before a person had it tried again: they do not count against it any more. */
  readonly forgiven: number;
  /** Not before; for one that waits. */
  readonly dueAt?: string;
}

export interface KnownDispatch {
  readonly kind: 'known';
  readonly status: 'OPEN' | 'PAUSED' | 'COMPLETED' | 'ABANDONED';
  readonly contentDigest: Digest;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly recipientListIds: readonly string[];
  /** By number, from 1. */
  readonly deliveries: readonly Delivery[];
  /** How many have not come to their end. */
  readonly unfinished: number;
}

export type DispatchState = { readonly kind: 'unknown' } | KnownDispatch;

/** Nothing more happens to these by itself, and nobody has to decide anything. */
const FINISHED: readonly DeliveryStanding[] = ['DELIVERED', 'REFUSED', 'REMOVED', 'GIVEN_UP'];

export function isFinished(standing: DeliveryStanding): boolean {
  return FINISHED.includes(standing);
}

export function deliveryOf(dispatch: KnownDispatch, number: number): Delivery | undefined {
  return dispatch.deliveries[number - 1];
}

export function evolveDispatch(state: DispatchState, event: DispatchEvent): DispatchState {
  if (event.type === 'DispatchOpened') {
    const { contentDigest, subject, text, html, recipientListIds } = event.data;
    const content = { contentDigest, subject, text, html, recipientListIds };
    return { kind: 'known', status: 'OPEN', ...content, deliveries: [], unfinished: 0 };
  }
  return state.kind === 'unknown' ? state : evolveKnown(state, event);
}

function evolveKnown(
  dispatch: KnownDispatch,
  event: Exclude<DispatchEvent, { type: 'DispatchOpened' }>,
): KnownDispatch {
  switch (event.type) {
    case 'RecipientsFrozen': {
      const frozen = event.data.deliveries.map((): Delivery => ({ standing: 'WAITING', attempts: 0, forgiven: 0 }));
      const deliveries = [...dispatch.deliveries, ...frozen];
      return { ...dispatch, deliveries, unfinished: dispatch.unfinished + frozen.length };
    }
    case 'DeliveriesStarted':
      return changed(
        dispatch,
        event.data.deliveries.map(({ number, attempt }) => [number, { standing: 'STARTED', attempts: attempt }]),
      );
    case 'DeliveriesEnded':
      return changed(
        dispatch,
        event.data.deliveries.map(({ number, result }) => [number, endOf(result)]),
      );
    case 'DeliveryRetried': {
      const { number } = event.data;
      const forgiven = deliveryOf(dispatch, number)?.attempts ?? 0;
      // A dispatch that was complete goes on.
      const status = dispatch.status === 'COMPLETED' ? 'OPEN' : dispatch.status;
      return { ...changed(dispatch, [[number, { standing: 'WAITING', forgiven }]]), status };
    }
    case 'DeliverySettled':
      return changed(dispatch, [[event.data.number, { standing: event.data.as }]]);
    case 'DispatchPaused':
      return { ...dispatch, status: 'PAUSED' };
    case 'DispatchResumed':
      return { ...dispatch, status: 'OPEN' };
    case 'DispatchAbandoned':
      return abandoned(dispatch);
    case 'DispatchCompleted':
      return { ...dispatch, status: 'COMPLETED' };
  }
}

type Change = Omit<Partial<Delivery>, 'dueAt'> & { readonly dueAt?: string };

function endOf(result: AttemptResult): Change {
  return result.outcome === 'FAILED_TEMPORARILY'
    ? { standing: 'WAITING', dueAt: result.nextAttemptAt }
    : { standing: result.outcome };
}

function changed(dispatch: KnownDispatch, changes: readonly (readonly [number: number, Change])[]): KnownDispatch {
  const deliveries = [...dispatch.deliveries];
  let { unfinished } = dispatch;
  for (const [number, change] of changes) {
    const before = deliveries[number - 1];
    if (!before) continue;
    const { dueAt: _over, ...rest } = before;
    const after = { ...rest, ...change };
    unfinished += Number(!isFinished(after.standing)) - Number(!isFinished(before.standing));
    deliveries[number - 1] = after;
  }
  return { ...dispatch, deliveries, unfinished };
}

function abandoned(dispatch: KnownDispatch): KnownDispatch {
  const waiting = dispatch.deliveries.flatMap(({ standing }, index) =>
    standing === 'WAITING' ? [[index + 1, { standing: 'GIVEN_UP' }] as const] : [],
  );
  return { ...changed(dispatch, waiting), status: 'ABANDONED' };
}
