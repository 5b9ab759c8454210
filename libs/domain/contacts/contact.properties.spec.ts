import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SPEC_NOW, specContext } from '../../platform/event-sourcing/decider-specification.js';
import { addDays, londonDate, parseInstant, type Instant, type PlainDate } from '#platform/working-days';
import type { ContactCommand } from './contact.commands.js';
import { contactDecider } from './contact.decider.js';
import type { ContactEvent } from './contact.events.js';
import { contactEvents } from './contact.events.js';
import type { ContactState } from './contact.state.js';
import { ANSWERS, CHANNELS, RESULTS } from './contact.vocabulary.js';
import { facts, ORGANISATION, partnership, question, rule, SITE, WAKEFIELD } from './gateway.fixture.js';

const today = specContext.today;
const day = fc.integer({ min: -5, max: 20 }).map((days) => addDays(today, days));
const words = fc.constantFrom('This.', 'That.');
const optionalWords = fc.option(words, { nil: undefined });
const made = {
  madeOn: day,
  channel: fc.constantFrom(...CHANNELS),
  withWhom: fc.constantFrom('Store manager', 'Safety adviser'),
  summary: optionalWords,
  confidential: fc.boolean(),
};
const outcome = { results: fc.subarray([...RESULTS], { minLength: 1, maxLength: 2 }), text: optionalWords };
const ofType = <const Type extends ContactCommand['type'], Data>(type: Type, data: fc.Arbitrary<Data>) =>
  data.map((each) => ({ type, data: each }));

const anyFacts = fc
  .constantFrom('PROCEED' as const, 'ACCOUNT_MANAGER_FIRST' as const, 'NOT_NOW' as const, 'COORDINATE' as const)
  .map((advice) => facts({ partnership: { ...partnership, contactRules: [rule(1, { advice })] } }));

const anyCommand: fc.Arbitrary<ContactCommand> = fc.oneof(
  ofType(
    'RegisterIntention',
    fc.record({
      question: day.map((plannedOn) => ({ ...question, plannedOn })),
      facts: anyFacts,
      nation: fc.constant('GB-ENG' as const),
    }),
  ),
  ofType(
    'RecordContact',
    fc.record({
      organisationId: fc.constant(ORGANISATION),
      siteId: fc.constantFrom(SITE, undefined),
      authorityId: fc.constant(WAKEFIELD),
      topic: fc.constant('noise'),
      purpose: fc.constant('VISIT' as const),
      urgency: fc.constant('ROUTINE' as const),
      ...made,
    }),
  ),
  ofType(
    'AnswerIntention',
    fc.record({
      answer: fc.constantFrom(...ANSWERS),
      until: fc.option(day, { nil: undefined }),
      text: words,
      capacity: fc.constantFrom('ACCOUNT_MANAGER' as const, undefined),
    }),
  ),
  ofType('PassAnswerDeadline', fc.constant({})),
  ofType('WithdrawIntention', fc.record({ reason: words })),
  ofType('MarkNotMade', fc.record({ reason: words })),
  ofType('MarkMade', fc.record({ ...made, coordinated: fc.boolean(), deviationReason: optionalWords })),
  ofType('RecordOutcome', fc.record({ ...outcome, reason: optionalWords })),
  ofType('PlanFollowUp', fc.record({ dueOn: day, text: words })),
  ofType('CompleteFollowUp', fc.record({ number: fc.integer({ min: 1, max: 3 }), doneOn: day, text: optionalWords })),
  ofType(
    'AmendContact',
    fc.record({
      siteId: fc.constantFrom(SITE, undefined),
      siteOrganisationId: fc.constant(ORGANISATION),
      topic: fc.constantFrom('noise', 'dust'),
      officerId: fc.constantFrom(question.asker.officerId, undefined),
      purpose: fc.constant('VISIT' as const),
      urgency: fc.constantFrom('ROUTINE' as const, 'URGENT' as const),
      exemption: fc.constantFrom('FATALITY' as const, undefined, undefined),
      ...made,
      coordinated: fc.boolean(),
      deviationReason: optionalWords,
      reason: words,
    }),
  ),
);

/** Commands with the number of days that pass before each. */
const anyHistory = fc.array(fc.tuple(anyCommand, fc.constantFrom(0, 0, 0, 1, 3)), { maxLength: 25 });

interface Step {
  readonly events: readonly ContactEvent[];
  readonly state: ContactState;
  readonly now: Instant;
  readonly today: PlainDate;
}

/** Gives the commands one after the other, and every accepted one a second time. */
function run(history: readonly (readonly [ContactCommand, number])[], check: (step: Step) => void): void {
  let state = contactDecider.initialState;
  let days = 0;
  for (const [command, passing] of history) {
    days += passing;
    const now = parseInstant(new Date(Date.parse(SPEC_NOW) + days * 86_400_000).toISOString());
    const context = { ...specContext, now, today: londonDate(now) };
    const decision = contactDecider.decide(command, state, context);
    if (decision.outcome === 'rejected') continue;
    state = decision.events.reduce(contactDecider.evolve, state);
    const again = contactDecider.decide(command, state, context);
    if (again.outcome === 'accepted') expect(again.events).toEqual([]);
    check({ events: decision.events, state, now, today: context.today });
  }
}

describe('Whatever is asked of a contact', () => {
  it('every event fits its schema, and a repeated command records nothing', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        run(history, ({ events }) => {
          for (const { type, data } of events) expect(contactEvents.definitions[type].schema.parse(data)).toEqual(data);
        });
      }),
    );
  });

  it('dates stay in order, and nothing was made on a day to come', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        run(history, ({ state, today: date }) => {
          if (state.kind !== 'made') return;
          const { madeOn } = state.made;
          expect(madeOn <= date).toBe(true);
          if (state.advised) expect(state.advised.intention.registeredOn <= madeOn).toBe(true);
          for (const { done } of state.followUps) {
            if (done) expect(madeOn <= done.doneOn && done.doneOn <= date).toBe(true);
          }
        });
      }),
    );
  });

  it('a contact begins once, is made or ended at most once, and its deadline passes at most once', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const all: ContactEvent['type'][] = [];
        run(history, ({ events }) => all.push(...events.map(({ type }) => type)));
        const count = (...types: ContactEvent['type'][]) => all.filter((type) => types.includes(type)).length;
        expect(count('IntentionRegistered', 'ContactRecorded')).toBeLessThanOrEqual(1);
        expect(count('ContactMade', 'ContactNotMade', 'IntentionWithdrawn', 'ContactRecorded')).toBeLessThanOrEqual(1);
        expect(count('AnswerDeadlinePassed')).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('a deadline that passed in silence is on record before anything else that happens after it', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        let before: ContactState = contactDecider.initialState;
        run(history, ({ events, state, now }) => {
          const waiting = before.kind === 'intended' && before.answers.length === 0 && !before.deadlinePassed;
          const due = before.kind === 'intended' ? before.answerDue?.at : undefined;
          if (waiting && due !== undefined && now > due && events.length > 0) {
            expect(events[0]?.type).toBe('AnswerDeadlinePassed');
          }
          before = state;
        });
      }),
    );
  });

  it('whoever does not follow the advice has said why', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        run(history, ({ state }) => {
          if (state.kind !== 'made' || !state.advised || state.grounds.exemption) return;
          const { adviceFollowed, deviationReason } = state.advised.conduct;
          expect(adviceFollowed).toBe(deviationReason === undefined);
        });
      }),
    );
  });
});
