import { accept, reject, type Decider, type Decision, type DecisionContext } from '#platform/event-sourcing';
import type { IdOf } from '#platform/values';
import { CALENDAR_SOURCE, workingDaysBetween, type PlainDate } from '#platform/working-days';
import type { EnquiryCommand } from './enquiry.commands.js';
import type { EnquiryEvent } from './enquiry.events.js';
import { isSameRoute, type EnquiryKind, type EnquiryRoute } from './enquiry.routing.js';

export interface KnownEnquiry {
  readonly kind: 'open' | 'answered' | 'withdrawn';
  readonly receivedByPartyId: string;
  readonly receivedOn: PlainDate;
  readonly organisationId: IdOf<'organisation'> | undefined;
  readonly sortedAs: EnquiryKind;
  readonly route: EnquiryRoute;
}

export type EnquiryState = { readonly kind: 'unknown' } | KnownEnquiry;

export type EnquiryRejection =
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'ORGANISATION_UNKNOWN'
  | 'ENQUIRY_CLOSED'
  | 'ENQUIRY_WITHOUT_ORGANISATION'
  | 'ROUTE_UNKNOWN'
  | 'ANSWER_AMBIGUOUS'
  | 'STANDARD_ANSWER_UNKNOWN';

type EnquiryDecision = Decision<EnquiryEvent, EnquiryRejection>;
type DataOf<Type extends EnquiryCommand['type']> = Extract<EnquiryCommand, { type: Type }>['data'];

export const enquiryDecider: Decider<EnquiryState, EnquiryCommand, EnquiryEvent, EnquiryRejection> = {
  initialState: { kind: 'unknown' },

  decide(command, state, context) {
    if (command.type === 'ReceiveEnquiry') return receive(command.data, state, context);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such enquiry.', ['enquiryId']);
    if (state.kind !== 'open') {
      return reject('ENQUIRY_CLOSED', `The enquiry is ${state.kind} already; nothing more can be done with it.`);
    }
    switch (command.type) {
      case 'SortEnquiry':
        return sort(command.data, state);
      case 'RerouteEnquiry':
        return reroute(command.data, state);
      case 'AnswerEnquiry':
        return answer(command.data, state, context);
      case 'WithdrawEnquiry':
        return accept({ type: 'EnquiryWithdrawn', data: command.data });
    }
  },

  evolve(state, event) {
    if (event.type === 'EnquiryReceived') {
      const { receivedByPartyId, receivedOn, organisationId } = event.data;
      const route = { kind: 'CENTRAL' } as const;
      return { kind: 'open', receivedByPartyId, receivedOn, organisationId, sortedAs: 'GENERAL', route };
    }
    return state.kind === 'unknown' ? state : evolveKnown(state, event);
  },
};

function evolveKnown(state: KnownEnquiry, event: Exclude<EnquiryEvent, { type: 'EnquiryReceived' }>): KnownEnquiry {
  switch (event.type) {
    case 'EnquirySorted':
      return { ...state, sortedAs: event.data.kind };
    case 'EnquiryRouted':
      return { ...state, route: event.data.route };
    case 'EnquiryAnswered':
      return { ...state, kind: 'answered' };
    case 'EnquiryWithdrawn':
      return { ...state, kind: 'withdrawn' };
  }
}

function receive(
  { organisationKnown, sorting, ...asked }: DataOf<'ReceiveEnquiry'>,
  state: EnquiryState,
  { actor, today }: DecisionContext,
): EnquiryDecision {
  if (state.kind !== 'unknown') return reject('ALREADY_EXISTS', 'This enquiry is on record already.');
  if (!organisationKnown) {
    return reject('ORGANISATION_UNKNOWN', 'There is no organisation with this id.', ['organisationId']);
  }
  const { kind, reason, topicsVersion, route } = sorting;
  return accept<EnquiryEvent>(
    { type: 'EnquiryReceived', data: { ...asked, receivedByPartyId: actor.party.id, receivedOn: today } },
    { type: 'EnquirySorted', data: { kind, reason, topicsVersion } },
    { type: 'EnquiryRouted', data: { route, reason } },
  );
}

function sort({ kind, reason, routeWithin }: DataOf<'SortEnquiry'>, state: KnownEnquiry): EnquiryDecision {
  if (kind === state.sortedAs) return accept();
  if (kind === 'GENERAL') {
    return accept<EnquiryEvent>(
      { type: 'EnquirySorted', data: { kind, reason } },
      { type: 'EnquiryRouted', data: { route: { kind: 'CENTRAL' }, reason } },
    );
  }
  if (!routeWithin) {
    return reject(
      'ENQUIRY_WITHOUT_ORGANISATION',
      'The enquiry names no organisation with a partnership, so there is nobody to route it to.',
      ['kind'],
    );
  }
  return accept<EnquiryEvent>(
    { type: 'EnquirySorted', data: { kind, reason } },
    { type: 'EnquiryRouted', data: { route: routeWithin, reason } },
  );
}

function reroute({ route, reason, routeKnown }: DataOf<'RerouteEnquiry'>, state: KnownEnquiry): EnquiryDecision {
  if (!routeKnown) return reject('ROUTE_UNKNOWN', 'There is no officer or authority with this id.', ['route']);
  if (isSameRoute(route, state.route)) return accept();
  return accept({ type: 'EnquiryRouted', data: { route, reason } });
}

function answer(
  { text, standardAnswerId, standardAnswerVersion, nation }: DataOf<'AnswerEnquiry'>,
  state: KnownEnquiry,
  { today }: DecisionContext,
): EnquiryDecision {
  if ((text === undefined) === (standardAnswerId === undefined)) {
    return reject('ANSWER_AMBIGUOUS', 'Give either a text or a standard answer, and not both.', ['text']);
  }
  const answered = {
    answeredOn: today,
    kind: state.sortedAs,
    response: {
      workingDays: workingDaysBetween(state.receivedOn, today, nation),
      nation,
      calendar: CALENDAR_SOURCE,
    },
  };
  if (standardAnswerId === undefined) {
    return accept({ type: 'EnquiryAnswered', data: { text, ...answered } });
  }
  if (standardAnswerVersion === undefined) {
    return reject('STANDARD_ANSWER_UNKNOWN', 'There is no published standard answer with this id.', [
      'standardAnswerId',
    ]);
  }
  const standardAnswer = { id: standardAnswerId, version: standardAnswerVersion };
  return accept({ type: 'EnquiryAnswered', data: { standardAnswer, ...answered } });
}
