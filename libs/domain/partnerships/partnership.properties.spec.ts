import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DecisionContext } from '#platform/event-sourcing';
import { specContext } from '../../platform/event-sourcing/decider-specification.js';
import { postOf } from './appointment.rules.js';
import { ADVICE, findContradiction, type DraftContactRule } from './contact-criteria.js';
import type { CommandOf, PartnershipCommand } from './partnership.commands.js';
import { partnershipDecider } from './partnership.decider.js';
import { partnershipEvents, type PartnershipEvent } from './partnership.events.js';
import {
  byLead,
  byRepresentative,
  byWorkers,
  council,
  day,
  eligible,
  HSE,
  hse,
  MANAGER,
  ofDundee,
  ofHse,
  ofWakefield,
  proposal,
  REASON,
  SHADOW,
  SUCCESSOR,
  terms,
} from './partnership.fixture.js';
import { holderOf, type KnownPartnership, type PartnershipState, type Tenure } from './partnership.state.js';
import { hasEnded } from './partnership.vocabulary.js';

const anyDay = fc.constantFrom(
  ...['2005-10-01', '2005-11-01', '2006-01-01', '2006-02-01', '2006-03-21', '2006-04-01'].map(day),
);
const small = fc.integer({ min: 1, max: 2 });
const maybeReason = fc.option(fc.constant(REASON), { nil: undefined });
const officer = fc.constantFrom(
  { officerId: MANAGER, facts: { officer: ofDundee, regionKnown: true } },
  { officerId: SHADOW, facts: { officer: ofHse, regionKnown: true } },
  { officerId: SUCCESSOR, facts: { officer: ofWakefield, regionKnown: true } },
);
const rule: fc.Arbitrary<DraftContactRule> = fc.record({
  advice: fc.constantFrom(...ADVICE),
  reason: fc.constant(REASON),
  purpose: fc.option(fc.constantFrom('VISIT', 'ADVICE'), { nil: undefined }),
  topic: fc.option(fc.constant('asbestos'), { nil: undefined }),
  coordinateWith: fc.option(fc.constant(HSE), { nil: undefined }),
  validUntil: fc.option(anyDay, { nil: undefined }),
});

type Name = PartnershipCommand['type'];
/** Any data for each command; a command that is added must be tried here too. */
const anyData: { readonly [Type in Name]: fc.Arbitrary<CommandOf<Type>['data']> } = {
  ProposePartnership: fc.boolean().map((bothEnforce) => ({
    ...proposal,
    bothEnforce,
    facts: { organisation: eligible, leadAuthority: council },
  })),
  RecordPartnership: fc
    .tuple(fc.boolean(), fc.constantFrom('PROPOSED', 'CONSIDERING', 'ACTIVE'))
    .chain(([bothEnforce, status]) =>
      anyDay.map((activeFrom) => ({
        ...proposal,
        bothEnforce,
        status,
        ...(status === 'ACTIVE' ? { activeFrom } : {}),
        source: 'Another record',
        facts: { organisation: eligible, leadAuthority: council },
      })),
    ),
  BeginConsideration: fc.constant({}),
  AgreePartnership: fc.constant({}),
  DeclinePartnership: fc.constant({ reason: REASON }),
  WithdrawProposal: fc.constant({ reason: REASON }),
  ActivatePartnership: fc.record({ from: anyDay }),
  SuspendPartnership: fc.record({ from: anyDay, reason: fc.constant(REASON) }),
  ResumePartnership: fc.record({ from: anyDay, reason: fc.constant(REASON) }),
  ConcludePartnership: fc.record({ on: anyDay, reason: fc.constant(REASON), summary: fc.constant('So.') }),
  AmendPartnership: fc.record({
    sector: fc.constantFrom('Retail', 'Wholesale'),
    bothEnforce: fc.boolean(),
    reason: fc.constant(REASON),
    withoutShadowReason: maybeReason,
  }),
  TransferLead: fc.record({
    leadSide: fc.constant('HSE'),
    leadAuthorityId: fc.constant(HSE),
    from: anyDay,
    reason: fc.constant(REASON),
    facts: fc.constant({ leadAuthority: hse }),
  }),
  AppointOfficer: fc
    .tuple(
      officer,
      anyDay,
      maybeReason,
      fc.constantFrom('ACCOUNT_MANAGER', 'SHADOW_ACCOUNT_MANAGER', 'PARTNERSHIP_MANAGER'),
    )
    .map(([who, from, withoutShadowReason, role]) => ({
      ...who,
      from,
      withoutShadowReason,
      role,
      basis: 'APPOINTED' as const,
    })),
  HandOverAppointment: fc
    .tuple(officer, anyDay, maybeReason, small)
    .map(([who, from, withoutShadowReason, number]) => ({
      ...who,
      from,
      withoutShadowReason,
      appointment: number,
      basis: 'APPOINTED' as const,
      items: [{ item: 'Plan', done: true }],
      openMatters: [],
    })),
  EndAppointment: fc.record({
    appointment: small,
    until: anyDay,
    reason: fc.constant(REASON),
    withoutShadowReason: maybeReason,
  }),
  RecordAbsence: fc.record({ from: anyDay, until: anyDay }),
  MoveAbsenceEnd: fc.record({ absence: small, until: anyDay }),
  ProposeObjective: fc.constantFrom(terms, { ...terms, title: 'Another' }),
  AmendObjective: fc.record({
    title: fc.constantFrom(terms.title, 'Another'),
    measures: fc.constantFrom([...terms.measures], [{ ...terms.measures[0], name: 'Days lost' }]),
    objective: small,
    reason: fc.constant(REASON),
  }),
  AgreeObjective: fc.record({ objective: small, version: small }),
  WithdrawObjective: fc.record({ objective: small, reason: fc.constant(REASON) }),
  AchieveObjective: fc.record({ objective: small, on: anyDay, reason: fc.constant(REASON) }),
  RecordReading: fc.record({
    objective: small,
    measure: small,
    value: small,
    on: anyDay,
    evidence: fc.constant('Return'),
    source: fc.constant('RIDDOR'),
  }),
  RestateReading: fc.record({
    objective: small,
    reading: small,
    value: small,
    evidence: fc.constant('Return'),
    source: fc.constant('RIDDOR'),
    reason: fc.constant(REASON),
  }),
  AcknowledgeReading: fc.record({ objective: small, reading: small }),
  AffirmPrinciples: fc.record({ version: fc.integer({ min: 1, max: 2 }) }),
  DraftCriteria: fc.record({
    rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
    facts: fc.constant({ unknown: [] }),
  }),
  PublishCriteria: fc.record({ from: anyDay }),
  AssessMaturity: fc.record({ level: fc.constantFrom('NEW', 'MATURE'), on: anyDay, reason: fc.constant(REASON) }),
  RecordLesson: fc.record({
    theme: fc.constant('Start'),
    text: fc.constantFrom('One', 'Two'),
    audience: fc.constantFrom('BOTH_SIDES', 'REGULATORS_ONLY'),
  }),
};

const oneSubject = { actor: { ...byRepresentative.actor, subject: byLead.actor.subject } };
const anyStep = fc.record({
  command: fc.oneof(
    ...Object.entries(anyData).map(([type, data]) =>
      (data as fc.Arbitrary<unknown>).map((each) => ({ type, data: each }) as PartnershipCommand),
    ),
  ),
  context: fc
    .constantFrom(byLead, byRepresentative, byWorkers, oneSubject)
    .map((who): DecisionContext => ({ ...specContext, ...who })),
});

interface Step {
  readonly command: PartnershipCommand;
  readonly context: DecisionContext;
}

const step = (command: PartnershipCommand, who = byLead): Step => ({ command, context: { ...specContext, ...who } });

/** Each run takes some of these first, so that the random steps meet every part of the decider. */
const opening: readonly Step[] = [
  step({ type: 'BeginConsideration', data: {} }),
  step({ type: 'AgreePartnership', data: {} }),
  step({ type: 'AgreePartnership', data: {} }, byRepresentative),
  step({
    type: 'AppointOfficer',
    data: {
      role: 'ACCOUNT_MANAGER',
      officerId: MANAGER,
      basis: 'APPOINTED',
      from: day('2005-10-01'),
      withoutShadowReason: REASON,
      facts: { officer: ofDundee, regionKnown: true },
    },
  }),
  step({ type: 'ActivatePartnership', data: { from: day('2005-10-01') } }),
  step({ type: 'ProposeObjective', data: terms }),
  step({ type: 'AgreeObjective', data: { objective: 1, version: 1 } }),
  step({ type: 'AgreeObjective', data: { objective: 1, version: 1 } }, byRepresentative),
  step({
    type: 'DraftCriteria',
    data: {
      rules: [{ advice: 'PROCEED', reason: REASON }],
      facts: { unknown: [] },
    },
  }),
  step({
    type: 'RecordReading',
    data: { objective: 1, measure: 1, value: 280, on: day('2006-03-01'), evidence: 'Return', source: 'RIDDOR' },
  }),
];

function run(steps: readonly Step[]) {
  let state: PartnershipState = partnershipDecider.initialState;
  const events: PartnershipEvent[] = [];
  for (const { command, context } of steps) {
    const decision = partnershipDecider.decide(command, state, context);
    if (decision.outcome === 'rejected') continue;
    state = decision.events.reduce(partnershipDecider.evolve, state);
    events.push(...decision.events);
    const again = partnershipDecider.decide(command, state, context);
    expect(again.outcome === 'rejected' ? [] : again.events).toEqual([]);
    if (state.kind === 'known') expectInvariants(state, events);
  }
  return { state, events };
}

function expectInvariants(state: KnownPartnership, events: readonly PartnershipEvent[]): void {
  expectAgreements(state, events);
  expectPosts(state, events);
  for (const objective of state.objectives) {
    const counting = objective.readings.filter(({ restatedBy }) => restatedBy === undefined);
    expect(new Set(counting.map(({ measure, on }) => `${measure} ${on}`)).size).toBe(counting.length);
  }
  expect(findContradiction(state.criteria.draft ?? [])).toBeUndefined();
}

/** The sides of a partnership that was taken over agreed in the record that it came from. */
function expectAgreements(state: KnownPartnership, events: readonly PartnershipEvent[]): void {
  const takenOver = events.some(({ type }) => type === 'PartnershipTakenOver');
  const begun = !takenOver && ['AGREED', 'ACTIVE', 'SUSPENDED', 'CONCLUDED'].includes(state.status);
  const agreed = [
    ...(begun ? [state.agreements] : []),
    ...state.objectives.filter(({ status }) => status === 'AGREED').map(({ agreements }) => agreements),
  ];
  for (const { ORGANISATION, REGULATORS } of agreed) {
    expect(ORGANISATION).toBeDefined();
    expect(REGULATORS).toBeDefined();
    expect(ORGANISATION?.subject).not.toBe(REGULATORS?.subject);
  }
}

function expectPosts(state: KnownPartnership, events: readonly PartnershipEvent[]): void {
  for (const tenures of Map.groupBy(state.tenures, postOf).values()) expectNoOverlap(tenures);
  if (hasEnded(state.status)) expect(state.tenures.every(({ until }) => until !== undefined)).toBe(true);
  const manager = holderOf(state, 'ACCOUNT_MANAGER');
  const shadow = holderOf(state, 'SHADOW_ACCOUNT_MANAGER');
  if (manager && shadow) {
    expect(manager.officerId).not.toBe(shadow.officerId);
    if (state.bothEnforce) expect(manager.side).not.toBe(shadow.side);
  }
  if (state.bothEnforce && manager && !shadow) {
    expect(events.some(({ type }) => type === 'ShadowDispensedWith')).toBe(true);
  }
}

function expectNoOverlap(tenures: readonly Tenure[]): void {
  const inOrder = [...tenures].sort((a, b) => a.number - b.number);
  for (const [index, tenure] of inOrder.entries()) {
    const next = inOrder[index + 1];
    if (next) expect(tenure.until !== undefined && tenure.until <= next.from).toBe(true);
  }
}

describe('A partnership, whatever is asked of it', () => {
  const proposing = anyData.ProposePartnership.map((data): PartnershipCommand => ({
    type: 'ProposePartnership',
    data,
  }));
  const steps = fc
    .tuple(proposing, fc.integer({ min: 0, max: opening.length }), fc.array(anyStep, { minLength: 10, maxLength: 60 }))
    .map(([first, opened, rest]) => [step(first), ...opening.slice(0, opened), ...rest]);

  it('keeps its rules, and a command that succeeded has no second effect', () => {
    fc.assert(
      fc.property(steps, (each) => void run(each)),
      { numRuns: 100 },
    );
  });

  it('records only what fits the published shape of its events', () => {
    const definitions = partnershipEvents.definitions;
    fc.assert(
      fc.property(steps, (each) => {
        for (const event of run(each).events)
          expect(definitions[event.type].schema.safeParse(event.data).error).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  it('reaches every kind of event by random commands', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(steps, (each) => {
        for (const { type } of run(each).events) seen.add(type);
      }),
      { numRuns: 300, seed: 20_060_321 },
    );
    const unseen = Object.keys(partnershipEvents.definitions).filter((name) => !seen.has(name));
    expect(unseen).toEqual(['EligibilitySetAside']);
  });
});
