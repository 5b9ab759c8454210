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

/** How soon a contact is needed, and the ground on which it goes ahead in any case. */
export type Grounds = Pick<ContactEventData<'ContactRecorded'>, 'urgency' | 'exemption'>;

/** What the officer did about the gateway's advice. */
export type Conduct = Pick<ContactEventData<'ContactMade'>, 'adviceFollowed' | 'coordinated' | 'deviationReason'>;

export interface IntendedContact {
  readonly kind: 'intended';
  readonly subject: ContactSubject;
  readonly registeredOn: PlainDate;
  readonly grounds: Grounds;
  readonly advice: Pick<Advice, 'kind' | 'until'>;
  readonly answerDue: ContactEventData<'IntentionRegistered'>['answerDue'];
  readonly deadlinePassed: boolean;
  /**
   * The answers that count, in the order in which they were given: one that came too late does not. All of them, for
   * what held on the day of the contact decides whether it followed the advice.
   */
  readonly answers: readonly GivenAnswer[];
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
  readonly grounds: Grounds;
  /** The intention with the advice on it, and what was done about that; `undefined` when it was recorded afterwards. */
  readonly advised: { readonly intention: IntendedContact; readonly conduct: Conduct } | undefined;
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
      return { ...made(event.data, event.data, undefined), outcome: event.data.outcome };
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
  const { registeredOn, advice, answerDue } = data;
  return {
    kind: 'intended',
    subject: subjectOf(data),
    registeredOn,
    grounds: groundsOf(data),
    advice,
    answerDue,
    deadlinePassed: false,
    answers: [],
    lastAnswer: undefined,
  };
}

function evolveIntended(state: IntendedContact, event: IntentionEvent): KnownContact {
  const { subject } = state;
  switch (event.type) {
    case 'IntentionAnswered':
      return {
        ...state,
        lastAnswer: event.data,
        answers: event.data.late ? state.answers : [...state.answers, event.data],
      };
    case 'AnswerDeadlinePassed':
      return { ...state, deadlinePassed: true };
    case 'IntentionWithdrawn':
      return { kind: 'ended', how: 'WITHDRAWN', subject, reason: event.data.reason };
    case 'ContactNotMade':
      return { kind: 'ended', how: 'NOT_MADE', subject, reason: event.data.reason };
    case 'ContactMade':
      return made(
        event.data,
        { urgency: state.grounds.urgency, exemption: event.data.exemption },
        { intention: state, conduct: conductOf(event.data) },
      );
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
    case 'ContactAmended': {
      const { grounds = state.grounds, conduct = state.advised?.conduct } = event.data;
      return {
        ...state,
        subject: subjectOf(event.data),
        made: madeFactsOf(event.data),
        grounds: groundsOf(grounds),
        advised: state.advised && conduct && { ...state.advised, conduct: conductOf(conduct) },
      };
    }
  }
}

function made(
  data: ContactEventData<'ContactMade'> | ContactEventData<'ContactRecorded'>,
  grounds: Grounds,
  advised: MadeContact['advised'],
): MadeContact {
  return {
    kind: 'made',
    subject: subjectOf(data),
    made: madeFactsOf(data),
    grounds: groundsOf(grounds),
    advised,
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

export function groundsOf({ urgency, exemption }: Grounds): Grounds {
  return { urgency, exemption };
}

function conductOf({ adviceFollowed, coordinated, deviationReason }: Conduct): Conduct {
  return { adviceFollowed, coordinated, deviationReason };
}
