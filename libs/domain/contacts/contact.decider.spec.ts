import { describe, expect, it } from '@jest/globals';
import { specContext, specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { addDays, parseInstant, plainDate } from '#platform/working-days';
import type { ContactCommand, ContactCommandData, PreparedIntention } from './contact.commands.js';
import { contactDecider, FARTHEST_PLANNED } from './contact.decider.js';
import type { ContactEvent, ContactEventData } from './contact.events.js';
import {
  ACCOUNT_MANAGER,
  facts,
  nearby,
  ORGANISATION,
  partnership,
  question,
  rule,
  SITE,
  WAKEFIELD,
} from './gateway.fixture.js';
import { advise } from './gateway.js';

const { given } = specificationOf(contactDecider);
const today = specContext.today; // Tuesday 21 March 2006
const planned = question.plannedOn; // Monday 3 April 2006
const on = (day: string) => {
  const now = parseInstant(`${day}T09:00:00.000Z`);
  return { now, today: plainDate(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))) };
};

const FIRST = facts({ partnership: { ...partnership, contactRules: [rule(1, {})] } });
const NOT_NOW = (until?: string) =>
  facts({
    partnership: {
      ...partnership,
      contactRules: [rule(1, { advice: 'NOT_NOW', validUntil: until === undefined ? undefined : on(until).today })],
    },
  });
const CLASH = facts({ nearby: [nearby('a')] });

function intend(
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
function intended(known = facts(), asked: Partial<PreparedIntention['question']> = {}): ContactEvent {
  const decision = contactDecider.decide(intend(known, asked), contactDecider.initialState, specContext);
  if (decision.outcome === 'rejected' || !decision.events[0]) throw new Error(JSON.stringify(decision));
  return decision.events[0];
}

const markMade = (fields: Partial<ContactCommandData<'MarkMade'>> = {}): ContactCommand => ({
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
const onPlannedDay = on('2006-04-03');

const answer = (fields: Partial<ContactCommandData<'AnswerIntention'>> = {}): ContactCommand => ({
  type: 'AnswerIntention',
  data: { answer: 'AGREED', text: 'Go ahead.', capacity: 'ACCOUNT_MANAGER', ...fields },
});
const answered = (fields: Partial<ContactEventData<'IntentionAnswered'>> = {}): ContactEvent => ({
  type: 'IntentionAnswered',
  data: { answer: 'AGREED', text: 'Go ahead.', capacity: 'ACCOUNT_MANAGER', answeredOn: today, late: false, ...fields },
});

function adviceFollowedBy(events: readonly ContactEvent[], command: ContactCommand, day = '2006-04-03'): boolean {
  const state = events.reduce(contactDecider.evolve, contactDecider.initialState);
  const decision = contactDecider.decide(command, state, { ...specContext, ...on(day) });
  if (decision.outcome === 'rejected') {
    expect(decision.rejection.code).toBe('DEVIATION_REASON_REQUIRED');
    return false;
  }
  const made = decision.events.find((event) => event.type === 'ContactMade');
  return made?.data.adviceFollowed ?? false;
}

describe('An intention', () => {
  it('is registered with the advice given', () => {
    given()
      .when(intend())
      .then({
        type: 'IntentionRegistered',
        data: {
          organisationId: ORGANISATION,
          siteId: SITE,
          authorityId: WAKEFIELD,
          officerId: question.asker.officerId,
          topic: question.topic,
          purpose: 'VISIT',
          urgency: 'ROUTINE',
          plannedOn: planned,
          registeredOn: today,
          advice: advise(question, facts()),
        },
      });
  });

  it('gives the account manager until the end of the third working day, with the calendar used', () => {
    const event = intended(FIRST);
    expect(event).toMatchObject({
      data: {
        advice: { kind: 'ACCOUNT_MANAGER_FIRST' },
        answerDue: {
          at: '2006-03-24T23:59:59.999Z',
          lastDay: '2006-03-24',
          workingDays: 3,
          calendar: { nation: 'GB-ENG' },
        },
      },
    });
  });

  it('skips the bank holidays of the nation of whoever asks', () => {
    const beforeEaster = { ...specContext, ...on('2006-04-13') };
    const asked = { plannedOn: plainDate(2006, 5, 1) };
    const decide = (nation: PreparedIntention['nation']) =>
      contactDecider.decide(intend(FIRST, asked, nation), contactDecider.initialState, beforeEaster);
    // Good Friday in both; Easter Monday in England only.
    expect(decide('GB-ENG')).toMatchObject({ events: [{ data: { answerDue: { lastDay: '2006-04-20' } } }] });
    expect(decide('GB-SCT')).toMatchObject({ events: [{ data: { answerDue: { lastDay: '2006-04-19' } } }] });
  });

  it('is for today or later, and not for the far future', () => {
    given()
      .when(intend(facts(), { plannedOn: addDays(today, -1) }))
      .thenRejected('DATE_IN_PAST', /Record a contact/);
    given()
      .when(intend(facts(), { plannedOn: addDays(today, FARTHEST_PLANNED + 1) }))
      .thenRejected('DATE_TOO_FAR');
    expect(intended(facts(), { plannedOn: addDays(today, FARTHEST_PLANNED) }).type).toBe('IntentionRegistered');
  });

  it('is registered once', () => {
    given(intended()).when(intend()).thenRejected('ALREADY_EXISTS');
  });

  it('ends once', () => {
    const withdraw: ContactCommand = { type: 'WithdrawIntention', data: { reason: 'Registered twice.' } };
    const withdrawn: ContactEvent = { type: 'IntentionWithdrawn', data: { reason: 'Registered twice.' } };
    const notMade: ContactCommand = { type: 'MarkNotMade', data: { reason: 'The store was closed.' } };
    given(intended()).when(withdraw).then(withdrawn);
    given(intended())
      .when(notMade)
      .then({ type: 'ContactNotMade', data: { reason: 'The store was closed.' } });
    given(intended(), withdrawn).when(withdraw).then();
    given(intended(), withdrawn)
      .when(notMade)
      .thenRejected('INTENTION_ENDED', /withdrawn: Registered twice/);
    given(intended(), withdrawn).when(markMade(), onPlannedDay).thenRejected('INTENTION_ENDED');
    given(intended(FIRST), withdrawn).when(answer()).thenRejected('INTENTION_ENDED');
    given().when(withdraw).thenRejected('NOT_FOUND');
  });
});

describe("An account manager's answer", () => {
  it('is recorded with the capacity in which it was given', () => {
    given(intended(FIRST)).when(answer()).then(answered());
    const actor = { ...specContext.actor, officerId: ACCOUNT_MANAGER };
    given(intended(FIRST))
      .when(answer({ capacity: 'SHADOW_ACCOUNT_MANAGER' }), { actor })
      .then(answered({ capacity: 'SHADOW_ACCOUNT_MANAGER', officerId: ACCOUNT_MANAGER }));
  });

  it('comes from nobody else, and only where the advice asked for it', () => {
    given(intended(FIRST))
      .when(answer({ capacity: undefined }))
      .thenRejected('NOT_ACCOUNT_MANAGER');
    given(intended()).when(answer()).thenRejected('ANSWER_NOT_ASKED_FOR');
  });

  it('names a day when it asks to wait', () => {
    given(intended(FIRST))
      .when(answer({ answer: 'WAIT' }))
      .thenRejected('UNTIL_MISSING');
  });

  it('can change while the contact is not made', () => {
    given(intended(FIRST), answered())
      .when(answer({ answer: 'COORDINATE', text: 'Go with Leeds.' }))
      .then(answered({ answer: 'COORDINATE', text: 'Go with Leeds.' }));
  });

  it('is marked as late after the deadline has passed in silence, and binds nobody', () => {
    given(intended(FIRST))
      .when(answer(), on('2006-03-27'))
      .then(answered({ late: true, answeredOn: on('2006-03-27').today }));
    const late = answered({
      late: true,
      answer: 'WAIT',
      until: plainDate(2006, 6, 1),
      answeredOn: on('2006-03-27').today,
    });
    expect(adviceFollowedBy([intended(FIRST), late], markMade())).toBe(true);
  });

  it('in time can still be changed later', () => {
    const inTime = answered({ answer: 'WAIT', until: plainDate(2006, 6, 1), text: 'Not before June.' });
    given(intended(FIRST), inTime)
      .when(answer(), on('2006-03-27'))
      .then(answered({ answeredOn: on('2006-03-27').today }));
  });
});

describe('The deadline for an answer', () => {
  const pass: ContactCommand = { type: 'PassAnswerDeadline', data: {} };
  const at = parseInstant('2006-03-24T23:59:59.999Z');

  it('passes once, and not before its last moment is over', () => {
    given(intended(FIRST)).when(pass, { now: at }).thenRejected('DEADLINE_NOT_REACHED');
    given(intended(FIRST)).when(pass, on('2006-03-25')).then({ type: 'AnswerDeadlinePassed', data: { at } });
    given(intended(FIRST), { type: 'AnswerDeadlinePassed', data: { at } }).when(pass, on('2006-03-25')).then();
  });

  it('leaves no trace when there was an answer, or nothing to answer any more', () => {
    given(intended(FIRST), answered()).when(pass, on('2006-03-25')).then();
    given(intended(FIRST), { type: 'IntentionWithdrawn', data: { reason: 'Not needed.' } })
      .when(pass)
      .then();
    given(intended()).when(pass, on('2006-03-25')).then();
  });
});

describe('A contact that was made', () => {
  it('is recorded with whether the advice was followed', () => {
    given(intended())
      .when(markMade(), onPlannedDay)
      .then({
        type: 'ContactMade',
        data: {
          organisationId: ORGANISATION,
          siteId: SITE,
          authorityId: WAKEFIELD,
          officerId: question.asker.officerId,
          topic: question.topic,
          purpose: 'VISIT',
          madeOn: planned,
          channel: 'VISIT',
          withWhom: 'Store manager',
          confidential: false,
          coordinated: false,
          adviceFollowed: true,
        },
      });
  });

  it('lies between the intention and today', () => {
    given(intended())
      .when(markMade({ madeOn: addDays(today, 1) }))
      .thenRejected('DATE_IN_FUTURE');
    given(intended())
      .when(markMade({ madeOn: addDays(today, -1) }))
      .thenRejected('DATES_OUT_OF_ORDER');
  });

  it('is made once', () => {
    const decision = contactDecider.decide(markMade(), foldOf(intended()), { ...specContext, ...onPlannedDay });
    const events = decision.outcome === 'accepted' ? decision.events : [];
    given(intended(), ...events)
      .when(markMade(), onPlannedDay)
      .then();
    given(intended(), ...events)
      .when(markMade({ channel: 'PHONE' }), onPlannedDay)
      .thenRejected('CONTACT_ALREADY_MADE', /2006-04-03/);
  });

  it('needs a reason when the advice was not followed', () => {
    given(intended(FIRST))
      .when(markMade({ madeOn: today }))
      .thenRejected('DEVIATION_REASON_REQUIRED', /free to do/);
    const deviationReason = 'The manager asked for us.';
    const decision = contactDecider.decide(
      markMade({ madeOn: today, deviationReason }),
      foldOf(intended(FIRST)),
      specContext,
    );
    expect(decision).toMatchObject({ events: [{ data: { adviceFollowed: false, deviationReason } }] });
  });

  it('needs none where a statutory ground arose meanwhile', () => {
    const decision = contactDecider.decide(
      markMade({ madeOn: today, exemption: 'IMMINENT_RISK' }),
      foldOf(intended(FIRST)),
      specContext,
    );
    expect(decision).toMatchObject({ events: [{ data: { adviceFollowed: false, exemption: 'IMMINENT_RISK' } }] });
  });

  it.each([
    ['no answer, before the deadline', [], '2006-03-24', false],
    ['no answer, after the deadline', [], '2006-03-25', true],
    ['agreed', [answered()], '2006-03-21', true],
    ['agreed only afterwards', [answered({ answeredOn: plainDate(2006, 3, 23) })], '2006-03-22', false],
    ['asked to coordinate, and did not', [answered({ answer: 'COORDINATE' })], '2006-04-03', false],
    ['asked to wait, and waited', [answered({ answer: 'WAIT', until: plainDate(2006, 4, 3) })], '2006-04-03', true],
    ['asked to wait, and did not', [answered({ answer: 'WAIT', until: plainDate(2006, 4, 4) })], '2006-04-03', false],
  ] as const)('knows about the account manager first: %s', (_case, answers, day, followed) => {
    const command = markMade({ madeOn: on(day).today });
    expect(adviceFollowedBy([intended(FIRST), ...answers], command, day)).toBe(followed);
  });

  it('knows about coordination, and about waiting', () => {
    expect(adviceFollowedBy([intended(CLASH)], markMade())).toBe(false);
    expect(adviceFollowedBy([intended(CLASH)], markMade({ coordinated: true }))).toBe(true);
    const asked = { plannedOn: planned };
    expect(adviceFollowedBy([intended(NOT_NOW('2006-04-10'), asked)], markMade())).toBe(false);
    const later = markMade({ madeOn: plainDate(2006, 4, 10) });
    expect(adviceFollowedBy([intended(NOT_NOW('2006-04-10'), asked)], later, '2006-04-10')).toBe(true);
    expect(adviceFollowedBy([intended(NOT_NOW(), asked)], later, '2006-04-10')).toBe(false);
  });
});

function foldOf(...events: readonly ContactEvent[]) {
  return events.reduce(contactDecider.evolve, contactDecider.initialState);
}
