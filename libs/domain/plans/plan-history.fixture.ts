import type { Participation } from '#platform/agreements';
import type { Actor, DecisionContext } from '#platform/event-sourcing';
import { deriveId } from '#platform/values';
import { CURRENT_PRINCIPLES } from '#domain/partnerships';
import { specContext } from '../../platform/event-sourcing/decider-specification.js';
import type { DataOf, PlanCommand } from './plan.commands.js';
import { planDecider } from './plan.decider.js';
import type { EventOf, PlanEvent } from './plan.events.js';
import { day, DUNDEE, measureOne } from './plan.fixture.js';
import type { QuorumCase } from './plan.quorum.js';

/** Histories of plans for specs, made by the commands that lead to them. */

export const organisationId = deriveId('organisation', 'tesco');
export const partnershipId = deriveId('partnership', 'tesco');
const HSE = deriveId('authority', 'HSE');
export const WHY = 'the survey came late';

export interface Person extends Pick<DecisionContext, 'actor'> {
  readonly participation: Participation;
}

function person(
  subject: string,
  [kind, id, role]: readonly [string, string, string],
  post?: 'ACCOUNT_MANAGER' | 'SHADOW_ACCOUNT_MANAGER',
): Person {
  const actor: Actor = { party: { kind, id }, subject, roles: [role], client: 'spec' };
  return { actor, participation: { partyIds: [id], posts: post ? [{ post, organisationId }] : [] } };
}

export const manager = person('manager', ['LOCAL_AUTHORITY', DUNDEE, 'OFFICER'], 'ACCOUNT_MANAGER');
export const councilLead = person('council-lead', ['LOCAL_AUTHORITY', DUNDEE, 'LEAD']);
export const representative = person('representative', ['ORGANISATION', organisationId, 'REPRESENTATIVE']);
export const workers = person('workers', ['ORGANISATION', organisationId, 'WORKER_REPRESENTATIVE']);
export const shadow = person('shadow', ['HSE', HSE, 'OFFICER'], 'SHADOW_ACCOUNT_MANAGER');
export const hseLead = person('hse-lead', ['HSE', HSE, 'LEAD']);

export const dualCase: QuorumCase = {
  organisationId,
  leadSide: 'LOCAL_AUTHORITY',
  bothEnforce: true,
  shadowAuthorityId: HSE,
};
export const singleCase: QuorumCase = { ...dualCase, bothEnforce: false };

export const names = { facts: { unknown: [] } };
/** The partnership goes on. */
export const going = { facts: { status: 'ACTIVE' } } as const;

export const priorityInput: DataOf<'AddPriority'> = {
  title: 'Fewer manual handling injuries',
  themes: ['Worker involvement'],
  what: 'Assess every load.',
  why: 'Most days are lost through them.',
  owner: 'ORGANISATION',
  measures: [{ ...withoutNumber(measureOne) }],
  milestones: [{ title: 'Loads assessed', due: day('2006-03-01') }],
  concerns: { authorities: [], regions: [], siteIds: [], sectors: [], topics: [] },
  ...names,
};

function withoutNumber({ name, unit, baseline, target, by }: typeof measureOne) {
  return { name, unit, baseline, target, by };
}

export const variationInput: DataOf<'AddVariation'> = {
  authorityId: DUNDEE,
  what: 'Visits go on.',
  why: 'They were promised.',
  from: day('2006-01-01'),
  until: day('2006-12-31'),
  origin: 'AUTHORITY',
  ...names,
};

export interface Step {
  readonly command: PlanCommand;
  readonly by: Person;
}

export const step = (command: PlanCommand, by: Person = manager): Step => ({ command, by });

/** What the steps recorded. @throws Error when one of them was refused */
export function played(steps: readonly Step[], before: readonly PlanEvent[] = []): readonly PlanEvent[] {
  let state = before.reduce(planDecider.evolve, planDecider.initialState);
  const events = [...before];
  for (const { command, by } of steps) {
    const decision = planDecider.decide(command, state, { ...specContext, actor: by.actor });
    if (decision.outcome === 'rejected') throw new Error(`${command.type}: ${decision.rejection.message}`);
    state = decision.events.reduce(planDecider.evolve, state);
    events.push(...decision.events);
  }
  return events;
}

export const beginning: PlanCommand = {
  type: 'BeginPlan',
  data: {
    partnershipId,
    kind: 'ENGAGEMENT',
    title: 'Engagement plan',
    facts: { partnership: { organisationId, status: 'AGREED' } },
  },
};

export const begun = played([step(beginning)]);

export const principles = { principles: CURRENT_PRINCIPLES };
const affirming = CURRENT_PRINCIPLES.principles.map(({ key }) =>
  step({ type: 'AddressPrinciple', data: { principle: key, facts: principles } }),
);
export const withPrinciples = played(affirming, begun);

/** With one priority, of the organisation. */
export const drafted = played([step({ type: 'AddPriority', data: priorityInput }, representative)], withPrinciples);

export const proposing = (quorum = singleCase, reason = 'First plan.'): PlanCommand => ({
  type: 'ProposeVersion',
  data: { reason, workingDays: 10, facts: { ...principles, status: 'ACTIVE', quorum, nation: 'GB-SCT' } },
});

export const proposed = played([step(proposing())], drafted);

/** What those asked name to agree, as the last version put forward has it. */
export function offered(events: readonly PlanEvent[]): Pick<EventOf<'AgreementSought'>['data'], 'version' | 'digest'> {
  const sought = events.findLast((event) => event.type === 'AgreementSought');
  if (!sought) throw new Error('Nothing was put forward.');
  const { version, digest } = sought.data;
  return { version, digest };
}

export function agreeing(events: readonly PlanEvent[], by: Person): Step {
  return step({ type: 'GiveAgreement', data: { ...offered(events), participation: by.participation, ...going } }, by);
}

export const agreed = played([agreeing(proposed, manager), agreeing(proposed, representative)], proposed);

export const today = specContext.today;
export const publishing = (version: number, from = today): PlanCommand => ({
  type: 'PublishVersion',
  data: { version, from, facts: { status: 'ACTIVE' } },
});

export const published = played([step(publishing(1))], agreed);
