import { accept, reject, type Decider, type Decision, type DecisionContext } from '#platform/event-sourcing';
import { addDays, deadline, type PlainDate } from '#platform/working-days';
import { judgeConduct, unexplainedFault } from './advice-followed.js';
import { answerIntention, type AnswerRejection } from './answer.decisions.js';
import type { ContactCommand, ContactCommandData as DataOf } from './contact.commands.js';
import type { ContactEvent } from './contact.events.js';
import {
  evolveContact,
  type ContactState,
  type EndedIntention,
  type IntendedContact,
  type MadeContact,
} from './contact.state.js';
import { decideMade, isSameRecord, type MadeCommand, type MadeRejection } from './made-contact.decisions.js';
import type { Advice } from './gateway.advice.js';
import type { GatewayFacts } from './gateway.question.js';
import { advise } from './gateway.js';

/** An intention farther ahead is a plan, and belongs in one. In days. */
export const FARTHEST_PLANNED = 731;

export type ContactRejection =
  | MadeRejection
  | AnswerRejection
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'DATE_TOO_FAR'
  | 'INTENTION_ENDED'
  | 'CONTACT_ALREADY_MADE'
  | 'CONTACT_NOT_MADE'
  | 'DEADLINE_NOT_REACHED'
  | 'RECORDED_OTHERWISE';

type ContactDecision = Decision<ContactEvent, ContactRejection>;

export const contactDecider: Decider<ContactState, ContactCommand, ContactEvent, ContactRejection> = {
  initialState: { kind: 'unknown' },
  evolve: evolveContact,

  decide(command, state, context) {
    switch (command.type) {
      case 'RegisterIntention':
        return registerIntention(command.data, state, context);
      case 'RecordContact':
        return recordContact(command.data, state, context);
      case 'AnswerIntention':
      case 'PassAnswerDeadline':
      case 'WithdrawIntention':
      case 'MarkMade':
      case 'MarkNotMade':
        return decideIntention(command, state, context);
      case 'RecordOutcome':
      case 'PlanFollowUp':
      case 'CompleteFollowUp':
      case 'AmendContact':
        return decideAfterwards(command, state, context);
    }
  },
};

type IntentionCommand = Extract<
  ContactCommand,
  { type: 'AnswerIntention' | 'PassAnswerDeadline' | 'WithdrawIntention' | 'MarkMade' | 'MarkNotMade' }
>;

function registerIntention(
  { question, note, facts, nation }: DataOf<'RegisterIntention'>,
  state: ContactState,
  { now, today }: DecisionContext,
): ContactDecision {
  if (state.kind !== 'unknown') return reject('ALREADY_EXISTS', 'This contact is on record already.');
  const wrong = plannedDayFault(question.plannedOn, today);
  if (wrong) return wrong;
  const { asker, ...asked } = question;
  const advice = advise(question, facts);
  const answerDue = answerDueOn(advice, facts, { nation, now });
  const { authorityId, officerId } = asker;
  return accept({
    type: 'IntentionRegistered',
    data: { ...asked, authorityId, officerId, note, registeredOn: today, advice, answerDue },
  });
}

export type AnswerDue = Extract<ContactEvent, { type: 'IntentionRegistered' }>['data']['answerDue'];

/** Until when whoever acts for the partnership can answer; `undefined` for advice that waits for nobody. */
export function answerDueOn(
  { kind }: Pick<Advice, 'kind'>,
  { settings: { answerWithinWorkingDays: workingDays } }: Pick<GatewayFacts, 'settings'>,
  { nation, now }: Pick<DataOf<'RegisterIntention'>, 'nation'> & Pick<DecisionContext, 'now'>,
): AnswerDue {
  if (kind !== 'ACCOUNT_MANAGER_FIRST') return undefined;
  return asStored({ ...deadline({ from: now, workingDays, nation }), workingDays });
}

/** The list of holidays is stored as an array of its own. */
function asStored(due: (ReturnType<typeof deadline> & { readonly workingDays: number }) | undefined): AnswerDue {
  return due && { ...due, calendar: { ...due.calendar, holidaysSkipped: [...due.calendar.holidaysSkipped] } };
}

/** @returns the refusal of a day on which nobody can plan a contact, also for a question that is only asked */
export function plannedDayFault(plannedOn: PlainDate, today: PlainDate): Decision<never, ContactRejection> | undefined {
  if (plannedOn < today) {
    return reject(
      'DATE_IN_PAST',
      `The planned day, ${plannedOn}, has passed. Record a contact that was made instead.`,
      ['plannedOn'],
    );
  }
  if (plannedOn > addDays(today, FARTHEST_PLANNED)) {
    return reject('DATE_TOO_FAR', 'The planned day lies more than two years ahead.', ['plannedOn']);
  }
  return undefined;
}

function recordContact(
  data: DataOf<'RecordContact'>,
  state: ContactState,
  { today }: DecisionContext,
): ContactDecision {
  if (state.kind === 'made' && isSameRecord(state.recorded, data)) return accept();
  if (state.kind !== 'unknown') {
    return reject(
      'RECORDED_OTHERWISE',
      'A contact with this reference is on record with other facts. Amend that contact, with the reason.',
      ['source', 'reference'],
    );
  }
  if (data.madeOn > today) return inFuture(['madeOn']);
  return accept({ type: 'ContactRecorded', data });
}

function decideIntention(command: IntentionCommand, state: ContactState, context: DecisionContext): ContactDecision {
  switch (state.kind) {
    case 'unknown':
      return reject('NOT_FOUND', 'There is no such contact.', ['contactId']);
    case 'made':
      return afterMade(command, state);
    case 'ended':
      return afterEnd(command, state);
    case 'intended':
      return decideIntended(command, state, context);
  }
}

/** Whatever happens first after the deadline has passed in silence, the silence is recorded before it, once. */
function decideIntended(command: IntentionCommand, state: IntendedContact, context: DecisionContext): ContactDecision {
  if (command.type === 'PassAnswerDeadline') return passDeadline(state, context);
  const decision = carryOut(command, state, context);
  if (decision.outcome === 'rejected' || decision.events.length === 0) return decision;
  const silence = unrecordedSilence(state, context);
  return silence ? accept(silence, ...decision.events) : decision;
}

function carryOut(
  command: Exclude<IntentionCommand, { type: 'PassAnswerDeadline' }>,
  state: IntendedContact,
  context: DecisionContext,
): ContactDecision {
  switch (command.type) {
    case 'AnswerIntention':
      return answerIntention(command.data, state, context);
    case 'WithdrawIntention':
      return accept({ type: 'IntentionWithdrawn', data: command.data });
    case 'MarkMade':
      return markMade(command.data, state, context.today);
    case 'MarkNotMade':
      return accept({ type: 'ContactNotMade', data: command.data });
  }
}

function afterMade(command: IntentionCommand, state: MadeContact): ContactDecision {
  // The account manager had a deadline; the contact was made before it.
  if (command.type === 'PassAnswerDeadline') return accept();
  if (command.type === 'MarkMade' && isSameRecord(state.recorded, command.data)) return accept();
  return reject('CONTACT_ALREADY_MADE', `The contact was made on ${state.made.madeOn}; amend its record instead.`);
}

function afterEnd(command: IntentionCommand, { how, reason }: EndedIntention): ContactDecision {
  if (command.type === 'PassAnswerDeadline') return accept();
  const repeated = how === 'WITHDRAWN' ? 'WithdrawIntention' : 'MarkNotMade';
  if (command.type === repeated && command.data.reason === reason) return accept();
  const what = how === 'WITHDRAWN' ? 'The intention was withdrawn' : 'The contact was not made';
  return reject('INTENTION_ENDED', `${what}: ${reason} Register a new intention instead.`);
}

function passDeadline(state: IntendedContact, context: DecisionContext): ContactDecision {
  const { answerDue, answers, deadlinePassed } = state;
  if (!answerDue || answers.length > 0 || deadlinePassed) return accept();
  const silence = unrecordedSilence(state, context);
  return silence ? accept(silence) : reject('DEADLINE_NOT_REACHED', `An answer may be given until ${answerDue.at}.`);
}

function unrecordedSilence(
  { answerDue, answers, deadlinePassed }: IntendedContact,
  { now }: DecisionContext,
): ContactEvent | undefined {
  if (!answerDue || answers.length > 0 || deadlinePassed || now <= answerDue.at) return undefined;
  return { type: 'AnswerDeadlinePassed', data: { at: answerDue.at } };
}

function markMade(data: DataOf<'MarkMade'>, state: IntendedContact, today: PlainDate): ContactDecision {
  if (data.madeOn > today) return inFuture(['madeOn']);
  if (data.madeOn < state.registeredOn) {
    return reject(
      'DATES_OUT_OF_ORDER',
      `The intention was registered on ${state.registeredOn}; a contact made before is recorded by itself.`,
      ['madeOn'],
    );
  }
  const conduct = judgeConduct(state, data);
  const exemption = data.exemption ?? state.grounds.exemption;
  const unexplained = unexplainedFault(conduct, { exemption });
  if (unexplained) return unexplained;
  return accept({ type: 'ContactMade', data: { ...state.subject, ...data, ...conduct, exemption } });
}

function decideAfterwards(command: MadeCommand, state: ContactState, { today }: DecisionContext): ContactDecision {
  switch (state.kind) {
    case 'unknown':
      return reject('NOT_FOUND', 'There is no such contact.', ['contactId']);
    case 'made':
      return decideMade(command, state, today);
    case 'intended':
    case 'ended':
      return reject('CONTACT_NOT_MADE', 'The contact was not made, or not recorded as made yet. Record that first.');
  }
}

function inFuture(field: readonly string[]): ContactDecision {
  return reject('DATE_IN_FUTURE', 'A contact cannot have been made on a day that is still to come.', field);
}
