import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '#platform/working-days';
import { digestOf } from '#platform/values';
import { CURRENT_PRINCIPLES } from '#domain/partnerships';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import {
  agreed,
  agreeing,
  begun,
  beginning,
  councilLead,
  drafted,
  dualCase,
  going,
  hseLead,
  manager,
  offered,
  played,
  priorityInput,
  principles,
  proposed,
  proposing,
  published,
  publishing,
  representative,
  shadow,
  step,
  today,
  variationInput,
  WHY,
  withPrinciples,
} from './plan-history.fixture.js';
import { planDecider } from './plan.decider.js';
import type { PlanCommand } from './plan.commands.js';
import type { PlanEvent } from './plan.events.js';
import { day } from './plan.fixture.js';

const { given, fold } = specificationOf(planDecider);
const LATER = { now: parseInstant('2006-06-01T09:00:00.000Z'), today: day('2006-06-01') };

function known(events: readonly PlanEvent[]) {
  const state = fold(events);
  if (state.kind === 'unknown') throw new Error('There is no plan.');
  return state;
}

const movedTarget = step(
  {
    type: 'AmendPriority',
    data: {
      ...priorityInput,
      measures: priorityInput.measures.map((each) => ({ ...each, by: day('2006-09-30') })),
      priority: 1,
      reason: WHY,
    },
  },
  representative,
);

describe('A version that is put forward', () => {
  it('holds the draft, and binds agreements to its digest', () => {
    const [version, sought] = proposed.slice(-2);
    const { draft } = known(drafted);
    expect(version).toEqual({
      type: 'PlanVersionProposed',
      data: { version: 1, content: draft, changes: [], reason: 'First plan.' },
    });
    expect(sought?.data).toMatchObject({
      version: 1,
      digest: digestOf(draft),
      authors: [{ subject: 'manager' }, { subject: 'representative' }],
      deadline: { workingDays: 10, calendar: { nation: 'GB-SCT' } },
    });
  });

  it('affirms or answers every core principle: those it leaves out are named', () => {
    given(...begun)
      .when(proposing(), manager)
      .thenRejected('PRINCIPLE_UNADDRESSED', /OPENNESS \(Openness on both sides\)/);
    const next = { version: 2, principles: CURRENT_PRINCIPLES.principles.slice(0, 1) };
    const command = proposing();
    if (command.type !== 'ProposeVersion') throw new Error('It proposes.');
    const data = { ...command.data, facts: { ...command.data.facts, principles: next } };
    given(...drafted)
      .when({ type: 'ProposeVersion', data }, manager)
      .thenRejected('PRINCIPLE_UNADDRESSED', 'of version 2');
  });

  it('has a priority', () => {
    given(...withPrinciples)
      .when(proposing(), manager)
      .thenRejected('PRIORITY_NEEDED');
  });

  it('differs from the version agreed before, and says in what and why', () => {
    given(...published)
      .when(proposing(), manager)
      .thenRejected('NOTHING_CHANGED', 'version 1');
    const second = played([movedTarget, step(proposing())], published);
    expect(second.at(-2)?.data).toMatchObject({
      version: 2,
      against: 1,
      changes: [{ kind: 'CHANGED', path: ['priorities', '1', 'measures', '1', 'by'], to: '2006-09-30', reason: WHY }],
    });
  });

  it('tells each change with the reason given for it, whatever was changed of the same thing later', () => {
    const { measures: _, ...rest } = priorityInput;
    const measures = priorityInput.measures.map((each) => ({ ...each, by: day('2006-09-30') }));
    const titled = step(
      {
        type: 'AmendPriority',
        data: { ...rest, measures, title: 'Safer loads', priority: 1, reason: 'it says what we do' },
      },
      representative,
    );
    const second = played([movedTarget, titled, step(proposing())], published).at(-2);
    if (second?.type !== 'PlanVersionProposed') throw new Error('It proposes.');
    expect(second.data.changes.map(({ path, reason }) => [path.at(-1), reason])).toEqual([
      ['by', WHY],
      ['title', 'it says what we do'],
    ]);
  });

  it('is refused where its changes are more than one event can hold', () => {
    const measures = Array.from({ length: 10 }, (_, index) => ({
      name: `Measure ${index}`,
      unit: 'a year',
      target: 1,
      by: today,
    }));
    const titles = Array.from({ length: 39 }, (_, index) => `Priority ${index}`);
    const adding = titles.map((title) => step({ type: 'AddPriority', data: { ...priorityInput, title, measures } }));
    const put = played([...adding, step(proposing())], drafted);
    const first = played([agreeing(put, manager), agreeing(put, representative), step(publishing(1))], put);
    const moved = measures.map((each) => ({ ...each, target: 2, by: day('2007-01-01') }));
    const amending = titles.map((title, index) =>
      step({
        type: 'AmendPriority',
        data: { ...priorityInput, title, measures: moved, priority: index + 2, reason: 'x'.repeat(1000) },
      }),
    );
    given(...played(amending, first))
      .when(proposing(), manager)
      .thenRejected('PLAN_TOO_LONG', 'several versions');
  });

  it('is one at a time', () => {
    given(...proposed)
      .when(proposing(), manager)
      .thenRejected('VERSION_PROPOSED', 'Version 1');
    given(...agreed)
      .when(proposing(), manager)
      .thenRejected('VERSION_AWAITS_PUBLICATION', 'Version 1');
  });

  it('can be put forward again once the time to agree has ended, also when nobody has recorded that', () => {
    const { digest } = offered(proposed);
    const decision = planDecider.decide(proposing(), known(proposed), { ...context(manager), ...LATER });
    expect(decision).toMatchObject({
      outcome: 'accepted',
      events: [
        { type: 'AgreementLapsed', data: { version: 1, digest } },
        { type: 'PlanVersionProposed', data: { version: 2 } },
        { type: 'AgreementSought', data: { version: 2 } },
      ],
    });
  });

  it('belongs to a partnership that works', () => {
    const command = proposing();
    if (command.type !== 'ProposeVersion') throw new Error('It proposes.');
    const facts = { ...command.data.facts, status: 'CONCLUDED' as const };
    given(...drafted)
      .when({ type: 'ProposeVersion', data: { ...command.data, facts } }, manager)
      .thenRejected('PARTNERSHIP_NOT_AGREED');
  });

  it('is called back by its number', () => {
    const { digest } = offered(proposed);
    given(...proposed)
      .when({ type: 'CallBackVersion', data: { version: 1, reason: WHY } }, representative)
      .then({ type: 'AgreementVoided', data: { version: 1, digest, reason: WHY } });
    given(...proposed)
      .when({ type: 'CallBackVersion', data: { version: 2, reason: WHY } }, manager)
      .thenRejected('VERSION_NOT_PROPOSED');
    given(...proposed)
      .when({ type: 'CallBackVersion', data: { version: 1, reason: WHY } }, { ...manager, ...LATER })
      .thenRejected('AGREEMENT_LAPSED');
  });
});

function context({ actor }: typeof manager) {
  return {
    now: parseInstant('2006-03-21T09:00:00.000Z'),
    today,
    effectiveAt: parseInstant('2006-03-21T09:00:00.000Z'),
    actor,
  };
}

describe('Agreement on a version', () => {
  const dual = played([step(proposing(dualCase))], drafted);
  const give = (events: readonly PlanEvent[], by: typeof manager, named = offered(events)) =>
    given(...events).when({ type: 'GiveAgreement', data: { ...named, participation: by.participation, ...going } }, by);

  it('is not completed any more once the partnership has ended', () => {
    const ended = { facts: { status: 'CONCLUDED' } } as const;
    const { participation } = shadow;
    const almost = played([agreeing(dual, manager), agreeing(dual, representative)], dual);
    given(...almost)
      .when({ type: 'GiveAgreement', data: { ...offered(dual), participation, ...ended } }, shadow)
      .thenRejected('PARTNERSHIP_NOT_AGREED');
    const objecting = { ...offered(dual), reason: WHY, participation };
    const objected = played([step({ type: 'RaiseObjection', data: objecting }, shadow)], almost);
    given(...objected)
      .when(
        {
          type: 'SettleObjection',
          data: { version: 1, objection: 1, settlement: 'Settled.', participation, ...ended },
        },
        shadow,
      )
      .thenRejected('PARTNERSHIP_NOT_AGREED');
  });

  it('is reached with the last of those who must agree', () => {
    const all = played([agreeing(dual, manager), agreeing(dual, shadow), agreeing(dual, representative)], dual);
    expect(all.at(-1)).toEqual({ type: 'AgreementReached', data: offered(dual) });
    expect(known(all).agreed.map(({ version }) => version)).toEqual([1]);
  });

  it('is refused on an old digest, by the wrong role, twice, and after the time has ended', () => {
    const older = { ...offered(dual), digest: digestOf('another') };
    const refused = give(dual, manager, older).thenRejected('CONTENT_CHANGED');
    expect(refused.message).toContain(older.digest);
    expect(refused.message).toContain(offered(dual).digest);
    give(dual, councilLead).thenRejected('SEAT_NOT_YOURS');
    give(played([agreeing(dual, manager)], dual), manager).thenRejected('ALREADY_AGREED');
    given(...dual)
      .when(
        { type: 'GiveAgreement', data: { ...offered(dual), participation: manager.participation, ...going } },
        { ...manager, ...LATER },
      )
      .thenRejected('AGREEMENT_LAPSED');
  });

  it('is given for the other regulator by somebody who did not work on the version', () => {
    const edited = played([step({ type: 'AddVariation', data: variationInput }, shadow)], drafted);
    const put = played([step(proposing(dualCase))], edited);
    give(put, shadow).thenRejected('AUTHOR_CANNOT_AGREE');
    expect(played([agreeing(put, hseLead)], put).at(-1)?.type).toBe('AgreementGiven');
  });

  it('forgets who worked on the version before', () => {
    const edited = played([step({ type: 'AddVariation', data: variationInput }, shadow)], drafted);
    const put = played([step(proposing())], edited);
    const first = played([agreeing(put, manager), agreeing(put, representative), step(publishing(1))], put);
    const second = played([movedTarget, step(proposing(dualCase))], first);
    expect(played([agreeing(second, shadow)], second).at(-1)?.type).toBe('AgreementGiven');
  });
});

describe('Publishing a version', () => {
  it('puts it in force from a day on', () => {
    given(...agreed)
      .when(publishing(1, day('2006-04-01')), manager)
      .then({ type: 'PlanPublished', data: { version: 1, from: day('2006-04-01'), skipped: [] } });
    given(...agreed)
      .when(publishing(1, day('2006-03-20')), manager)
      .thenRejected('DATE_IN_PAST');
    given(...proposed)
      .when(publishing(1), manager)
      .thenRejected('VERSION_NOT_AGREED');
    given(...published)
      .when(publishing(1, day('2006-04-01')), manager)
      .thenRejected('VERSION_PUBLISHED');
  });

  const second = (events: readonly PlanEvent[]) => {
    const put = played([movedTarget, step(proposing())], events);
    return played([agreeing(put, manager), agreeing(put, representative)], put);
  };

  it('supersedes the former version on that day', () => {
    given(...second(published))
      .when(publishing(2, day('2006-04-01')), manager)
      .then({ type: 'PlanPublished', data: { version: 2, from: day('2006-04-01'), ends: 1, skipped: [] } });
  });

  it('takes the place of a version that was to count later', () => {
    const planned = played([step(publishing(1, day('2006-05-01')))], agreed);
    given(...second(planned))
      .when(publishing(2, day('2006-04-01')), manager)
      .then({
        type: 'PlanPublished',
        data: { version: 2, from: day('2006-04-01'), skipped: [{ version: 1, from: day('2006-05-01') }] },
      });
  });

  it('can be decided against: the draft stays, and the version agreed before is what the next one differs from', () => {
    const events = second(published);
    const { digest } = offered(events);
    given(...events)
      .when({ type: 'DiscardVersion', data: { version: 2, reason: WHY } }, manager)
      .then(
        { type: 'AgreementVoided', data: { version: 2, digest, reason: WHY } },
        { type: 'PlanVersionDiscarded', data: { version: 2, reason: WHY, returnsTo: 1 } },
      );
    const discarded = played([step({ type: 'DiscardVersion', data: { version: 2, reason: WHY } })], events);
    const again = played([step(proposing())], discarded).at(-2);
    expect(again?.data).toMatchObject({ version: 3, against: 1, changes: [{ reason: WHY }] });
    given(...published)
      .when({ type: 'DiscardVersion', data: { version: 1, reason: WHY } }, manager)
      .thenRejected('VERSION_PUBLISHED');
    given(...proposed)
      .when({ type: 'DiscardVersion', data: { version: 1, reason: WHY } }, manager)
      .thenRejected('VERSION_NOT_AGREED');
  });
});

describe('Closing a plan', () => {
  const evaluation = [{ priority: 1, outcome: 'REACHED' as const, remark: 'As measured.' }];
  const close = (given: typeof evaluation): PlanCommand => ({
    type: 'ClosePlan',
    data: { evaluation: given, lessons: ['Ask.'] },
  });

  it('says what became of every priority', () => {
    given(...published)
      .when(close(evaluation), manager)
      .then({ type: 'PlanClosed', data: { on: today, version: 1, evaluation, lessons: ['Ask.'] } });
    given(...published)
      .when(close([]), manager)
      .thenRejected('EVALUATION_INCOMPLETE', 'priority 1');
    given(...published)
      .when(close([...evaluation, ...evaluation]), manager)
      .thenRejected('DUPLICATE_IN_LIST');
    given(...published)
      .when(close([{ ...evaluation[0], priority: 2, outcome: 'REACHED', remark: 'So.' }]), manager)
      .thenRejected('PRIORITY_UNKNOWN');
  });

  it('waits for what is put forward or agreed', () => {
    given(...proposed)
      .when(close([]), manager)
      .thenRejected('VERSION_PROPOSED');
    given(...agreed)
      .when(close(evaluation), manager)
      .thenRejected('VERSION_AWAITS_PUBLICATION');
  });

  it('has nothing to evaluate where nothing was published', () => {
    given(...drafted)
      .when(close([]), manager)
      .then({ type: 'PlanClosed', data: { on: today, evaluation: [], lessons: ['Ask.'] } });
  });

  it('is the end: nothing changes any more', () => {
    const closed = played([step(close(evaluation))], published);
    given(...closed)
      .when(close([]), manager)
      .thenRejected('PLAN_CLOSED', '21 March 2006');
    given(...closed)
      .when(beginning, manager)
      .thenRejected('PLAN_CLOSED');
    given(...closed)
      .when({ type: 'AddPriority', data: priorityInput }, manager)
      .thenRejected('PLAN_CLOSED');
    given(...closed)
      .when({ type: 'AddressPrinciple', data: { principle: 'OPENNESS', facts: principles } }, manager)
      .thenRejected('PLAN_CLOSED');
    given(...closed)
      .when({ type: 'PassAgreementDeadline', data: { version: 1 } }, manager)
      .then();
  });
});
