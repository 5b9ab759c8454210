import { describe, it } from '@jest/globals';
import { specContext, specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { addDays, plainDate } from '#platform/working-days';
import type { ContactCommand, ContactCommandData } from './contact.commands.js';
import { contactDecider } from './contact.decider.js';
import type { ContactEvent, ContactEventData } from './contact.events.js';
import { ORGANISATION, SITE, WAKEFIELD } from './gateway.fixture.js';
import { MOST_FOLLOW_UPS } from './made-contact.decisions.js';

const { given } = specificationOf(contactDecider);
const today = specContext.today; // Tuesday 21 March 2006

const record = (fields: Partial<ContactCommandData<'RecordContact'>> = {}): ContactCommandData<'RecordContact'> => ({
  organisationId: ORGANISATION,
  siteId: SITE,
  authorityId: WAKEFIELD,
  topic: 'falls from height',
  purpose: 'VISIT',
  urgency: 'ROUTINE',
  madeOn: addDays(today, -10),
  channel: 'VISIT',
  withWhom: 'Store manager',
  confidential: false,
  ...fields,
});
const recorded = (fields: Partial<ContactEventData<'ContactRecorded'>> = {}): ContactEvent => ({
  type: 'ContactRecorded',
  data: { ...record(), ...fields },
});

describe('A contact that is recorded afterwards', () => {
  it('needs no intention', () => {
    given().when({ type: 'RecordContact', data: record() }).then(recorded());
    given()
      .when({ type: 'RecordContact', data: record({ madeOn: addDays(today, 1) }) })
      .thenRejected('DATE_IN_FUTURE');
  });

  it('is recorded once per source and reference, and never silently otherwise', () => {
    const source = { system: 'Council case system', reference: 'EH/06/0042' };
    const outcome = { results: ['VERBAL_ADVICE' as const], text: 'Spoke about racking.' };
    given(recorded({ source, outcome }))
      .when({ type: 'RecordContact', data: record({ source, outcome }) })
      .then();
    given(recorded({ source, outcome }))
      .when({ type: 'RecordContact', data: record({ source, outcome, channel: 'PHONE' }) })
      .thenRejected('RECORDED_OTHERWISE', /Amend that contact/);
  });

  it('keeps its first outcome, and corrections with their reason', () => {
    const text = 'Nothing to add.';
    given(recorded())
      .when({ type: 'RecordOutcome', data: { results: ['NO_ACTION_NEEDED', 'NO_ACTION_NEEDED'], text } })
      .then({ type: 'OutcomeRecorded', data: { results: ['NO_ACTION_NEEDED'], text } });
    const first: ContactEvent = { type: 'OutcomeRecorded', data: { results: ['NO_ACTION_NEEDED'], text } };
    const correction = { results: ['WRITTEN_ADVICE' as const], text };
    given(recorded(), first).when({ type: 'RecordOutcome', data: correction }).thenRejected('REASON_REQUIRED');
    const reason = 'The letter went out later.';
    given(recorded(), first)
      .when({ type: 'RecordOutcome', data: { ...correction, reason } })
      .then({ type: 'OutcomeRecorded', data: { ...correction, reason } });
  });

  it('has follow-ups that come after it', () => {
    const dueOn = plainDate(2006, 5, 1);
    const plan: ContactCommand = { type: 'PlanFollowUp', data: { dueOn, text: 'Look at the racking again.' } };
    const plannedFollowUp: ContactEvent = {
      type: 'FollowUpPlanned',
      data: { number: 1, dueOn, text: 'Look at the racking again.' },
    };
    const complete = (doneOn = today, number = 1): ContactCommand => ({
      type: 'CompleteFollowUp',
      data: { number, doneOn },
    });
    given(recorded()).when(plan).then(plannedFollowUp);
    given(recorded(), plannedFollowUp)
      .when(complete())
      .then({ type: 'FollowUpDone', data: { number: 1, doneOn: today } });
    given(recorded(), plannedFollowUp).when(complete(today, 2)).thenRejected('FOLLOW_UP_UNKNOWN');
    given(recorded(), plannedFollowUp)
      .when(complete(addDays(today, 1)))
      .thenRejected('DATE_IN_FUTURE');
    given(recorded(), plannedFollowUp)
      .when(complete(addDays(today, -11)))
      .thenRejected('DATES_OUT_OF_ORDER');
    given(recorded(), plannedFollowUp, { type: 'FollowUpDone', data: { number: 1, doneOn: today } })
      .when(complete(addDays(today, -1)))
      .thenRejected('FOLLOW_UP_DONE');
    given(recorded())
      .when({ type: 'PlanFollowUp', data: { dueOn: addDays(today, -11), text: 'Too early.' } })
      .thenRejected('DATES_OUT_OF_ORDER');
  });

  it('has no more follow-ups than a page shows', () => {
    const planned = (number: number): ContactEvent => ({
      type: 'FollowUpPlanned',
      data: { number, dueOn: today, text: `Number ${number}.` },
    });
    const all = Array.from({ length: MOST_FOLLOW_UPS }, (_, place) => planned(place + 1));
    const plan = (text: string): ContactCommand => ({ type: 'PlanFollowUp', data: { dueOn: today, text } });
    given(recorded(), ...all)
      .when(plan('One more.'))
      .thenRejected('TOO_MANY_FOLLOW_UPS', /at most 20/);
    given(recorded(), ...all)
      .when(plan('Number 20.'))
      .then();
    given(recorded(), ...all.slice(1))
      .when(plan('One more.'))
      .then({ type: 'FollowUpPlanned', data: { number: 20, dueOn: today, text: 'One more.' } });
  });

  it('cannot be withdrawn or answered', () => {
    given(recorded())
      .when({ type: 'WithdrawIntention', data: { reason: 'x' } })
      .thenRejected('CONTACT_ALREADY_MADE');
    const answer = { answer: 'AGREED' as const, text: 'Go ahead.', capacity: 'ACCOUNT_MANAGER' as const };
    given(recorded()).when({ type: 'AnswerIntention', data: answer }).thenRejected('CONTACT_ALREADY_MADE');
  });
});
