import { describe, expect, it } from '@jest/globals';
import { specContext, specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { addDays, plainDate } from '#platform/working-days';
import type { ContactCommand, PreparedIntention } from './contact.commands.js';
import { contactDecider, FARTHEST_PLANNED } from './contact.decider.js';
import type { ContactEvent } from './contact.events.js';
import {
  answer,
  FIRST,
  foldOf,
  intend,
  intended,
  markMade,
  on,
  onPlannedDay,
  planned,
  today,
} from './contact.fixture.js';
import { facts, ORGANISATION, question, SITE, WAKEFIELD } from './gateway.fixture.js';
import { advise } from './gateway.js';

const { given } = specificationOf(contactDecider);

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

  it('skips the bank holidays of the nation that was found to be concerned', () => {
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

  it('keeps the ground on which it was intended, unless another one arose', () => {
    const exempt = intended(FIRST, { exemption: 'FATALITY' });
    const decide = (command: ContactCommand) =>
      contactDecider.decide(command, foldOf(exempt), { ...specContext, ...onPlannedDay });
    expect(decide(markMade())).toMatchObject({ events: [{ data: { exemption: 'FATALITY' } }] });
    const another = markMade({ exemption: 'COMPLAINT_WITH_DUTY' });
    expect(decide(another)).toMatchObject({ events: [{ data: { exemption: 'COMPLAINT_WITH_DUTY' } }] });
  });

  it('keeps no reason for a deviation that there was not', () => {
    const command = markMade({ deviationReason: 'They asked for us.' });
    const decision = contactDecider.decide(command, foldOf(intended()), { ...specContext, ...onPlannedDay });
    expect(decision).toMatchObject({ events: [{ data: { adviceFollowed: true, deviationReason: undefined } }] });
  });
});
