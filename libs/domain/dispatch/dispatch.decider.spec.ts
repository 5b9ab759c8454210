import { describe, expect, it } from '@jest/globals';
import { digestOf } from '#platform/values';
import { parseInstant } from '#platform/working-days';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import type { DispatchCommand } from './dispatch.commands.js';
import { dispatchDecider } from './dispatch.decider.js';
import type { AttemptResult, DispatchEvent } from './dispatch.events.js';
import { end, LIST, opened, opening, OTHER_LIST, reason, REPORTS, start, started } from './dispatch.fixture.js';

const { given } = specificationOf(dispatchDecider);

const ended = (number: number, attempt: number, result: AttemptResult): DispatchEvent => ({
  type: 'DeliveriesEnded',
  data: { deliveries: [{ number, attempt, result }] },
});
const completed: DispatchEvent = { type: 'DispatchCompleted', data: {} };
const paused: DispatchEvent = { type: 'DispatchPaused', data: { reason } };
const abandoned: DispatchEvent = { type: 'DispatchAbandoned', data: { reason } };
const failedUntil = (nextAttemptAt: string): AttemptResult => ({
  outcome: 'FAILED_TEMPORARILY',
  answer: '450 Later',
  nextAttemptAt: parseInstant(nextAttemptAt),
});
const retry = (number: number, mayArriveTwice?: boolean): DispatchCommand => ({
  type: 'RetryDelivery',
  data: { number, reason, ...(mayArriveTwice === undefined ? {} : { mayArriveTwice }) },
});
const settle = (number: number, as: 'DELIVERED' | 'GIVEN_UP'): DispatchCommand => ({
  type: 'SettleDelivery',
  data: { number, as, evidence: reason },
});

describe('Opening a dispatch', () => {
  it('freezes its recipients', () => {
    given()
      .when(opening())
      .then(...opened());
  });

  it('freezes a thousand deliveries by one event', () => {
    const decision = dispatchDecider.decide(
      opening({ deliveries: Array.from({ length: 2_500 }, (_, index) => [{ list: 0, number: index + 1 }]) }),
      dispatchDecider.initialState,
      { now: parseInstant('2006-03-21T09:00:00.000Z') } as never,
    );
    const sizes =
      decision.outcome === 'accepted'
        ? decision.events.map(
            (event) => event.type === 'RecipientsFrozen' && [event.data.first, event.data.deliveries.length],
          )
        : [];
    expect(sizes).toEqual([false, [1, 1000], [1001, 1000], [2001, 500]]);
  });

  it('again changes nothing, whatever became of the lists and the channel', () => {
    const facts = { unavailable: 'Not configured.', lists: [{ id: LIST, status: 'RETIRED' as const }], deliveries: [] };
    given(...opened())
      .when(opening(facts))
      .then();
  });

  it('again with another text or other lists is refused', () => {
    for (const changes of [
      { contentDigest: digestOf('Other') },
      { text: 'Other' },
      { subject: 'Other' },
      { html: '<p>Other</p>' },
      { recipientListIds: [OTHER_LIST] },
    ]) {
      given(...opened())
        .when(opening({}, changes))
        .thenRejected('DISPATCH_DIFFERS');
    }
  });

  it.each([
    [{ unavailable: 'E-mail is not configured.' }, 'CHANNEL_NOT_AVAILABLE', /^E-mail is not configured/],
    [{ lists: [{ id: LIST, status: 'UNKNOWN' }] }, 'RECIPIENT_LIST_UNKNOWN', /no recipient list recipient-list-/],
    [{ lists: [{ id: LIST, name: 'Leads', status: 'RETIRED', channel: 'EMAIL' }] }, 'RECIPIENT_LIST_RETIRED', /Leads/],
    [
      { lists: [{ id: LIST, name: 'Leads', status: 'ACTIVE', channel: 'WEBHOOK' }] },
      'RECIPIENT_LIST_UNFIT',
      /Leads is for WEBHOOK, not EMAIL/,
    ],
    [{ deliveries: [] }, 'RECIPIENT_LISTS_EMPTY', /nobody/],
    [
      { deliveries: Array.from({ length: 20_001 }, (_, index) => [{ list: 0, number: index + 1 }]) },
      'TOO_MANY_RECIPIENTS',
      /20000 .* 20001/,
    ],
  ] as const)('is refused with %j: %s', (facts, code, message) => {
    given().when(opening(facts)).thenRejected(code, message);
  });
});

describe('A delivery', () => {
  it('is started before it is sent, and ends', () => {
    given(...opened())
      .when(start([1, 1], [2, 1]))
      .then(started([1, 1], [2, 1]));
    given(...opened(), started([1, 1]))
      .when(end(1, 1, REPORTS.delivered))
      .then(ended(1, 1, REPORTS.delivered));
  });

  it('is not started twice, out of turn, or beside itself', () => {
    given(...opened(), started([1, 1]))
      .when(start([1, 1]))
      .thenRejected('DELIVERY_NOT_DUE');
    given(...opened(), started([1, 1]))
      .when(start([1, 2]))
      .thenRejected('DELIVERY_NOT_DUE');
    given(...opened())
      .when(start([1, 2]))
      .thenRejected('DELIVERY_NOT_DUE');
    given(...opened())
      .when(start([1, 1], [1, 1]))
      .thenRejected('DELIVERY_NOT_DUE');
    const { field } = given(...opened())
      .when(start([1, 1], [3, 1]))
      .thenRejected('DELIVERY_NOT_DUE');
    expect(field).toEqual(['deliveries', '1']);
  });

  it.each(['delivered', 'refused', 'uncertain', 'removed'] as const)('that is %s is never started again', (outcome) => {
    given(...opened(), started([1, 1]), ended(1, 1, REPORTS[outcome]))
      .when(start([1, 2]))
      .thenRejected('DELIVERY_NOT_DUE');
  });

  it('that failed for the time being is tried again when it is due, each time after a longer pause', () => {
    const first = [...opened(1), started([1, 1])];
    given(...first)
      .when(end(1, 1, REPORTS.failed))
      .then(ended(1, 1, failedUntil('2006-03-21T09:01:00.000Z')));
    const waiting = [...first, ended(1, 1, failedUntil('2006-03-21T09:01:00.000Z'))];
    given(...waiting)
      .when(start([1, 2]), { now: parseInstant('2006-03-21T09:00:59.999Z') })
      .thenRejected('DELIVERY_NOT_DUE');
    given(...waiting)
      .when(start([1, 2]), { now: parseInstant('2006-03-21T09:01:00.000Z') })
      .then(started([1, 2]));
    given(...waiting, started([1, 2]))
      .when(end(1, 2, REPORTS.failed))
      .then(ended(1, 2, failedUntil('2006-03-21T09:02:00.000Z')));
  });

  it('waits as long as the other side asks for, within bounds', () => {
    const inFlight = [...opened(1), started([1, 1])];
    for (const [retryAfterSeconds, at] of [
      [1, '2006-03-21T09:01:00.000Z'],
      [600, '2006-03-21T09:10:00.000Z'],
      [10_000_000, '2006-03-21T15:00:00.000Z'],
    ] as const) {
      given(...inFlight)
        .when(end(1, 1, { ...REPORTS.failed, retryAfterSeconds }))
        .then(ended(1, 1, failedUntil(at)));
    }
  });

  /** Events of as many failed attempts, from the one after `before` on. */
  const failures = (attempts: number, before = 0) =>
    Array.from({ length: attempts }, (_, index) => index + 1 + before).flatMap((attempt) => [
      started([1, attempt]),
      ended(1, attempt, failedUntil('2006-03-21T09:00:00.000Z')),
    ]);

  it('is a dead letter after the last attempt, and has as many again when somebody retries it', () => {
    const dead: AttemptResult = { outcome: 'DEAD', answer: '450 Later' };
    given(...opened(1), ...failures(7), started([1, 8]))
      .when(end(1, 8, REPORTS.failed))
      .then(ended(1, 8, dead));
    const retried: DispatchEvent = { type: 'DeliveryRetried', data: { number: 1, from: 'DEAD', reason } };
    given(...opened(1), ...failures(7), started([1, 8]), ended(1, 8, dead))
      .when(retry(1))
      .then(retried);
    given(...opened(1), ...failures(7), started([1, 8]), ended(1, 8, dead), retried, started([1, 9]))
      .when(end(1, 9, REPORTS.failed))
      .then(ended(1, 9, failedUntil('2006-03-21T09:01:00.000Z')));
    given(
      ...opened(1),
      ...failures(7),
      started([1, 8]),
      ended(1, 8, dead),
      retried,
      ...failures(7, 8),
      started([1, 16]),
    )
      .when(end(1, 16, REPORTS.failed))
      .then(ended(1, 16, dead));
  });

  it('has one end: the same again changes nothing, another one is refused', () => {
    const delivered = [...opened(), started([1, 1]), ended(1, 1, REPORTS.delivered)];
    given(...delivered)
      .when(end(1, 1, REPORTS.delivered))
      .then();
    given(...delivered)
      .when(end(1, 1, REPORTS.uncertain))
      .thenRejected('DELIVERY_ENDED_OTHERWISE', /on record as DELIVERED/);
    given(...opened())
      .when(end(1, 1, REPORTS.delivered))
      .thenRejected('DELIVERY_NOT_STARTED');
    given(...opened(), started([1, 1]))
      .when(end(1, 2, REPORTS.delivered))
      .thenRejected('DELIVERY_NOT_STARTED');
    given(...opened(), started([1, 1]))
      .when({
        type: 'EndDeliveries',
        data: {
          deliveries: [REPORTS.delivered, REPORTS.refused].map((report) => ({ number: 1, attempt: 1, report })),
        },
      })
      .thenRejected('DELIVERY_ENDED_OTHERWISE', /named twice/);
  });
});

describe('What somebody decides on a delivery', () => {
  const uncertain = [...opened(1), started([1, 1]), ended(1, 1, REPORTS.uncertain)];

  it('may send an uncertain one again only when it may arrive twice', () => {
    const { field, message } = given(...uncertain)
      .when(retry(1))
      .thenRejected('REPETITION_NOT_ACCEPTED');
    expect(field).toEqual(['mayArriveTwice']);
    expect(message).toContain('the recipient may get the text twice');
    given(...uncertain)
      .when(retry(1, false))
      .thenRejected('REPETITION_NOT_ACCEPTED');
    given(...uncertain)
      .when(retry(1, true))
      .then({ type: 'DeliveryRetried', data: { number: 1, from: 'UNCERTAIN', reason } });
  });

  it('may settle it on evidence, which completes the dispatch when it was the last', () => {
    const settled: DispatchEvent = {
      type: 'DeliverySettled',
      data: { number: 1, from: 'UNCERTAIN', as: 'DELIVERED', evidence: reason },
    };
    given(...uncertain)
      .when(settle(1, 'DELIVERED'))
      .then(settled, completed);
  });

  it('is for those that nobody else decides on', () => {
    for (const command of [retry(1), settle(1, 'GIVEN_UP')]) {
      given(...opened(), started([1, 1]))
        .when(command)
        .thenRejected('DELIVERY_NEEDS_NO_DECISION', /is STARTED/);
      given(...opened(), started([1, 1]), ended(1, 1, REPORTS.delivered))
        .when(command)
        .thenRejected('DELIVERY_NEEDS_NO_DECISION', /is DELIVERED/);
    }
    for (const command of [retry(3), settle(3, 'DELIVERED')]) {
      given(...opened())
        .when(command)
        .thenRejected('DELIVERY_UNKNOWN', /no delivery number 3/);
    }
  });

  it('reopens a dispatch that was complete', () => {
    const complete = [...opened(1), started([1, 1]), ended(1, 1, REPORTS.refused), completed];
    const retried: DispatchEvent = { type: 'DeliveryRetried', data: { number: 1, from: 'REFUSED', reason } };
    given(...complete)
      .when(retry(1))
      .then(retried);
    given(...complete, retried)
      .when(start([1, 2]))
      .then(started([1, 2]));
  });
});

describe('A dispatch', () => {
  it('is complete when every delivery has come to its end', () => {
    given(...opened(2), started([1, 1], [2, 1]), ended(1, 1, REPORTS.refused))
      .when(end(2, 1, REPORTS.delivered))
      .then(ended(2, 1, REPORTS.delivered), completed);
    given(...opened(2), started([1, 1], [2, 1]), ended(1, 1, REPORTS.uncertain))
      .when(end(2, 1, REPORTS.delivered))
      .then(ended(2, 1, REPORTS.delivered));
  });

  it('that is paused starts nothing, ends what is under way, and goes on when it is resumed', () => {
    given(...opened())
      .when({ type: 'PauseDispatch', data: { reason } })
      .then(paused);
    given(...opened(), paused)
      .when(start([1, 1]))
      .thenRejected('DISPATCH_NOT_OPEN', /is paused/);
    given(...opened(), started([1, 1]), paused)
      .when(end(1, 1, REPORTS.delivered))
      .then(ended(1, 1, REPORTS.delivered));
    given(...opened(), paused)
      .when({ type: 'ResumeDispatch', data: { reason } })
      .then({ type: 'DispatchResumed', data: { reason } });
    given(...opened(), paused, { type: 'DispatchResumed', data: { reason } })
      .when(start([1, 1]))
      .then(started([1, 1]));
  });

  it('that is abandoned gives up what waits, and what fails from then on', () => {
    given(...opened())
      .when({ type: 'AbandonDispatch', data: { reason } })
      .then(abandoned);
    given(...opened(), abandoned)
      .when(start([1, 1]))
      .thenRejected('DISPATCH_NOT_OPEN');
    given(...opened(), started([1, 1]), abandoned)
      .when(end(1, 1, REPORTS.failed))
      .then(ended(1, 1, { outcome: 'GIVEN_UP', answer: '450 Later' }));
    given(...opened(), started([1, 1]), abandoned, ended(1, 1, REPORTS.refused))
      .when(retry(1))
      .thenRejected('DISPATCH_NOT_OPEN');
  });

  it('that is over can be neither paused nor resumed', () => {
    const complete = [...opened(1), started([1, 1]), ended(1, 1, REPORTS.delivered), completed];
    for (const events of [complete, [...opened(), abandoned]]) {
      for (const type of ['PauseDispatch', 'ResumeDispatch'] as const) {
        given(...events)
          .when({ type, data: { reason } })
          .thenRejected('DISPATCH_CLOSED');
      }
    }
    given(...complete)
      .when({ type: 'AbandonDispatch', data: { reason } })
      .thenRejected('DISPATCH_CLOSED');
  });

  it('that was never opened is not there', () => {
    given()
      .when(start([1, 1]))
      .thenRejected('NOT_FOUND');
  });
});
