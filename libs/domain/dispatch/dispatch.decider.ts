import { accept, reject, type Decider, type Decision, type DecisionContext } from '#platform/event-sourcing';
import {
  endDeliveries,
  retryDelivery,
  settleDelivery,
  startDeliveries,
  type DeliveryRejection,
} from './delivery.decisions.js';
import type { DispatchCommand } from './dispatch.commands.js';
import type { DispatchEvent } from './dispatch.events.js';
import { refuseOpening, type OpeningRejection } from './dispatch.opening.js';
import { evolveDispatch, type DispatchState, type KnownDispatch } from './dispatch.state.js';

export type DispatchRejection =
  OpeningRejection | DeliveryRejection | 'NOT_FOUND' | 'DISPATCH_DIFFERS' | 'DISPATCH_CLOSED';

type DispatchDecision = Decision<DispatchEvent, DispatchRejection>;
type DataOf<Type extends DispatchCommand['type']> = Extract<DispatchCommand, { type: Type }>['data'];

/** So many deliveries are frozen by one event. */
const FROZEN_AT_ONCE = 1_000;

export const dispatchDecider: Decider<DispatchState, DispatchCommand, DispatchEvent, DispatchRejection> = {
  initialState: { kind: 'unknown' },

  decide(command, state, context) {
    if (command.type === 'OpenDispatch') return openDispatch(command.data, state);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such dispatch.', ['dispatchId']);
    return withCompletion(state, decideKnown(command, state, context));
  },

  evolve: evolveDispatch,
};

function openDispatch({ facts, ...data }: DataOf<'OpenDispatch'>, state: DispatchState): DispatchDecision {
  if (state.kind === 'known') return repeatedOpening(data, state);
  const refusal = refuseOpening(data.channel, facts);
  if (refusal) return refusal;
  const { deliveries } = facts;
  const chunks = Array.from({ length: Math.ceil(deliveries.length / FROZEN_AT_ONCE) }, (_, index): DispatchEvent => {
    const start = index * FROZEN_AT_ONCE;
    const frozen = deliveries.slice(start, start + FROZEN_AT_ONCE).map((recipients) => [...recipients]);
    const { recipientListIds } = data;
    return { type: 'RecipientsFrozen', data: { recipientListIds, first: start + 1, deliveries: frozen } };
  });
  return accept({ type: 'DispatchOpened', data: { ...data, deliveries: deliveries.length } }, ...chunks);
}

/** Whatever became of the lists since: the dispatch is the one that was opened. */
function repeatedOpening(data: Omit<DataOf<'OpenDispatch'>, 'facts'>, dispatch: KnownDispatch): DispatchDecision {
  const isSame =
    data.contentDigest === dispatch.contentDigest &&
    data.subject === dispatch.subject &&
    data.text === dispatch.text &&
    data.html === dispatch.html &&
    data.recipientListIds.join() === dispatch.recipientListIds.join();
  if (isSame) return accept();
  return reject('DISPATCH_DIFFERS', 'This issue was handed over already, with another text or other lists.');
}

function decideKnown(
  command: Exclude<DispatchCommand, { type: 'OpenDispatch' }>,
  dispatch: KnownDispatch,
  context: DecisionContext,
): DispatchDecision {
  switch (command.type) {
    case 'StartDeliveries':
      return startDeliveries(command.data, dispatch, context);
    case 'EndDeliveries':
      return endDeliveries(command.data, dispatch, context);
    case 'RetryDelivery':
      return retryDelivery(command.data, dispatch);
    case 'SettleDelivery':
      return settleDelivery(command.data, dispatch);
    case 'PauseDispatch':
      if (dispatch.status === 'PAUSED') return accept();
      return dispatch.status === 'OPEN' ? accept({ type: 'DispatchPaused', data: command.data }) : closed(dispatch);
    case 'ResumeDispatch':
      if (dispatch.status === 'OPEN') return accept();
      return dispatch.status === 'PAUSED' ? accept({ type: 'DispatchResumed', data: command.data }) : closed(dispatch);
    case 'AbandonDispatch':
      if (dispatch.status === 'ABANDONED') return accept();
      if (dispatch.status === 'COMPLETED') return closed(dispatch);
      return accept({ type: 'DispatchAbandoned', data: command.data });
  }
}

/** What leaves nothing to be done or decided completes the dispatch. */
function withCompletion(before: KnownDispatch, decision: DispatchDecision): DispatchDecision {
  if (decision.outcome === 'rejected' || decision.events.length === 0) return decision;
  const after = decision.events.reduce(evolveDispatch, before as DispatchState);
  const isComplete = after.kind === 'known' && after.unfinished === 0 && ['OPEN', 'PAUSED'].includes(after.status);
  return isComplete ? accept(...decision.events, { type: 'DispatchCompleted', data: {} }) : decision;
}

function closed({ status }: KnownDispatch): DispatchDecision {
  return reject('DISPATCH_CLOSED', `The dispatch is ${status.toLowerCase()}.`, ['dispatchId']);
}
