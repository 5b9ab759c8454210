import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import { amend, refuseDay } from './lifecycle.decider.js';
import type { DataOf } from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';
import { outOfOrder, tooEarly } from './partnership.rejections.js';
import type { KnownPartnership, PartnershipDecision, PartnershipState } from './partnership.state.js';
import { hasEnded } from './partnership.vocabulary.js';
import { proposed, propose } from './proposal.decider.js';

type RecordData = DataOf<'RecordPartnership'>;

/**
 * Brings the partnership to what another record says. It goes forward only: what has been decided here since stands,
 * and who leads is transferred by those who may.
 */
export function record(data: RecordData, state: PartnershipState, { today }: DecisionContext): PartnershipDecision {
  if (state.kind === 'unknown') return begin(data, state, today);
  if (hasEnded(state.status)) return outOfOrder(state.status);
  const { leadSide, leadAuthorityId } = state;
  if (data.leadAuthorityId !== leadAuthorityId || data.leadSide !== leadSide) {
    const message = `The partnership is led by ${leadAuthorityId}, for the side ${leadSide}. Transfer the lead first.`;
    const field = data.leadAuthorityId === leadAuthorityId ? 'leadSide' : 'leadAuthorityId';
    return reject('PARTNERSHIP_EXISTS', message, [field]);
  }
  const { sector, bothEnforce, earlierScheme = state.earlierScheme, source, withoutShadowReason } = data;
  const reason = `As given by ${source}`;
  const amended = amend({ sector, bothEnforce, earlierScheme, reason, withoutShadowReason }, state);
  return inOrder(amended, step(data, state, today));
}

function begin(data: RecordData, state: PartnershipState, today: PlainDate): PartnershipDecision {
  const { status: _status, activeFrom: _activeFrom, source: _source, withoutShadowReason: _, ...proposal } = data;
  const { facts: _facts, exceptionReason: _reason, ...details } = proposal;
  return inOrder(propose(proposal, state, today), step(data, proposed(details), today));
}

function step(
  { status, activeFrom, source, facts }: RecordData,
  state: KnownPartnership,
  today: PlainDate,
): PartnershipDecision {
  if (status === 'CONSIDERING' && state.status === 'PROPOSED') return accept({ type: 'ConsiderationBegun', data: {} });
  const isBefore = state.status === 'PROPOSED' || state.status === 'CONSIDERING' || state.status === 'AGREED';
  if (activeFrom === undefined || !isBefore) return accept();
  const concludedOn = facts.organisation?.concludedOn;
  if (concludedOn !== undefined && comparePlainDates(activeFrom, concludedOn) < 0) {
    return tooEarly(activeFrom, concludedOn, 'The former partnership was concluded', ['activeFrom']);
  }
  return (
    refuseDay(activeFrom, state, today, 'activeFrom') ??
    accept({ type: 'PartnershipTakenOver', data: { from: activeFrom, source } })
  );
}

/** The first refusal, or the events of both. */
function inOrder(first: PartnershipDecision, second: PartnershipDecision): PartnershipDecision {
  if (first.outcome === 'rejected') return first;
  if (second.outcome === 'rejected') return second;
  return accept<PartnershipEvent>(...first.events, ...second.events);
}
