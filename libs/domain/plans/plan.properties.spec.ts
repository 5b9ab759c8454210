import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Quorum, Signatory } from '#platform/agreements';
import type { DecisionContext } from '#platform/event-sourcing';
import { digestOf } from '#platform/values';
import { PRINCIPLE_KEYS } from '#domain/partnerships';
import { specContext } from '../../platform/event-sourcing/decider-specification.js';
import {
  agreeing,
  beginning,
  councilLead,
  drafted,
  dualCase,
  hseLead,
  manager,
  offered,
  played,
  principles,
  priorityInput,
  proposing,
  publishing,
  representative,
  shadow,
  singleCase,
  step,
  variationInput,
  WHY,
  workers,
  type Person,
  going,
} from './plan-history.fixture.js';
import type { CommandOf, PlanCommand } from './plan.commands.js';
import { planDecider } from './plan.decider.js';
import { applyChanges } from './plan.difference.js';
import type { PlanContent } from './plan.content.js';
import { planEvents, type PlanEvent } from './plan.events.js';
import { day } from './plan.fixture.js';
import type { KnownPlan, PlanState } from './plan.state.js';

/** The first of something most often: it is there. */
const small = fc.constantFrom(1, 1, 1, 2, 3);
const reason = fc.option(fc.constant(WHY), { nil: undefined });
const anyDay = fc.constantFrom('2006-03-01', '2006-03-21', '2006-04-01').map(day);
const title = fc.constantFrom('One', 'Two', 'Three');
const clause = { key: 'FATALITIES', category: 'FATALITY' as const, text: 'All.', listed: [], exceptions: [] };
/** Agreements name the version and digest that are put forward, or a wrong digest; filled in when they are given. */
const UNKNOWN_DIGEST = digestOf('unknown');
const anyTerms = fc.record({ title, owner: fc.constantFrom('BOTH', 'ORGANISATION'), target: small }).map((each) => ({
  ...priorityInput,
  title: each.title,
  owner: each.owner,
  measures: priorityInput.measures.map((measure) => ({ ...measure, target: each.target })),
}));
const place = { priority: small, milestone: fc.constant(1) };
const participation = { partyIds: [], posts: [] };
const figure = { evidence: fc.constant('Return'), source: fc.constant('RIDDOR'), value: small };

/** Any data for each command; a command that is added must be tried here too. */
const anyData: { readonly [Name in PlanCommand['type']]: fc.Arbitrary<CommandOf<Name>['data']> } = {
  BeginPlan: fc.constant(beginning.type === 'BeginPlan' ? beginning.data : never()),
  DescribePlan: fc.record({ title, reason }),
  AddressPrinciple: fc.record({
    principle: fc.constantFrom(...PRINCIPLE_KEYS),
    answer: fc.option(fc.constant('So.'), { nil: undefined }),
    reason,
    facts: fc.constant(principles),
  }),
  ChooseIncidentCriteria: fc.record({ clauses: fc.constantFrom(undefined, [clause]), reason }),
  AddVariation: small.map((number) => ({ ...variationInput, what: `Variation ${number}` })),
  AmendVariation: fc.record({ variation: small, reason }).map((each) => ({ ...variationInput, ...each, why: 'So.' })),
  EndVariation: fc.record({ variation: small, until: anyDay, reason }),
  RemoveVariation: fc.record({ variation: small, reason }),
  AddPriority: anyTerms,
  AmendPriority: fc
    .tuple(anyTerms, small, reason)
    .map(([terms, priority, why]) => ({ ...terms, priority, reason: why })),
  RemovePriority: fc.record({ priority: small, reason }),
  ProposeVersion: fc.constantFrom(singleCase, dualCase).map((quorum) => {
    const command = proposing(quorum);
    return command.type === 'ProposeVersion' ? command.data : never();
  }),
  CallBackVersion: fc.record({ version: small, reason: fc.constant(WHY) }),
  PublishVersion: fc.record({ version: small, from: anyDay, facts: fc.constant({ status: 'ACTIVE' as const }) }),
  DiscardVersion: fc.record({ version: small, reason: fc.constant(WHY) }),
  ClosePlan: fc.record({
    evaluation: fc
      .uniqueArray(small, { maxLength: 2 })
      .map((numbers) => numbers.map((priority) => ({ priority, outcome: 'REACHED' as const, remark: 'So.' }))),
    lessons: fc.constant(['Ask.']),
  }),
  RecordReading: fc.record({ ...figure, priority: small, measure: small, on: anyDay }),
  RestateReading: fc.record({ ...figure, priority: small, reading: small, reason: fc.constant(WHY) }),
  AcknowledgeReading: fc.record({ priority: small, reading: small }),
  ReachMilestone: fc.record({ ...place, on: anyDay, evidence: fc.constant('Minutes') }),
  MissMilestone: fc.record({ ...place, reason: fc.constant(WHY) }),
  MoveMilestone: fc.record({ ...place, expectedOn: anyDay, reason: fc.constant(WHY) }),
  GiveAgreement: fc.record({
    version: small,
    digest: fc.constant(UNKNOWN_DIGEST),
    participation: fc.constant(participation),
    facts: fc.constant(going.facts),
  }),
  TakeBackAgreement: fc.record({ version: small, reason: fc.constant(WHY), participation: fc.constant(participation) }),
  RaiseObjection: fc.record({
    version: small,
    digest: fc.constant(UNKNOWN_DIGEST),
    reason: fc.constant(WHY),
    participation: fc.constant(participation),
  }),
  SettleObjection: fc.record({
    version: small,
    objection: small,
    settlement: fc.constant('Settled.'),
    participation: fc.constant(participation),
    facts: fc.constant(going.facts),
  }),
  PassAgreementDeadline: fc.record({ version: small }),
};

function never(): never {
  throw new Error('It is the command that it says it is.');
}

/** The same human being as the account manager, with a token of the organisation. */
const onePerson: Person = { ...representative, actor: { ...representative.actor, subject: manager.actor.subject } };

interface Step {
  readonly command: PlanCommand;
  readonly by: Person;
  readonly late: boolean;
  /** Names what is put forward at that moment, so that agreements meet it as often as not. */
  readonly current: boolean;
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  command: fc.oneof(
    ...Object.entries(anyData).map(([type, data]) =>
      (data as fc.Arbitrary<unknown>).map((each) => ({ type, data: each }) as PlanCommand),
    ),
    { weight: 15, arbitrary: anyData.GiveAgreement.map((data): PlanCommand => ({ type: 'GiveAgreement', data })) },
    { weight: 4, arbitrary: anyData.ProposeVersion.map((data): PlanCommand => ({ type: 'ProposeVersion', data })) },
    { weight: 3, arbitrary: anyData.RecordReading.map((data): PlanCommand => ({ type: 'RecordReading', data })) },
    { weight: 3, arbitrary: anyData.SettleObjection.map((data): PlanCommand => ({ type: 'SettleObjection', data })) },
    { weight: 3, arbitrary: anyData.PublishVersion.map((data): PlanCommand => ({ type: 'PublishVersion', data })) },
  ),
  by: fc.constantFrom(manager, councilLead, representative, onePerson, shadow, hseLead, workers),
  late: fc.integer({ min: 0, max: 30 }).map((number) => number === 0),
  current: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
});

const LATE: Partial<DecisionContext> = {
  now: '2006-06-01T09:00:00.000Z' as DecisionContext['now'],
  today: day('2006-06-01'),
};

function contextOf({ by, late }: Step): DecisionContext {
  return { ...specContext, ...(late ? LATE : {}), actor: by.actor };
}

function filledIn({ command, by, current }: Step, state: PlanState): PlanCommand {
  if (!('participation' in command.data)) return command;
  const agreement = state.kind === 'known' ? state.agreement : undefined;
  const named = current && agreement ? { version: agreement.version, digest: agreement.digest } : {};
  const data = { ...command.data, ...named, participation: by.participation };
  if (command.type === 'TakeBackAgreement' || command.type === 'SettleObjection') {
    const { digest: _, ...rest } = data as typeof data & { digest?: unknown };
    return { type: command.type, data: rest } as PlanCommand;
  }
  return { type: command.type, data } as PlanCommand;
}

function run(steps: readonly Step[], before: readonly PlanEvent[] = drafted) {
  let state: PlanState = before.reduce(planDecider.evolve, planDecider.initialState);
  const events = [...before];
  for (const each of steps) {
    const command = filledIn(each, state);
    const context = contextOf(each);
    const decision = planDecider.decide(command, state, context);
    if (decision.outcome === 'rejected') continue;
    state = decision.events.reduce(planDecider.evolve, state);
    events.push(...decision.events);
    const again = planDecider.decide(command, state, context);
    expect(again.outcome === 'rejected' ? [] : again.events).toEqual([]);
    if (state.kind === 'known') expectInvariants(state, events);
  }
  return { state, events };
}

/** What the events alone say of one version. */
interface Told {
  readonly content: PlanContent;
  readonly quorum: Quorum;
  readonly digest: string;
  readonly authors: readonly Signatory[];
  given: { readonly seat: string; readonly by: Signatory }[];
  readonly open: Set<number>;
  edited: boolean;
  reached: boolean;
  ended: boolean;
}

const EDITS = /^(PlanDescribed|PrincipleAddressed|IncidentCriteriaChosen|Variation|Priority)/;

/** Reads the events without the decider's fold, which is what is to be checked. */
function versionsTold(events: readonly PlanEvent[]): ReadonlyMap<number, Told> {
  const versions = new Map<number, Told>();
  let content: PlanContent | undefined;
  let last: Told | undefined;
  for (const event of events) {
    if (event.type === 'PlanVersionProposed') content = event.data.content;
    if (event.type === 'AgreementSought' && content) {
      const { version, quorum, digest, authors } = event.data;
      expect(versions.has(version)).toBe(false);
      last = {
        content,
        quorum,
        digest,
        authors,
        given: [],
        open: new Set(),
        edited: false,
        reached: false,
        ended: false,
      };
      versions.set(version, last);
    }
    if (!last) continue;
    if (EDITS.test(event.type) && !last.reached) last.edited = true;
    if (event.type === 'AgreementGiven') {
      expect(event.data.digest).toBe(last.digest);
      expect(last.edited).toBe(false);
      last.given.push(event.data);
    }
    if (event.type === 'AgreementTakenBack') {
      last.given = last.given.filter(({ by }) => by.subject !== event.data.by.subject);
    }
    if (event.type === 'ObjectionRaised') last.open.add(event.data.objection);
    if (event.type === 'ObjectionSettled') last.open.delete(event.data.objection);
    if (event.type === 'AgreementVoided' || event.type === 'AgreementLapsed') last.ended = true;
    if (event.type === 'AgreementReached') {
      last.reached = true;
      expectFullQuorum(last);
    }
  }
  return versions;
}

function expectFullQuorum({ quorum, given, open, content, digest, authors, edited, ended }: Told): void {
  expect({ edited, ended, open: open.size }).toEqual({ edited: false, ended: false, open: 0 });
  expect(digestOf(content)).toBe(digest);
  expect(new Set(given.map(({ by }) => by.subject)).size).toBe(given.length);
  for (const { key, persons, authorMayAgree } of quorum.seats) {
    const here = given.filter(({ seat }) => seat === key);
    expect(here).toHaveLength(persons);
    if (!authorMayAgree) {
      expect(here.some(({ by }) => authors.some(({ subject }) => subject === by.subject))).toBe(false);
    }
  }
}

function expectInvariants(state: KnownPlan, events: readonly PlanEvent[]): void {
  const told = versionsTold(events);
  for (const { version, content } of state.agreed) {
    const { reached, ended, digest } = told.get(version) ?? {};
    expect({ version, reached, ended, digest }).toEqual({
      version,
      reached: true,
      ended: false,
      digest: digestOf(content),
    });
  }
  for (const { version } of state.timeline) expect(state.agreed.some((each) => each.version === version)).toBe(true);
  for (const event of events) {
    if (event.type !== 'PlanVersionProposed' || event.data.against === undefined) continue;
    const base = told.get(event.data.against)?.content;
    expect(base && digestOf(applyChanges(base, event.data.changes))).toBe(digestOf(event.data.content));
  }
  const numbers = state.draft.priorities.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(Math.max(0, ...numbers)).toBeLessThanOrEqual(state.prioritiesNumbered);
}

/** How far a plan is when the random steps begin, so that they meet every part of the decider. */
const put = played([step(proposing(dualCase))], drafted);
const almost = played([agreeing(put, manager), agreeing(put, representative)], put);
const objected = played(
  [
    step(
      { type: 'RaiseObjection', data: { ...offered(put), reason: WHY, participation: shadow.participation } },
      shadow,
    ),
  ],
  almost,
);
const unpublished = played([agreeing(put, shadow)], almost);
const inForce = played([step(publishing(1))], unpublished);
const figures = { value: 9, evidence: 'Return', source: 'RIDDOR', on: day('2006-03-01') };
const measured = played([step({ type: 'RecordReading', data: { ...figures, priority: 1, measure: 1 } })], inForce);

describe('A plan, whatever is asked of it', () => {
  const steps = fc.array(anyStep, { minLength: 10, maxLength: 60 });
  const start = fc.constantFrom([], drafted, put, almost, objected, unpublished, inForce, measured);

  it('has no agreed or published version without its full quorum on its digest, and repeats nothing', () => {
    fc.assert(
      fc.property(steps, start, (each, before) => void run(each, before)),
      { numRuns: 200 },
    );
  });

  it('records only what fits the published shape of its events', () => {
    fc.assert(
      fc.property(steps, start, (each, before) => {
        for (const event of run(each, before).events) {
          const { error } = planEvents.definitions[event.type].schema.safeParse(event.data);
          expect(error).toBeUndefined();
        }
      }),
      { numRuns: 50 },
    );
  });

  it('reaches every kind of event by random commands', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(steps, start, (each, before) => {
        for (const { type } of run(each, before).events.slice(before.length)) seen.add(type);
      }),
      { numRuns: 200, seed: 20_060_321 },
    );
    expect(Object.keys(planEvents.definitions).filter((name) => !seen.has(name))).toEqual([]);
  });
});
