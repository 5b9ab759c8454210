import { accept, reject } from '#platform/event-sourcing';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import { audienceKey, audienceScope, REGIONAL_SEGMENTS } from './audience.vocabulary.js';
import type { CommunicationsPlanCommand, PlanDataOf } from './communications-plan.commands.js';
import type { MilestoneDetails, NeedDetails, PlanDetails } from './communications-plan.events.js';
import type { KnownPlan, PlanDecision, PlannedNeed, PlanRefusal } from './communications-plan.state.js';

/** Of those that count, in one plan; of messages, for one need. */
export const MOST_MILESTONES = 50;
export const MOST_NEEDS = 200;
export const MOST_MESSAGES = 20;

type CommandOf<Type extends CommunicationsPlanCommand['type']> = Extract<CommunicationsPlanCommand, { type: Type }>;

export function decideOnMilestone(
  command: CommandOf<'AddMilestone' | 'AmendMilestone' | 'WithdrawMilestone'>,
  plan: KnownPlan,
): PlanDecision {
  switch (command.type) {
    case 'AddMilestone':
      return addMilestone(command.data, plan);
    case 'AmendMilestone':
      return amendMilestone(command.data, plan);
    case 'WithdrawMilestone':
      return withdrawMilestone(command.data, plan);
  }
}

function addMilestone(details: MilestoneDetails, plan: KnownPlan): PlanDecision {
  const counting = [...plan.milestones.values()].filter(({ withdrawnFor }) => withdrawnFor === undefined);
  if (counting.some((each) => isSameMilestone(each.details, details))) return accept();
  return (
    outside(details.on, plan.details, 'on') ??
    namedAlready(details, plan, undefined) ??
    (counting.length < MOST_MILESTONES ? undefined : tooMany(`${MOST_MILESTONES} milestones`)) ??
    accept({ type: 'MilestoneAdded', data: { ...details, milestone: plan.milestones.size + 1 } })
  );
}

function amendMilestone(
  { milestone, reason, ...details }: PlanDataOf<'AmendMilestone'>,
  plan: KnownPlan,
): PlanDecision {
  const unknown = unknownMilestone(milestone, plan);
  if (unknown) return unknown;
  const before = plan.milestones.get(milestone);
  if (before && isSameMilestone(before.details, details)) return accept();
  return (
    outside(details.on, plan.details, 'on') ??
    namedAlready(details, plan, milestone) ??
    accept({ type: 'MilestoneAmended', data: { ...details, milestone, reason } })
  );
}

function withdrawMilestone({ milestone, reason }: PlanDataOf<'WithdrawMilestone'>, plan: KnownPlan): PlanDecision {
  if (plan.milestones.get(milestone)?.withdrawnFor === reason) return accept();
  const unknown = unknownMilestone(milestone, plan);
  if (unknown) return unknown;
  for (const [number, { details, withdrawnFor }] of plan.needs) {
    if (withdrawnFor !== undefined || details.milestone !== milestone) continue;
    const message = `Need ${number} is for this milestone. Withdraw that first, or give it another milestone.`;
    return reject('MILESTONE_IN_USE', message, ['milestone']);
  }
  return accept({ type: 'MilestoneWithdrawn', data: { milestone, reason } });
}

function unknownMilestone(number: number, { milestones }: KnownPlan): PlanRefusal {
  const milestone = milestones.get(number);
  const field = ['milestone'];
  if (!milestone) return reject('MILESTONE_UNKNOWN', `The plan has no milestone ${number}.`, field);
  if (milestone.withdrawnFor === undefined) return undefined;
  return reject('MILESTONE_UNKNOWN', `Milestone ${number} was withdrawn (“${milestone.withdrawnFor}”).`, field);
}

function namedAlready({ name }: MilestoneDetails, plan: KnownPlan, except: number | undefined): PlanRefusal {
  for (const [number, { details, withdrawnFor }] of plan.milestones) {
    if (number === except || withdrawnFor !== undefined || !isSameName(details.name, name)) continue;
    const message = `Milestone ${number} has this name, and is on ${details.on}. Amend that one, or choose another name.`;
    return reject('MILESTONE_EXISTS', message, ['name']);
  }
  return undefined;
}

export function decideOnNeed(
  command: CommandOf<'AddNeed' | 'AmendNeed' | 'WithdrawNeed'>,
  plan: KnownPlan,
): PlanDecision {
  switch (command.type) {
    case 'AddNeed':
      return addNeed(command.data, plan);
    case 'AmendNeed':
      return amendNeed(command.data, plan);
    case 'WithdrawNeed':
      return withdrawNeed(command.data, plan);
  }
}

function addNeed({ facts, ...details }: PlanDataOf<'AddNeed'>, plan: KnownPlan): PlanDecision {
  const counting = [...plan.needs.values()].filter(({ withdrawnFor }) => withdrawnFor === undefined);
  if (counting.some((each) => isSameNeed(each.details, details))) return accept();
  return (
    impossibleNeed(details, facts.regionKnown, plan) ??
    (counting.length < MOST_NEEDS ? undefined : tooMany(`${MOST_NEEDS} needs`)) ??
    accept({ type: 'NeedAdded', data: { ...details, need: plan.needs.size + 1 } })
  );
}

function amendNeed({ facts, need, reason, ...details }: PlanDataOf<'AmendNeed'>, plan: KnownPlan): PlanDecision {
  const found = needOf(plan, need);
  if (found.kind === 'refused') return found.refusal;
  if (isSameNeed(found.need.details, details)) return accept();
  return (
    impossibleNeed(details, facts.regionKnown, plan) ??
    accept({ type: 'NeedAmended', data: { ...details, need, reason } })
  );
}

function withdrawNeed({ need, reason }: PlanDataOf<'WithdrawNeed'>, plan: KnownPlan): PlanDecision {
  if (plan.needs.get(need)?.withdrawnFor === reason) return accept();
  const found = needOf(plan, need);
  return found.kind === 'refused' ? found.refusal : accept({ type: 'NeedWithdrawn', data: { need, reason } });
}

function impossibleNeed(details: NeedDetails, regionKnown: boolean, plan: KnownPlan): PlanRefusal {
  const { audience, channel, by, milestone } = details;
  const field = ['audience', 'region'];
  if (!regionKnown) return reject('REGION_UNKNOWN', 'The register has no authority in this region.', field);
  const isRegional = REGIONAL_SEGMENTS.some((segment) => segment === audience.segment);
  if (channel === 'REGIONAL_MEETING' && isRegional && audienceScope(audience) === undefined) {
    return reject('REGION_REQUIRED', 'A meeting reaches one region. Add a need for each region.', field);
  }
  return unknownMilestone(milestone, plan) ?? outside(by, plan.details, 'by');
}

export function decideOnLink(command: CommandOf<'LinkMessage' | 'UnlinkMessage'>, plan: KnownPlan): PlanDecision {
  const found = needOf(plan, command.data.need);
  if (found.kind === 'refused') return found.refusal;
  return command.type === 'LinkMessage' ? link(command.data, found.need) : unlink(command.data, found.need);
}

function link({ facts, need, messageId }: PlanDataOf<'LinkMessage'>, { messages }: PlannedNeed): PlanDecision {
  const field = ['messageId'];
  if (messages.has(messageId)) return accept();
  if (facts.message === 'UNKNOWN') return reject('MESSAGE_UNKNOWN', 'There is no message with this id.', field);
  if (facts.message === 'WITHDRAWN') {
    return reject('MESSAGE_WITHDRAWN', 'The message was withdrawn: nobody will hear it.', field);
  }
  if (messages.size >= MOST_MESSAGES) return tooMany(`${MOST_MESSAGES} messages for one need`);
  return accept({ type: 'MessageLinked', data: { need, messageId } });
}

function unlink(
  { need, messageId, reason }: PlanDataOf<'UnlinkMessage'>,
  { messages, unlinkedFor }: PlannedNeed,
): PlanDecision {
  if (messages.has(messageId)) return accept({ type: 'MessageUnlinked', data: { need, messageId, reason } });
  if (unlinkedFor.get(messageId) === reason) return accept();
  return reject('MESSAGE_NOT_LINKED', `The message is not linked to need ${need}.`, ['messageId']);
}

type FoundNeed =
  | { readonly kind: 'found'; readonly need: PlannedNeed }
  | { readonly kind: 'refused'; readonly refusal: NonNullable<PlanRefusal> };

function needOf({ needs }: KnownPlan, number: number): FoundNeed {
  const need = needs.get(number);
  if (need?.withdrawnFor === undefined && need) return { kind: 'found', need };
  const message = need ? `Need ${number} was withdrawn (“${need.withdrawnFor}”).` : `The plan has no need ${number}.`;
  return { kind: 'refused', refusal: reject('NEED_UNKNOWN', message, ['need']) };
}

function outside(day: PlainDate, plan: PlanDetails, field: string): PlanRefusal {
  if (!dayOutside(day, plan)) return undefined;
  const message = `The plan is for ${plan.from} to ${plan.until}; ${day} lies outside.`;
  return reject('DATE_OUTSIDE_PLAN', message, [field]);
}

export function dayOutside(day: PlainDate, { from, until }: PlanDetails): boolean {
  return comparePlainDates(day, from) < 0 || comparePlainDates(day, until) > 0;
}

function tooMany(what: string) {
  return reject('TOO_MANY_IN_PLAN', `A plan can hold ${what} at most.`);
}

function isSameMilestone(a: MilestoneDetails, b: MilestoneDetails): boolean {
  return a.on === b.on && a.name === b.name;
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function isSameNeed(a: NeedDetails, b: NeedDetails): boolean {
  return (
    audienceKey(a.audience) === audienceKey(b.audience) &&
    a.what === b.what &&
    a.by === b.by &&
    a.channel === b.channel &&
    a.milestone === b.milestone
  );
}
