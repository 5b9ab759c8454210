import { accept, reject, type Decider, type Decision } from '#platform/event-sourcing';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import type { NamedOwner, ProgrammeRiskCommand } from './programme-risk.commands.js';
import type { ProgrammeRiskEvent, RiskDetails } from './programme-risk.events.js';
import { REPUTATIONS, type RiskJudgement, type RiskOwner } from './programme-risk.vocabulary.js';

type EventData<Type extends ProgrammeRiskEvent['type']> = Extract<ProgrammeRiskEvent, { type: Type }>['data'];
type DataOf<Type extends ProgrammeRiskCommand['type']> = Extract<ProgrammeRiskCommand, { type: Type }>['data'];

export interface KnownRisk {
  readonly kind: 'open' | 'closed';
  readonly details: RiskDetails;
  readonly judgement: RiskJudgement;
  readonly reviewBy: PlainDate;
  readonly lastReview: EventData<'RiskReviewed'> | undefined;
  readonly closingReason: string | undefined;
  readonly lastReopening: EventData<'RiskReopened'> | undefined;
}

export type ProgrammeRiskState = { readonly kind: 'unknown' } | KnownRisk;

export type ProgrammeRiskRejection =
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'OFFICER_UNKNOWN'
  | 'OFFICER_LEFT'
  | 'AUTHORITY_UNKNOWN'
  | 'AUTHORITY_DISSOLVED'
  | 'DATE_IN_PAST'
  | 'RISK_CLOSED'
  | 'RISK_NOT_CLOSED';

type RiskDecision = Decision<ProgrammeRiskEvent, ProgrammeRiskRejection>;

export const programmeRiskDecider: Decider<
  ProgrammeRiskState,
  ProgrammeRiskCommand,
  ProgrammeRiskEvent,
  ProgrammeRiskRejection
> = {
  initialState: { kind: 'unknown' },

  decide(command, state, { today }) {
    if (command.type === 'RegisterRisk') return register(command.data, state, today);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such risk.', ['programmeRiskId']);
    switch (command.type) {
      case 'AmendRisk':
        return amend(command.data, state);
      case 'ReviewRisk':
        return review(command.data, state, today);
      case 'CloseRisk':
        return close(command.data, state);
      case 'ReopenRisk':
        return reopen(command.data, state, today);
    }
  },

  evolve(state, event) {
    if (event.type === 'RiskRegistered') return registered(event.data);
    if (state.kind === 'unknown') return state;
    switch (event.type) {
      case 'RiskAmended': {
        const { reason: _, ...details } = event.data;
        return { ...state, details };
      }
      case 'RiskReviewed': {
        const { likelihood, impact, reviewBy } = event.data;
        return { ...state, judgement: { likelihood, impact }, reviewBy, lastReview: event.data };
      }
      case 'RiskClosed':
        return { ...state, kind: 'closed', closingReason: event.data.reason };
      case 'RiskReopened':
        return { ...state, kind: 'open', reviewBy: event.data.reviewBy, lastReopening: event.data };
    }
  },
};

function registered(data: EventData<'RiskRegistered'>): KnownRisk {
  const { likelihood, impact, reviewBy, registeredOn: _, ...details } = data;
  const judgement = { likelihood, impact };
  const none = { lastReview: undefined, closingReason: undefined, lastReopening: undefined };
  return { kind: 'open', details, judgement, reviewBy, ...none };
}

function register(
  { namedOwner, ...data }: DataOf<'RegisterRisk'>,
  state: ProgrammeRiskState,
  today: PlainDate,
): RiskDecision {
  if (state.kind !== 'unknown') return reject('ALREADY_EXISTS', 'This risk is in the register already.');
  const reputationOf = asSet(data.reputationOf);
  return (
    cannotOwn(data.owner, namedOwner) ??
    reviewedTooEarly(data.reviewBy, today) ??
    accept({ type: 'RiskRegistered', data: { ...data, reputationOf, registeredOn: today } })
  );
}

function amend({ namedOwner, reason, ...wanted }: DataOf<'AmendRisk'>, state: KnownRisk): RiskDecision {
  const details: RiskDetails = { ...wanted, reputationOf: asSet(wanted.reputationOf) };
  if (isSameDetails(details, state.details)) return accept();
  const event: ProgrammeRiskEvent = { type: 'RiskAmended', data: { ...details, reason } };
  // An owner who stays is not asked about again: the rest can be put right before a successor is found.
  const newOwner = isSameOwner(details.owner, state.details.owner) ? undefined : cannotOwn(details.owner, namedOwner);
  return closed(state) ?? newOwner ?? accept(event);
}

function review(data: DataOf<'ReviewRisk'>, state: KnownRisk, today: PlainDate): RiskDecision {
  const event: ProgrammeRiskEvent = { type: 'RiskReviewed', data: { ...data, reviewedOn: today } };
  if (state.lastReview && isSameReview(state.lastReview, event.data)) return accept();
  return closed(state) ?? reviewedTooEarly(data.reviewBy, today) ?? accept(event);
}

function close({ reason }: DataOf<'CloseRisk'>, state: KnownRisk): RiskDecision {
  if (state.kind === 'closed' && state.closingReason === reason) return accept();
  return closed(state) ?? accept({ type: 'RiskClosed', data: { reason } });
}

function reopen(data: DataOf<'ReopenRisk'>, state: KnownRisk, today: PlainDate): RiskDecision {
  if (state.kind === 'closed') {
    return reviewedTooEarly(data.reviewBy, today) ?? accept({ type: 'RiskReopened', data });
  }
  const { lastReopening } = state;
  if (lastReopening?.reason === data.reason && lastReopening.reviewBy === data.reviewBy) return accept();
  return reject('RISK_NOT_CLOSED', 'The risk stands: only one that was closed can be opened again.');
}

function closed({ kind, closingReason }: KnownRisk) {
  if (kind === 'open') return undefined;
  return reject('RISK_CLOSED', `The risk was closed (“${closingReason}”). Open it again first.`);
}

function cannotOwn(owner: RiskOwner, named: NamedOwner) {
  const isOfficer = owner.kind === 'OFFICER';
  const field = ['owner', isOfficer ? 'officerId' : 'authorityId'];
  if (!named.known) {
    return isOfficer
      ? reject('OFFICER_UNKNOWN', 'There is no officer with this id.', field)
      : reject('AUTHORITY_UNKNOWN', 'There is no authority with this id.', field);
  }
  if (named.goneOn === undefined) return undefined;
  return isOfficer
    ? reject('OFFICER_LEFT', `The officer left on ${named.goneOn}.`, field)
    : reject('AUTHORITY_DISSOLVED', `The authority ended on ${named.goneOn}.`, field);
}

function reviewedTooEarly(reviewBy: PlainDate, today: PlainDate) {
  if (comparePlainDates(reviewBy, today) >= 0) return undefined;
  return reject('DATE_IN_PAST', `The risk cannot be due for review by ${reviewBy}, which has passed.`, ['reviewBy']);
}

function asSet(reputationOf: RiskDetails['reputationOf']): RiskDetails['reputationOf'] {
  return REPUTATIONS.filter((each) => reputationOf.includes(each));
}

function isSameDetails(a: RiskDetails, b: RiskDetails): boolean {
  return (
    a.title === b.title &&
    a.description === b.description &&
    a.mitigation === b.mitigation &&
    a.reputationOf.join() === b.reputationOf.join() &&
    isSameOwner(a.owner, b.owner)
  );
}

function isSameOwner(a: RiskOwner, b: RiskOwner): boolean {
  if (a.kind === 'OFFICER') return b.kind === 'OFFICER' && a.officerId === b.officerId;
  return b.kind === 'AUTHORITY' && a.authorityId === b.authorityId;
}

/** On another day the same judgement is another review. */
function isSameReview(a: EventData<'RiskReviewed'>, b: EventData<'RiskReviewed'>): boolean {
  return (
    a.likelihood === b.likelihood &&
    a.impact === b.impact &&
    a.reviewBy === b.reviewBy &&
    a.reason === b.reason &&
    a.reviewedOn === b.reviewedOn
  );
}
