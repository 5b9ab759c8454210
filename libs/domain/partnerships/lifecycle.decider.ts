import { accept, reject, personOf, type DecisionContext } from '#platform/event-sourcing';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import { isSame } from '#platform/values';
import type { LifecycleEvent } from './lifecycle.events.js';
import type { DataOf, LifecycleCommand } from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';
import { inFuture, outOfOrder, refuseForBothSides, tooEarly } from './partnership.rejections.js';
import {
  holderOf,
  otherSide,
  sideOf,
  type Agreements,
  type KnownPartnership,
  type PartnershipDecision,
  type StepEvent,
} from './partnership.state.js';
import { hasEnded, type PartnershipStatus } from './partnership.vocabulary.js';
import { refuseLead } from './proposal.decider.js';
import { shadowRule } from './shadow.rule.js';

type StepCommand = Exclude<LifecycleCommand, { type: 'ProposePartnership' | 'RecordPartnership' }>;

/** From where each step can be taken. */
const POSSIBLE_FROM: Readonly<Record<StepCommand['type'], readonly PartnershipStatus[]>> = {
  BeginConsideration: ['PROPOSED'],
  AgreePartnership: ['PROPOSED', 'CONSIDERING'],
  DeclinePartnership: ['PROPOSED', 'CONSIDERING'],
  WithdrawProposal: ['PROPOSED', 'CONSIDERING', 'AGREED'],
  ActivatePartnership: ['AGREED'],
  SuspendPartnership: ['ACTIVE'],
  ResumePartnership: ['SUSPENDED'],
  ConcludePartnership: ['ACTIVE', 'SUSPENDED'],
  AmendPartnership: ['PROPOSED', 'CONSIDERING', 'AGREED', 'ACTIVE', 'SUSPENDED'],
  TransferLead: ['PROPOSED', 'CONSIDERING', 'AGREED', 'ACTIVE', 'SUSPENDED'],
};

export function decideLifecycle(
  command: StepCommand,
  state: KnownPartnership,
  context: DecisionContext,
): PartnershipDecision {
  if (isDone(command, state, context)) return accept();
  if (!POSSIBLE_FROM[command.type].includes(state.status)) return outOfOrder(state.status);
  switch (command.type) {
    case 'BeginConsideration':
      return accept({ type: 'ConsiderationBegun', data: command.data });
    case 'AgreePartnership':
      return agree(state, context);
    case 'DeclinePartnership':
      return accept<PartnershipEvent>(
        { type: 'PartnershipDeclined', data: { side: sideOf(context.actor), reason: command.data.reason } },
        ...vacated(state, context.today),
      );
    case 'WithdrawProposal':
      return accept<PartnershipEvent>(
        { type: 'ProposalWithdrawn', data: command.data },
        ...vacated(state, context.today),
      );
    case 'ActivatePartnership':
      return activate(command.data.from, state, context.today);
    case 'SuspendPartnership':
      return (
        refuseDay(command.data.from, state, context.today, 'from') ??
        accept({ type: 'PartnershipSuspended', data: command.data })
      );
    case 'ResumePartnership':
      return (
        refuseDay(command.data.from, state, context.today, 'from') ??
        accept({ type: 'PartnershipResumed', data: command.data })
      );
    case 'ConcludePartnership':
      return conclude(command.data, state, context.today);
    case 'AmendPartnership':
      return amend(command.data, state);
    case 'TransferLead':
      return transfer(command.data, state, context.today);
  }
}

/** True when the command's effect is there already, with everything that it says, so that there is nothing to record. */
function isDone(command: StepCommand, state: KnownPartnership, { actor }: DecisionContext): boolean {
  const { status, statusSince } = state;
  switch (command.type) {
    case 'BeginConsideration':
      return status === 'CONSIDERING' && isLatest({ type: 'ConsiderationBegun', data: command.data }, state);
    case 'AgreePartnership':
      return !hasEnded(status) && state.agreements[sideOf(actor)] !== undefined;
    case 'DeclinePartnership':
      return isLatest({ type: 'PartnershipDeclined', data: { ...command.data, side: sideOf(actor) } }, state);
    case 'WithdrawProposal':
      return isLatest({ type: 'ProposalWithdrawn', data: command.data }, state);
    case 'ActivatePartnership':
      return status === 'ACTIVE' && statusSince === command.data.from;
    case 'ResumePartnership':
      return isLatest({ type: 'PartnershipResumed', data: command.data }, state);
    case 'SuspendPartnership':
      return isLatest({ type: 'PartnershipSuspended', data: command.data }, state);
    case 'ConcludePartnership':
      return isLatest({ type: 'PartnershipConcluded', data: command.data }, state);
    case 'AmendPartnership':
    case 'TransferLead':
      return false;
  }
}

function isLatest(step: StepEvent, { latestStep }: KnownPartnership): boolean {
  return isSame(step, latestStep);
}

function agree(state: KnownPartnership, { actor }: DecisionContext): PartnershipDecision {
  const side = sideOf(actor);
  const by = personOf(actor);
  const agreedByOther = state.agreements[otherSide(side)];
  const refused = refuseForBothSides(by, agreedByOther, otherSide(side));
  if (refused) return refused;
  const agreed = { type: 'SideAgreed', data: { side, by } } as const;
  return agreedByOther === undefined
    ? accept<PartnershipEvent>(agreed)
    : accept<PartnershipEvent>(agreed, { type: 'PartnershipAgreed', data: {} });
}

function activate(from: PlainDate, state: KnownPartnership, today: PlainDate): PartnershipDecision {
  if (!holderOf(state, 'ACCOUNT_MANAGER')) {
    return reject('ACCOUNT_MANAGER_NEEDED', 'A partnership works through its account manager. Appoint one first.');
  }
  return refuseDay(from, state, today, 'from') ?? accept({ type: 'PartnershipActivated', data: { from } });
}

function conclude(data: DataOf<'ConcludePartnership'>, state: KnownPartnership, today: PlainDate): PartnershipDecision {
  const refused = refuseDay(data.on, state, today, 'on');
  if (refused) return refused;
  const later = state.tenures.find(({ from, until }) => until === undefined && comparePlainDates(data.on, from) < 0);
  if (later) return tooEarly(data.on, later.from, `Appointment ${later.number} began`, ['on']);
  return accept<PartnershipEvent>({ type: 'PartnershipConcluded', data }, ...vacated(state, data.on));
}

export function amend(
  { withoutShadowReason, ...data }: DataOf<'AmendPartnership'>,
  state: KnownPartnership,
): PartnershipDecision {
  const { reason: _, ...details } = data;
  const { sector, bothEnforce, earlierScheme } = state;
  if (sameDetails(details, { sector, bothEnforce, earlierScheme })) return accept();
  const both = data.bothEnforce && !bothEnforce;
  const manager = holderOf(state, 'ACCOUNT_MANAGER');
  const shadow = holderOf(state, 'SHADOW_ACCOUNT_MANAGER');
  if (both && manager && manager.side === shadow?.side) {
    return reject(
      'SIDE_NOT_FITTING',
      'Account manager and shadow are from the same side. Where HSE and local authorities both enforce, they come from different sides: hand over one of the posts, or end it, first.',
      ['bothEnforce'],
    );
  }
  const manning = { bothEnforce: both, accountManager: manager !== undefined, shadow: shadow !== undefined };
  const rule = shadowRule(manning, withoutShadowReason);
  return rule.needed ? rule.rejection : accept<PartnershipEvent>({ type: 'PartnershipAmended', data }, ...rule.events);
}

type Details = Pick<KnownPartnership, 'sector' | 'bothEnforce'> & Partial<Pick<KnownPartnership, 'earlierScheme'>>;

function sameDetails(a: Details, b: Details): boolean {
  return (
    a.sector === b.sector &&
    a.bothEnforce === b.bothEnforce &&
    a.earlierScheme?.relation === b.earlierScheme?.relation &&
    a.earlierScheme?.scheme === b.earlierScheme?.scheme &&
    a.earlierScheme?.reference === b.earlierScheme?.reference
  );
}

function transfer(
  { facts, ...data }: DataOf<'TransferLead'>,
  state: KnownPartnership,
  today: PlainDate,
): PartnershipDecision {
  if (data.leadAuthorityId === state.leadAuthorityId && data.leadSide === state.leadSide) {
    const { from, reason } = state.leadTransferred ?? {};
    if (from === data.from && reason === data.reason) return accept();
    const since = from === undefined ? 'from the beginning' : `since ${from}`;
    return reject('ALREADY_EXISTS', `This authority leads the partnership ${since}.`, ['leadAuthorityId']);
  }
  const refused =
    refuseLead(data.leadSide, facts.leadAuthority, data.from) ?? refuseDay(data.from, state, today, 'from');
  if (refused) return refused;
  const { leadSide: formerLeadSide, leadAuthorityId: formerLeadAuthorityId } = state;
  return accept({ type: 'LeadTransferred', data: { ...data, formerLeadSide, formerLeadAuthorityId } });
}

/** Steps are recorded when they have taken effect, each not before the one before it. */
export function refuseDay(day: PlainDate, { latestStepOn }: KnownPartnership, today: PlainDate, field: string) {
  if (comparePlainDates(day, today) > 0) return inFuture(day, [field]);
  if (latestStepOn === undefined || comparePlainDates(day, latestStepOn) >= 0) return undefined;
  return tooEarly(day, latestStepOn, 'The step before took effect', [field]);
}

/** With the partnership end the posts in it, and with them the rights of those who hold them. */
function vacated({ tenures }: KnownPartnership, until: PlainDate): PartnershipEvent[] {
  return tenures
    .filter((tenure) => tenure.until === undefined)
    .map(({ number: appointment, role }) => ({ type: 'AppointmentEnded', data: { appointment, role, until } }));
}

export function evolveLifecycle(
  state: KnownPartnership,
  event: Exclude<LifecycleEvent, { type: 'PartnershipProposed' }>,
): KnownPartnership {
  switch (event.type) {
    case 'EligibilitySetAside':
      return state;
    case 'ConsiderationBegun':
      return { ...state, status: 'CONSIDERING', latestStep: event };
    case 'SideAgreed':
      return { ...state, agreements: { ...state.agreements, [event.data.side]: event.data.by } };
    case 'PartnershipAgreed':
      return { ...state, status: 'AGREED' };
    case 'PartnershipDeclined':
      return { ...state, status: 'DECLINED', latestStep: event };
    case 'ProposalWithdrawn':
      return { ...state, status: 'WITHDRAWN', latestStep: event };
    case 'PartnershipActivated':
    case 'PartnershipTakenOver':
    case 'PartnershipResumed':
      return { ...state, status: 'ACTIVE', ...stepOn(event.data.from), latestStep: event };
    case 'PartnershipSuspended':
      return { ...state, status: 'SUSPENDED', ...stepOn(event.data.from), latestStep: event };
    case 'PartnershipConcluded':
      return { ...state, status: 'CONCLUDED', ...stepOn(event.data.on), latestStep: event };
    case 'PartnershipAmended': {
      const { sector, bothEnforce, earlierScheme } = event.data;
      return { ...state, sector, bothEnforce, earlierScheme };
    }
    case 'LeadTransferred': {
      const { leadSide, leadAuthorityId, from } = event.data;
      const agreements = isAgreed(state.status) ? state.agreements : withoutRegulators(state.agreements);
      return { ...state, leadSide, leadAuthorityId, latestStepOn: from, agreements, leadTransferred: event.data };
    }
  }
}

function stepOn(day: PlainDate): Pick<KnownPartnership, 'statusSince' | 'latestStepOn'> {
  return { statusSince: day, latestStepOn: day };
}

/** Once both sides have agreed, the agreement stands, whoever leads. */
function isAgreed(status: PartnershipStatus): boolean {
  return status !== 'PROPOSED' && status !== 'CONSIDERING';
}

function withoutRegulators({ REGULATORS: _, ...agreements }: Agreements): Agreements {
  return agreements;
}
