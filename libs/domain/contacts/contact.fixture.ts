import { expect } from '@jest/globals';
import { specContext } from '../../platform/event-sourcing/decider-specification.js';
import { parseInstant, plainDate } from '#platform/working-days';
import type { ContactCommand, ContactCommandData, PreparedIntention } from './contact.commands.js';
import { contactDecider } from './contact.decider.js';
import type { ContactEvent, ContactEventData } from './contact.events.js';
import { facts, nearby, partnership, question, rule } from './gateway.fixture.js';

/* An intention of Wakefield's, registered on Tuesday 21 March 2006 for Monday 3 April, and what becomes of it. */

export const today = specContext.today; // Tuesday 21 March 2006
export const planned = question.plannedOn; // Monday 3 April 2006
export const on = (day: string) => {
  const now = parseInstant(`${day}T09:00:00.000Z`);
  return { now, today: plainDate(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))) };
};

export const FIRST = facts({ partnership: { ...partnership, contactRules: [rule(1, {})] } });
export const NOT_NOW = (until?: string) =>
  facts({
    partnership: {
      ...partnership,
      contactRules: [rule(1, { advice: 'NOT_NOW', validUntil: until === undefined ? undefined : on(until).today })],
    },
  });
export const CLASH = facts({ nearby: [nearby('a')] });

export function intend(
  known = facts(),
  asked: Partial<PreparedIntention['question']> = {},
  nation: PreparedIntention['nation'] = 'GB-ENG',
): ContactCommand {
  return {
    type: 'RegisterIntention',
    data: { question: { ...question, ...asked }, note: undefined, facts: known, nation },
  };
}

/** The event to which the intention leads. */
export function intended(known = facts(), asked: Partial<PreparedIntention['question']> = {}): ContactEvent {
  const decision = contactDecider.decide(intend(known, asked), contactDecider.initialState, specContext);
  if (decision.outcome === 'rejected' || !decision.events[0]) throw new Error(JSON.stringify(decision));
  return decision.events[0];
}

export const markMade = (fields: Partial<ContactCommandData<'MarkMade'>> = {}): ContactCommand => ({
  type: 'MarkMade',
  data: {
    madeOn: planned,
    channel: 'VISIT',
    withWhom: 'Store manager',
    confidential: false,
    coordinated: false,
    ...fields,
  },
});
export const onPlannedDay = on('2006-04-03');

export const answer = (fields: Partial<ContactCommandData<'AnswerIntention'>> = {}): ContactCommand => ({
  type: 'AnswerIntention',
  data: { answer: 'AGREED', text: 'Go ahead.', capacity: 'ACCOUNT_MANAGER', ...fields },
});
export const answered = (fields: Partial<ContactEventData<'IntentionAnswered'>> = {}): ContactEvent => ({
  type: 'IntentionAnswered',
  data: { answer: 'AGREED', text: 'Go ahead.', capacity: 'ACCOUNT_MANAGER', answeredOn: today, late: false, ...fields },
});

export function adviceFollowedBy(
  events: readonly ContactEvent[],
  command: ContactCommand,
  day = '2006-04-03',
): boolean {
  const state = events.reduce(contactDecider.evolve, contactDecider.initialState);
  const decision = contactDecider.decide(command, state, { ...specContext, ...on(day) });
  if (decision.outcome === 'rejected') {
    expect(decision.rejection.code).toBe('DEVIATION_REASON_REQUIRED');
    return false;
  }
  const made = decision.events.find((event) => event.type === 'ContactMade');
  return made?.data.adviceFollowed ?? false;
}

export function foldOf(...events: readonly ContactEvent[]) {
  return events.reduce(contactDecider.evolve, contactDecider.initialState);
}
