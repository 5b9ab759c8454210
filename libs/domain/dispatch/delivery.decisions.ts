import { accept, reject, type Decision, type DecisionContext } from '#platform/event-sourcing';
import { MOST_ATTEMPTS, nextAttemptAt } from './delivery.schedule.js';
import type { AttemptReport, DispatchCommand } from './dispatch.commands.js';
import { UNSETTLED, type AttemptResult, type DispatchEvent } from './dispatch.events.js';
import { deliveryOf, type Delivery, type KnownDispatch } from './dispatch.state.js';

/*
 * What may happen to one delivery. The one rule over all others: an attempt begins only from WAITING, and only a person's
 * decision leads back there from anything but a temporary failure.
 */

export type DeliveryRejection =
  | 'DISPATCH_NOT_OPEN'
  | 'DELIVERY_UNKNOWN'
  | 'DELIVERY_NOT_DUE'
  | 'DELIVERY_NOT_STARTED'
  | 'DELIVERY_ENDED_OTHERWISE'
  | 'DELIVERY_NEEDS_NO_DECISION'
  | 'REPETITION_NOT_ACCEPTED';

type DeliveryDecision = Decision<DispatchEvent, DeliveryRejection>;
type DataOf<Type extends DispatchCommand['type']> = Extract<DispatchCommand, { type: Type }>['data'];

export function startDeliveries(
  { deliveries }: DataOf<'StartDeliveries'>,
  dispatch: KnownDispatch,
  { now }: DecisionContext,
): DeliveryDecision {
  if (dispatch.status !== 'OPEN') {
    return reject('DISPATCH_NOT_OPEN', `The dispatch is ${dispatch.status.toLowerCase()}: no attempts begin.`);
  }
  for (const [index, { number, attempt }] of deliveries.entries()) {
    const delivery = deliveryOf(dispatch, number);
    const isDue = delivery?.standing === 'WAITING' && (delivery.dueAt === undefined || delivery.dueAt <= now);
    const isTwice = deliveries.findIndex((each) => each.number === number) !== index;
    if (!isDue || isTwice || attempt !== delivery.attempts + 1) {
      const message = `Attempt ${attempt} of delivery ${number} is not due.`;
      return reject('DELIVERY_NOT_DUE', message, ['deliveries', String(index)]);
    }
  }
  return accept({ type: 'DeliveriesStarted', data: { deliveries } });
}

export function endDeliveries(
  { deliveries }: DataOf<'EndDeliveries'>,
  dispatch: KnownDispatch,
  context: DecisionContext,
): DeliveryDecision {
  const ended: { number: number; attempt: number; result: AttemptResult }[] = [];
  for (const [index, { number, attempt, report }] of deliveries.entries()) {
    const field = ['deliveries', String(index)];
    const delivery = deliveryOf(dispatch, number);
    if (delivery?.attempts !== attempt) {
      return reject('DELIVERY_NOT_STARTED', `Attempt ${attempt} of delivery ${number} did not begin.`, field);
    }
    if (delivery.standing !== 'STARTED') {
      if (isOnRecord(report, delivery)) continue;
      const message = `Attempt ${attempt} of delivery ${number} is on record as ${delivery.standing}.`;
      return reject('DELIVERY_ENDED_OTHERWISE', message, field);
    }
    if (ended.some((each) => each.number === number)) {
      return reject('DELIVERY_ENDED_OTHERWISE', `Delivery ${number} is named twice.`, field);
    }
    ended.push({ number, attempt, result: resultOf(report, delivery, dispatch, context) });
  }
  return ended.length === 0 ? accept() : accept({ type: 'DeliveriesEnded', data: { deliveries: ended } });
}

function resultOf(
  report: AttemptReport,
  { attempts, forgiven }: Delivery,
  { status }: KnownDispatch,
  { now }: DecisionContext,
): AttemptResult {
  if (report.outcome !== 'FAILED_TEMPORARILY') return report;
  const { answer, retryAfterSeconds } = report;
  if (status === 'ABANDONED') return { outcome: 'GIVEN_UP', answer };
  const tries = attempts - forgiven;
  if (tries >= MOST_ATTEMPTS) return { outcome: 'DEAD', answer };
  return { outcome: 'FAILED_TEMPORARILY', answer, nextAttemptAt: nextAttemptAt(now, tries, retryAfterSeconds) };
}

function isOnRecord({ outcome }: AttemptReport, { standing }: Delivery): boolean {
  if (outcome === 'FAILED_TEMPORARILY') return ['WAITING', 'DEAD', 'GIVEN_UP'].includes(standing);
  return outcome === standing;
}

export function retryDelivery(
  { number, reason, mayArriveTwice = false }: DataOf<'RetryDelivery'>,
  dispatch: KnownDispatch,
): DeliveryDecision {
  if (dispatch.status === 'ABANDONED') {
    return reject('DISPATCH_NOT_OPEN', 'The dispatch was abandoned: nothing of it is tried again.');
  }
  const delivery = deliveryOf(dispatch, number);
  if (!delivery) return unknown(number);
  if (delivery.standing === 'WAITING') return accept();
  const from = UNSETTLED.find((standing) => standing === delivery.standing);
  if (from === undefined) return needsNoDecision(number, delivery);
  if (from === 'UNCERTAIN' && !mayArriveTwice) {
    const message =
      `Delivery ${number} may have arrived: when it is tried again, the recipient may get the text twice. ` +
      'Say mayArriveTwice to try it all the same, or settle it with evidence.';
    return reject('REPETITION_NOT_ACCEPTED', message, ['mayArriveTwice']);
  }
  return accept({ type: 'DeliveryRetried', data: { number, from, reason } });
}

export function settleDelivery(
  { number, as, evidence }: DataOf<'SettleDelivery'>,
  dispatch: KnownDispatch,
): DeliveryDecision {
  const delivery = deliveryOf(dispatch, number);
  if (!delivery) return unknown(number);
  if (delivery.standing === as) return accept();
  const from = UNSETTLED.find((standing) => standing === delivery.standing);
  if (from === undefined) return needsNoDecision(number, delivery);
  return accept({ type: 'DeliverySettled', data: { number, from, as, evidence } });
}

function unknown(number: number): DeliveryDecision {
  return reject('DELIVERY_UNKNOWN', `The dispatch has no delivery number ${number}.`, ['number']);
}

function needsNoDecision(number: number, { standing }: Delivery): DeliveryDecision {
  const message = `Delivery ${number} is ${standing}: only one that was refused, is uncertain or a dead letter is decided on.`;
  return reject('DELIVERY_NEEDS_NO_DECISION', message, ['number']);
}
