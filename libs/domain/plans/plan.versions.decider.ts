import { seekAgreement, signatoryOf, voidAgreement } from '#platform/agreements';
import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import { canonicalText } from '#platform/values';
import { comparePlainDates, dateInWords, type Instant, type PlainDate } from '#platform/working-days';
import type { CorePrinciples } from '#domain/partnerships';
import { changesSince } from './plan.changes.js';
import { decideClosing } from './plan.closing.decider.js';
import type { DataOf, VersionCommand } from './plan.commands.js';
import { worksOnPlans } from './plan.drafting.decider.js';
import type { EventOf, PlanEvent } from './plan.events.js';
import { planQuorum } from './plan.quorum.js';
import { awaitsPublication, partnershipEnded, versionProposed } from './plan.rejections.js';
import { lastAgreed, unpublished, withPerson, type KnownPlan, type PlanDecision } from './plan.state.js';

export function decideVersion(command: VersionCommand, state: KnownPlan, context: DecisionContext): PlanDecision {
  switch (command.type) {
    case 'ProposeVersion':
      return propose(command.data, state, context);
    case 'CallBackVersion':
      return callBack(command.data, state, context.now);
    case 'PublishVersion':
      return publish(command.data, state, context.today);
    case 'DiscardVersion':
      return discard(command.data, state, context.now);
    case 'ClosePlan':
      return decideClosing(command.data, state, context);
  }
}

function propose(data: DataOf<'ProposeVersion'>, state: KnownPlan, context: DecisionContext): PlanDecision {
  const { facts, reason, workingDays } = data;
  if (!worksOnPlans(facts.status)) return partnershipEnded();
  const waiting = unpublished(state);
  if (waiting) return awaitsPublication(waiting.version);
  const ended = voidAgreement(openOf(state), reason, context.now);
  if (state.proposed && ended[0]?.type !== 'AgreementLapsed') return versionProposed(state.proposed.version);
  const refused = refuseContent(state, facts.principles);
  if (refused) return refused;
  const proposed = proposalOf(state, reason);
  if (proposed.data.against !== undefined && proposed.data.changes.length === 0) {
    const message = `Nothing is different from version ${proposed.data.against}, which was agreed last.`;
    return reject('NOTHING_CHANGED', message);
  }
  if (proposed.data.changes.length > MOST_CHANGES || Buffer.byteLength(canonicalText(proposed.data)) > MOST_BYTES) {
    return reject(
      'PLAN_TOO_LONG',
      'So much has changed that it cannot be told at once. Propose it in several versions.',
    );
  }
  const sought = seekAgreement(
    {
      version: proposed.data.version,
      content: state.draft,
      title: `${state.draft.title}, version ${proposed.data.version}`,
      quorum: planQuorum(facts.quorum),
      authors: withPerson(state.authors, signatoryOf(context.actor)),
      within: { workingDays, nation: facts.nation },
    },
    context.now,
  );
  return accept<PlanEvent>(...ended, proposed, sought);
}

/** Below what one event can hold. */
const MOST_BYTES = 450_000;
const MOST_CHANGES = 2000;

function proposalOf(state: KnownPlan, reason: string): EventOf<'PlanVersionProposed'> {
  const base = lastAgreed(state);
  const changes = base ? changesSince(base.content, state.draft, state.edits) : [];
  return {
    type: 'PlanVersionProposed',
    data: {
      version: state.versions + 1,
      content: state.draft,
      ...(base ? { against: base.version } : {}),
      changes: [...changes],
      reason,
    },
  };
}

function openOf({ agreement }: KnownPlan) {
  return agreement?.status === 'OPEN' ? agreement : undefined;
}

/** No template: any priorities, but at least one, and every core principle affirmed or answered. */
function refuseContent({ draft }: KnownPlan, { version, principles }: CorePrinciples) {
  const unaddressed = principles.filter(
    ({ key }) => !draft.principles.some((each) => each.key === key && each.version === version),
  );
  if (unaddressed.length > 0) {
    const named = unaddressed.map(({ key, title }) => `${key} (${title})`).join('; ');
    const message = `The plan neither affirms nor answers these core principles of version ${version}: ${named}.`;
    return reject('PRINCIPLE_UNADDRESSED', message);
  }
  if (draft.priorities.length === 0) return reject('PRIORITY_NEEDED', 'The plan has no priority. Add at least one.');
  return undefined;
}

function callBack({ version, reason }: DataOf<'CallBackVersion'>, state: KnownPlan, now: Instant): PlanDecision {
  if (state.proposed?.version !== version) {
    return reject('VERSION_NOT_PROPOSED', `Version ${version} is not put forward for agreement.`, ['version']);
  }
  const ended = voidAgreement(openOf(state), reason, now);
  if (ended[0]?.type === 'AgreementLapsed') {
    const message = `The time to agree to version ${version} has ended: there is nothing to call back.`;
    return reject('AGREEMENT_LAPSED', message, ['version']);
  }
  return accept<PlanEvent>(...ended);
}

/**
 * People act on what is in force: a version never takes effect in the past. One that is not in force yet gives way to a
 * version that is to take effect earlier, so that a slip of the day can be mended.
 */
function publish({ version, from, facts }: DataOf<'PublishVersion'>, state: KnownPlan, today: PlainDate): PlanDecision {
  const planned = state.timeline.find((each) => each.version === version);
  if (planned) return planned.from === from ? accept() : published(version);
  if (unpublished(state)?.version !== version) {
    const message = `Version ${version} is not agreed, or is published already: there is nothing to publish.`;
    return reject('VERSION_NOT_AGREED', message, ['version']);
  }
  if (!worksOnPlans(facts.status)) return partnershipEnded();
  if (comparePlainDates(from, today) < 0) {
    const message = `${dateInWords(from)} is past. A version counts from today at the earliest.`;
    return reject('DATE_IN_PAST', message, ['from']);
  }
  const earlier = state.timeline.filter((each) => comparePlainDates(each.from, from) < 0);
  const ends = earlier.at(-1)?.version;
  const skipped = state.timeline.slice(earlier.length);
  return accept({ type: 'PlanPublished', data: { version, from, ...(ends ? { ends } : {}), skipped } });
}

function published(version: number) {
  return reject('VERSION_PUBLISHED', `Version ${version} is published already.`, ['version']);
}

function discard(data: DataOf<'DiscardVersion'>, state: KnownPlan, now: Instant): PlanDecision {
  const { version, reason } = data;
  if (unpublished(state)?.version === version) {
    const before = state.agreed.at(-2);
    const discarded = before ? { ...data, returnsTo: before.version } : data;
    const event = { type: 'PlanVersionDiscarded' as const, data: discarded };
    return accept<PlanEvent>(...voidAgreement(state.agreement, reason, now), event);
  }
  if (state.discarded?.version === version && state.discarded.reason === reason) return accept();
  if (state.agreed.some((each) => each.version === version)) return published(version);
  return reject('VERSION_NOT_AGREED', `Version ${version} is not agreed: there is nothing to discard.`, ['version']);
}
