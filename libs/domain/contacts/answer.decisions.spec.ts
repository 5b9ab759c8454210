import { describe, expect, it } from '@jest/globals';
import { specContext, specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { addDays, parseInstant, plainDate } from '#platform/working-days';
import type { ContactCommand } from './contact.commands.js';
import { contactDecider } from './contact.decider.js';
import type { ContactEvent } from './contact.events.js';
import {
  adviceFollowedBy,
  answer,
  answered,
  CLASH,
  FIRST,
  foldOf,
  intended,
  markMade,
  NOT_NOW,
  on,
  onPlannedDay,
  today,
} from './contact.fixture.js';
import { ACCOUNT_MANAGER, facts } from './gateway.fixture.js';

const { given } = specificationOf(contactDecider);
const DEADLINE = parseInstant('2006-03-24T23:59:59.999Z');

function eventTypes(decision: ReturnType<typeof contactDecider.decide>): readonly string[] {
  return decision.outcome === 'accepted' ? decision.events.map(({ type }) => type) : [decision.rejection.code];
}

describe("An account manager's answer", () => {
  it('is recorded with the capacity in which it was given', () => {
    given(intended(FIRST)).when(answer()).then(answered());
    const actor = { ...specContext.actor, officerId: ACCOUNT_MANAGER };
    given(intended(FIRST))
      .when(answer({ capacity: 'SHADOW_ACCOUNT_MANAGER' }), { actor })
      .then(answered({ capacity: 'SHADOW_ACCOUNT_MANAGER', officerId: ACCOUNT_MANAGER }));
  });

  it('comes from nobody else, and not where the advice lets the officer proceed', () => {
    given(intended(FIRST))
      .when(answer({ capacity: undefined }))
      .thenRejected('NOT_ACCOUNT_MANAGER', /lead authority/);
    given(intended()).when(answer()).thenRejected('ANSWER_NOT_ASKED_FOR');
    given(intended(facts({ partnership: undefined })))
      .when(answer())
      .thenRejected('ANSWER_NOT_ASKED_FOR');
  });

  it('can release a contact that was to be coordinated, or not to be made now, without a deadline', () => {
    for (const advised of [intended(CLASH), intended(NOT_NOW()), intended(NOT_NOW('2006-04-10'))]) {
      given(advised).when(answer()).then(answered());
      given(advised).when({ type: 'PassAnswerDeadline', data: {} }, on('2006-06-01')).then();
      expect(adviceFollowedBy([advised], markMade())).toBe(false);
      expect(adviceFollowedBy([advised, answered()], markMade())).toBe(true);
    }
    const wait = answered({ answer: 'WAIT', until: plainDate(2006, 4, 4) });
    expect(adviceFollowedBy([intended(CLASH), wait], markMade({ coordinated: true }))).toBe(false);
  });

  it('names a day when it asks to wait, today or later, and only then', () => {
    const wait = (until?: ReturnType<typeof plainDate>) => answer({ answer: 'WAIT', until });
    given(intended(FIRST)).when(wait()).thenRejected('UNTIL_MISSING');
    given(intended(FIRST))
      .when(wait(addDays(today, -1)))
      .thenRejected('DATE_IN_PAST');
    given(intended(FIRST))
      .when(wait(today))
      .then(answered({ answer: 'WAIT', until: today }));
    given(intended(FIRST))
      .when(answer({ until: today }))
      .thenRejected('UNTIL_NOT_ASKED_FOR');
    // Given again when the day has passed, it is on record already.
    given(intended(FIRST), answered({ answer: 'WAIT', until: today }))
      .when(wait(today), onPlannedDay)
      .then();
  });

  it('can change while the contact is not made', () => {
    given(intended(FIRST), answered())
      .when(answer({ answer: 'COORDINATE', text: 'Go with Leeds.' }))
      .then(answered({ answer: 'COORDINATE', text: 'Go with Leeds.' }));
  });

  it('is marked as late after the deadline has passed in silence, and binds nobody', () => {
    given(intended(FIRST))
      .when(answer(), on('2006-03-27'))
      .then(
        { type: 'AnswerDeadlinePassed', data: { at: DEADLINE } },
        answered({ late: true, answeredOn: on('2006-03-27').today }),
      );
    const late = answered({
      late: true,
      answer: 'WAIT',
      until: plainDate(2006, 6, 1),
      answeredOn: on('2006-03-27').today,
    });
    expect(adviceFollowedBy([intended(FIRST), late], markMade())).toBe(true);
  });

  it('is late, too, when the day has come until which the advice said to wait', () => {
    const until = on('2006-04-10');
    given(intended(NOT_NOW('2006-04-10')))
      .when(answer(), on('2006-04-09'))
      .then(answered({ answeredOn: addDays(until.today, -1) }));
    given(intended(NOT_NOW('2006-04-10')))
      .when(answer(), until)
      .then(answered({ answeredOn: until.today, late: true }));
    given(intended(NOT_NOW()))
      .when(answer(), until)
      .then(answered({ answeredOn: until.today }));
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
  const at = DEADLINE;
  const silence: ContactEvent = { type: 'AnswerDeadlinePassed', data: { at } };

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

  it('is recorded before whatever happens first after it, once', () => {
    const later = on('2006-03-27');
    const commands: readonly ContactCommand[] = [
      answer(),
      markMade({ madeOn: later.today }),
      { type: 'WithdrawIntention', data: { reason: 'Not needed.' } },
      { type: 'MarkNotMade', data: { reason: 'Closed.' } },
    ];
    for (const command of commands) {
      const decide = (events: readonly ContactEvent[], context: object) =>
        eventTypes(contactDecider.decide(command, foldOf(...events), { ...specContext, ...context }));
      const [first, second, ...more] = decide([intended(FIRST)], later);
      expect([first, more]).toEqual(['AnswerDeadlinePassed', []]);
      expect(decide([intended(FIRST), silence], later)).toEqual([second]);
      expect(decide([intended(FIRST), answered({ text: 'Earlier.' })], later)).toEqual([second]);
      expect(decide([intended(FIRST)], { ...later, now: at })).toEqual([second]);
    }
  });

  it('is not recorded by what is refused, or on record already', () => {
    given(intended(FIRST))
      .when(answer({ answer: 'WAIT' }), on('2006-03-27'))
      .thenRejected('UNTIL_MISSING');
    const late = answered({ late: true, answeredOn: on('2006-03-27').today });
    given(intended(FIRST), late).when(answer(), on('2006-03-27')).then();
  });

  it('is not recorded again by a process that had found it due before somebody answered', () => {
    const late = answered({ late: true, answeredOn: on('2006-03-27').today });
    given(intended(FIRST), silence, late).when(pass, on('2006-03-27')).then();
  });
});
