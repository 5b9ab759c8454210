import { describe, expect, it } from '@jest/globals';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import {
  begun,
  councilLead,
  drafted,
  manager,
  played,
  priorityInput,
  published,
  representative,
  step,
  WHY,
} from './plan-history.fixture.js';
import { planDecider } from './plan.decider.js';
import type { PlanEvent } from './plan.events.js';
import { day } from './plan.fixture.js';

const { given, fold } = specificationOf(planDecider);

const draftOf = (events: readonly PlanEvent[]) => {
  const state = fold(events);
  if (state.kind === 'unknown') throw new Error('There is no plan.');
  return state.draft;
};

const amend = (change: Partial<typeof priorityInput> & { reason?: string } = {}) =>
  ({ type: 'AmendPriority', data: { ...priorityInput, priority: 1, ...change } }) as const;

describe('A priority', () => {
  it('belongs to the side that adds it', () => {
    const bySide = [representative, manager].map((who, index) => {
      const data = { ...priorityInput, title: `Priority ${index}` };
      return draftOf(played([step({ type: 'AddPriority', data }, who)], begun)).priorities[0]?.proposedBy;
    });
    expect(bySide).toEqual(['ORGANISATION', 'REGULATORS']);
  });

  it('has a title of its own, whatever the letter case', () => {
    const data = { ...priorityInput, title: priorityInput.title.toUpperCase() };
    given(...drafted)
      .when({ type: 'AddPriority', data }, manager)
      .thenRejected('ALREADY_EXISTS', 'Priority 1');
  });

  it('names what the registers have', () => {
    for (const [what, code] of [
      ['AUTHORITY', 'AUTHORITY_UNKNOWN'],
      ['REGION', 'REGION_UNKNOWN'],
      ['SITE', 'SITE_UNKNOWN'],
    ] as const) {
      const facts = { unknown: [{ what, field: ['concerns', 'x', '0'] }] };
      const command = { type: 'AddPriority', data: { ...priorityInput, title: 'New', facts } } as const;
      expect(
        given(...drafted)
          .when(command, manager)
          .thenRejected(code).field,
      ).toEqual(['concerns', 'x', '0']);
      given(...drafted)
        .when(amend({ facts }), representative)
        .thenRejected(code);
    }
  });

  it('has days in order, and no measure or milestone twice', () => {
    const [measure] = priorityInput.measures;
    const [milestone] = priorityInput.milestones;
    const refused = (change: Partial<typeof priorityInput>) =>
      given(...begun).when({ type: 'AddPriority', data: { ...priorityInput, ...change } }, manager);
    refused({ from: day('2006-02-01'), until: day('2006-01-01') }).thenRejected('DATES_OUT_OF_ORDER');
    if (!measure || !milestone) throw new Error('The fixture has both.');
    refused({ measures: [measure, { ...measure, name: 'INJURIES', target: 1 }] }).thenRejected('DUPLICATE_IN_LIST');
    refused({ milestones: [milestone, milestone] }).thenRejected('DUPLICATE_IN_LIST');
  });

  it('has at most so many others beside it', () => {
    const many = Array.from({ length: 39 }, (_, index) =>
      step({ type: 'AddPriority', data: { ...priorityInput, title: `Priority ${index}` } }),
    );
    given(...played(many, drafted))
      .when({ type: 'AddPriority', data: { ...priorityInput, title: 'One more' } }, manager)
      .thenRejected('TOO_MANY_IN_PLAN', '40 priorities');
  });

  it('is amended by the side that proposed it alone', () => {
    given(...drafted)
      .when(amend({ why: 'Otherwise.' }), manager)
      .thenRejected('OTHER_SIDES_PRIORITY');
    given(...drafted)
      .when({ type: 'RemovePriority', data: { priority: 1 } }, councilLead)
      .thenRejected('OTHER_SIDES_PRIORITY', 'a proposal of the organisation');
    const amended = played([step(amend({ why: 'Otherwise.' }), representative)], drafted);
    expect(draftOf(amended).priorities[0]).toMatchObject({ why: 'Otherwise.', proposedBy: 'ORGANISATION' });
  });

  it('that both own is amended by either side, and taken out or handed on by the side that proposed it', () => {
    const shared = played([step(amend({ owner: 'BOTH' }), representative)], drafted);
    const amended = played([step(amend({ owner: 'BOTH', why: 'Otherwise.' }))], shared);
    expect(draftOf(amended).priorities[0]).toMatchObject({ why: 'Otherwise.', proposedBy: 'ORGANISATION' });
    given(...shared)
      .when(amend({ owner: 'REGULATOR' }), manager)
      .thenRejected('OTHER_SIDES_PRIORITY');
    given(...shared)
      .when({ type: 'RemovePriority', data: { priority: 1 } }, manager)
      .thenRejected('OTHER_SIDES_PRIORITY');
  });

  it('takes a reason for a change once it was agreed', () => {
    given(...published)
      .when(amend({ why: 'Otherwise.' }), representative)
      .thenRejected('REASON_NEEDED', 'Priority 1');
    given(...published)
      .when({ type: 'RemovePriority', data: { priority: 1 } }, representative)
      .thenRejected('REASON_NEEDED');
    expect(played([step(amend({ why: 'Otherwise.', reason: WHY }), representative)], published)).toHaveLength(
      published.length + 1,
    );
  });

  it('that was taken out leaves its number unused', () => {
    const removed = played([step({ type: 'RemovePriority', data: { priority: 1 } }, representative)], drafted);
    const again = played([step({ type: 'AddPriority', data: priorityInput })], removed);
    expect(draftOf(again).priorities.map(({ number }) => number)).toEqual([2]);
    given(...again)
      .when(amend(), representative)
      .thenRejected('PRIORITY_UNKNOWN');
  });

  it('keeps the number of a measure of the same name and unit; any other measure is a new one', () => {
    const numbersAfter = (...names: readonly string[]) => {
      const steps = names.map((name) => {
        const measures = priorityInput.measures.map((each) => ({ ...each, name, target: 1 }));
        return step(amend({ measures }), representative);
      });
      return draftOf(played(steps, drafted)).priorities[0]?.measures.map(({ number }) => number);
    };
    expect(numbersAfter('INJURIES')).toEqual([1]);
    expect(numbersAfter('Days lost')).toEqual([2]);
    expect(numbersAfter('Days lost', 'Injuries')).toEqual([1]);
    expect(numbersAfter('Days lost', 'Visits')).toEqual([3]);
  });
});
