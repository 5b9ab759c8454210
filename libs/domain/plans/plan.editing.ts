import { voidAgreement, type Signatory } from '#platform/agreements';
import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import { canonicalText } from '#platform/values';
import { draftAfter, type EditEvent } from './plan.drafting.evolution.js';
import type { PlanEvent } from './plan.events.js';
import { reasonNeeded, tooMany } from './plan.rejections.js';
import { withPerson, type KnownPlan, type PlanDecision } from './plan.state.js';

/** A version, with what is different from the one before, has to fit one event: three times this, and the reasons. */
const MOST_BYTES = 120_000;
/** With whoever puts the version forward, as many as an agreement can name. */
const MOST_AUTHORS = 199;

/** What an edit touches. */
export interface Touched {
  /** For people: 'Priority 3'. */
  readonly what: string;
  /** True when it is part of the version agreed last: changing it takes a reason. */
  readonly agreed: boolean;
}

/**
 * Records an edit of the draft. Of a version that is put forward this makes the agreements void: what people agreed to
 * is no longer what the plan would say.
 */
export function edit(
  event: EditEvent,
  { what, agreed }: Touched,
  state: KnownPlan,
  { now }: DecisionContext,
): PlanDecision {
  const text = canonicalText(draftAfter(state.draft, event));
  if (text === canonicalText(state.draft)) return accept();
  const { reason, by } = event.data;
  if (agreed && reason === undefined) return reasonNeeded(what);
  if (Buffer.byteLength(text) > MOST_BYTES) {
    return reject('PLAN_TOO_LONG', `With this the plan is longer than ${MOST_BYTES / 1000} kB. Shorten it first.`);
  }
  if (isOneMore(by, state)) return tooMany('people who work on one version', MOST_AUTHORS);
  const voided =
    state.agreement?.status === 'OPEN' ? voidAgreement(state.agreement, reason ?? 'The draft changed.', now) : [];
  return accept<PlanEvent>(...voided, event);
}

function isOneMore(by: Signatory, { authors }: KnownPlan): boolean {
  return authors.length >= MOST_AUTHORS && withPerson(authors, by).length > authors.length;
}
