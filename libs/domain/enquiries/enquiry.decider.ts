import { accept, reject, type Decider, type Decision, type DecisionContext } from '#platform/event-sourcing';
import type { IdOf } from '#platform/values';
import { CALENDAR_SOURCE, workingDaysBetween, type PlainDate } from '#platform/working-days';
import type { EnquiryCommand } from './enquiry.commands.js';
import type { EnquiryEvent } from './enquiry.events.js';
import { voicesOf, type AskedFor } from './enquiry.askers.js';
import { isSameRoute, type EnquiryKind, type EnquiryRoute } from './enquiry.routing.js';

export interface KnownEnquiry {
  readonly kind: 'open' | 'answered' | 'withdrawn';
  readonly receivedByPartyId: string;
  readonly askedFor: AskedFor;
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
  | 'ASKED_FOR_REQUIRED'
  | 'ASKED_FOR_NOT_HELD'
  | 'ROUTE_UNKNOWN'
  | 'ROUTE_ENDED'
  | 'ROUTE_UNFIT_FOR_KIND'
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
      const { receivedByPartyId, askedFor, receivedOn, organisationId } = event.data;
      const route = { kind: 'CENTRAL' } as const;
      return { kind: 'open', receivedByPartyId, askedFor, receivedOn, organisationId, sortedAs: 'GENERAL', route };
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

const NOT_HELD: Readonly<Record<AskedFor, string>> = {
  PARTY: "A workers' representative does not ask in the name of the party, but of its workers.",
  WORKERS: "Only a workers' representative asks in the name of the workers.",
};

function receive(
  { organisationKnown, sorting, askedFor: chosen, ...asked }: DataOf<'ReceiveEnquiry'>,
  state: EnquiryState,
  { actor, today }: DecisionContext,
): EnquiryDecision {
  if (state.kind !== 'unknown') return reject('ALREADY_EXISTS', 'This enquiry is on record already.');
  if (!organisationKnown) {
    return reject('ORGANISATION_UNKNOWN', 'There is no organisation with this id.', ['organisationId']);
  }
  const voices = voicesOf(actor.roles);
  const askedFor = chosen ?? (voices.length === 1 ? voices[0] : undefined);
  if (askedFor === undefined) return reject('ASKED_FOR_REQUIRED', 'Say in whose name you ask.', ['askedFor']);
  if (!voices.includes(askedFor)) return reject('ASKED_FOR_NOT_HELD', NOT_HELD[askedFor], ['askedFor']);
  const { kind, reason, topicsVersion, route } = sorting;
  return accept<EnquiryEvent>(
    { type: 'EnquiryReceived', data: { ...asked, askedFor, receivedByPartyId: actor.party.id, receivedOn: today } },
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

function reroute({ destination, reason }: DataOf<'RerouteEnquiry'>, state: KnownEnquiry): EnquiryDecision {
  if (destination.outcome === 'unfit') {
    return reject(destination.code, destination.why, ['route', destination.field]);
  }
  const { route } = destination;
  if (route.kind === 'CENTRAL' && state.sortedAs !== 'GENERAL') {
    return reject(
      'ROUTE_UNFIT_FOR_KIND',
      'An enquiry about one organisation is not answered centrally. If it is general after all, sort it so (enquirySort).',
      ['route', 'kind'],
    );
  }
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
