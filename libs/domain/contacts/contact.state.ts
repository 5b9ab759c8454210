import type { StatutoryExemption } from '#domain/partnerships';
import type { PlainDate } from '#platform/working-days';
import type { ContactEvent, ContactEventData } from './contact.events.js';
import type { Outcome } from './contact.vocabulary.js';
import type { Advice } from './gateway.advice.js';

/** Whom the contact is with, and whose it is. */
export type ContactSubject = Pick<
  ContactEventData<'ContactMade'>,
  'organisationId' | 'siteId' | 'authorityId' | 'officerId' | 'topic' | 'purpose'
>;

export type MadeFacts = Pick<
  ContactEventData<'ContactMade'>,
  'madeOn' | 'channel' | 'withWhom' | 'summary' | 'confidential'
>;

export type GivenAnswer = ContactEventData<'IntentionAnswered'>;

export interface IntendedContact {
  readonly kind: 'intended';
  readonly subject: ContactSubject;
  readonly registeredOn: PlainDate;
  readonly exemption: StatutoryExemption | undefined;
  readonly advice: Pick<Advice, 'kind' | 'until'>;
  readonly answerDue: ContactEventData<'IntentionRegistered'>['answerDue'];
  readonly deadlinePassed: boolean;
  /** The last answer that counts: one given after the deadline had passed in silence does not. */
  readonly answer: GivenAnswer | undefined;
  /** The last answer of all, so that giving it again records nothing. */
  readonly lastAnswer: GivenAnswer | undefined;
}

export interface FollowUp {
  readonly dueOn: PlainDate;
  readonly text: string;
  readonly done: Pick<ContactEventData<'FollowUpDone'>, 'doneOn' | 'text'> | undefined;
}

export interface MadeContact {
  readonly kind: 'made';
  readonly subject: ContactSubject;
  readonly made: MadeFacts;
  /** When it was registered as an intention; `undefined` when it was recorded afterwards. */
  readonly registeredOn: PlainDate | undefined;
  /** As it was first recorded, so that an import of the same record is known again. */
  readonly recorded: ContactEventData<'ContactMade'> | ContactEventData<'ContactRecorded'>;
  readonly outcome: Outcome | undefined;
  /** Number n is at place n - 1. */
  readonly followUps: readonly FollowUp[];
}

export interface EndedIntention {
  readonly kind: 'ended';
  readonly how: 'NOT_MADE' | 'WITHDRAWN';
  readonly subject: ContactSubject;
  readonly reason: string;
}

export type KnownContact = IntendedContact | MadeContact | EndedIntention;
export type ContactState = { readonly kind: 'unknown' } | KnownContact;

export function evolveContact(state: ContactState, event: ContactEvent): ContactState {
  switch (event.type) {
    case 'IntentionRegistered':
      return intended(event.data);
    case 'ContactRecorded':
      return { ...made(event.data, undefined), outcome: event.data.outcome };
    case 'IntentionAnswered':
    case 'AnswerDeadlinePassed':
    case 'IntentionWithdrawn':
    case 'ContactMade':
    case 'ContactNotMade':
      return state.kind === 'intended' ? evolveIntended(state, event) : state;
    case 'OutcomeRecorded':
    case 'FollowUpPlanned':
    case 'FollowUpDone':
    case 'ContactAmended':
      return state.kind === 'made' ? evolveMade(state, event) : state;
  }
}

type IntentionEvent = Extract<
  ContactEvent,
  { type: 'IntentionAnswered' | 'AnswerDeadlinePassed' | 'IntentionWithdrawn' | 'ContactMade' | 'ContactNotMade' }
>;
type MadeEvent = Extract<
  ContactEvent,
  { type: 'OutcomeRecorded' | 'FollowUpPlanned' | 'FollowUpDone' | 'ContactAmended' }
>;

function intended(data: ContactEventData<'IntentionRegistered'>): IntendedContact {
  const { registeredOn, exemption, advice, answerDue } = data;
  return {
    kind: 'intended',
    subject: subjectOf(data),
    registeredOn,
    exemption,
    advice,
    answerDue,
    deadlinePassed: false,
    answer: undefined,
    lastAnswer: undefined,
  };
}

function evolveIntended(state: IntendedContact, event: IntentionEvent): KnownContact {
  const { subject } = state;
  switch (event.type) {
    case 'IntentionAnswered':
      return { ...state, lastAnswer: event.data, answer: event.data.late ? state.answer : event.data };
    case 'AnswerDeadlinePassed':
      return { ...state, deadlinePassed: true };
    case 'IntentionWithdrawn':
      return { kind: 'ended', how: 'WITHDRAWN', subject, reason: event.data.reason };
    case 'ContactNotMade':
      return { kind: 'ended', how: 'NOT_MADE', subject, reason: event.data.reason };
    case 'ContactMade':
      return made(event.data, state.registeredOn);
  }
}

function evolveMade(state: MadeContact, event: MadeEvent): MadeContact {
  switch (event.type) {
    case 'OutcomeRecorded': {
      const { reason: _reason, ...outcome } = event.data;
      return { ...state, outcome };
    }
    case 'FollowUpPlanned': {
      const { number, dueOn, text } = event.data;
      return { ...state, followUps: state.followUps.toSpliced(number - 1, 1, { dueOn, text, done: undefined }) };
    }
    case 'FollowUpDone': {
      const { number, doneOn, text } = event.data;
      const done = { doneOn, text };
      return { ...state, followUps: state.followUps.map((each, at) => (at === number - 1 ? { ...each, done } : each)) };
    }
    case 'ContactAmended':
      return { ...state, subject: subjectOf(event.data), made: madeFactsOf(event.data) };
  }
}

function made(
  data: ContactEventData<'ContactMade'> | ContactEventData<'ContactRecorded'>,
  registeredOn: PlainDate | undefined,
): MadeContact {
  return {
    kind: 'made',
    subject: subjectOf(data),
    made: madeFactsOf(data),
    registeredOn,
    recorded: data,
    outcome: undefined,
    followUps: [],
  };
}

export function subjectOf({
  organisationId,
  siteId,
  authorityId,
  officerId,
  topic,
  purpose,
}: ContactSubject): ContactSubject {
  return { organisationId, siteId, authorityId, officerId, topic, purpose };
}

export function madeFactsOf({ madeOn, channel, withWhom, summary, confidential }: MadeFacts): MadeFacts {
  return { madeOn, channel, withWhom, summary, confidential };
}
