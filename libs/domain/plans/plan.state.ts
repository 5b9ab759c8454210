import { samePerson, type Agreement, type Signatory } from '#platform/agreements';
import type { Actor, Decision } from '#platform/event-sourcing';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import type { PlanContent } from './plan.content.js';
import type { EventOf, PlanEvent } from './plan.events.js';
import type { PlanRejection } from './plan.rejections.js';
import type { PlanKind, PlanSide } from './plan.vocabulary.js';

/** What one edit made of one thing in the draft, to know later why a version differs from the one before. */
export interface Edit {
  readonly path: readonly string[];
  readonly from: unknown;
  readonly to: unknown;
  readonly reason: string | undefined;
}

/** A version that was agreed to, and not discarded since. */
export interface AgreedVersion {
  readonly version: number;
  readonly content: PlanContent;
  /** The edits that led to it from the version agreed before. */
  readonly edits: readonly Edit[];
}

/** Numbers that a priority has given out, by what they stand for; none is used again. */
export interface Numbering {
  /** By name and unit: what is measured otherwise is another measure. */
  readonly measures: readonly { readonly number: number; readonly name: string; readonly unit: string }[];
  readonly milestones: readonly { readonly number: number; readonly title: string }[];
}

type ReadingData = EventOf<'ReadingRecorded'>['data'];

export interface Reading extends ReadingData {
  readonly restatedBy: number | undefined;
  readonly acknowledgedBy: readonly Signatory[];
}

type MilestoneEvent = EventOf<'MilestoneReached' | 'MilestoneMissed' | 'MilestoneMoved'>;

export interface KnownPlan {
  readonly kind: 'known';
  readonly planKind: PlanKind;
  readonly partnershipId: EventOf<'PlanBegun'>['data']['partnershipId'];
  readonly organisationId: EventOf<'PlanBegun'>['data']['organisationId'];
  readonly draft: PlanContent;
  /** Edits since the version agreed last, and who made them. */
  readonly edits: readonly Edit[];
  readonly authors: readonly Signatory[];
  readonly prioritiesNumbered: number;
  readonly variationsNumbered: number;
  /** By the priority's number. */
  readonly numbering: ReadonlyMap<number, Numbering>;
  /** How many versions were put forward. */
  readonly versions: number;
  /** The version that is put forward now. */
  readonly proposed: { readonly version: number; readonly content: PlanContent } | undefined;
  readonly agreement: Agreement | undefined;
  readonly agreed: readonly AgreedVersion[];
  /** The latest version that was published; later ones that were agreed wait for it, or for being discarded. */
  readonly published: number;
  /** The versions that are, were or will be in force, each from its day until the day of the next one. */
  readonly timeline: readonly { readonly version: number; readonly from: PlainDate }[];
  readonly readings: readonly Reading[];
  /** What was said of milestones, in order. */
  readonly milestones: readonly MilestoneEvent[];
  readonly discarded: EventOf<'PlanVersionDiscarded'>['data'] | undefined;
  readonly closed: EventOf<'PlanClosed'>['data'] | undefined;
}

export type PlanState = { readonly kind: 'unknown' } | KnownPlan;
export type PlanDecision = Decision<PlanEvent, PlanRejection>;

export function sideOf(actor: Actor): PlanSide {
  return actor.party.kind === 'ORGANISATION' ? 'ORGANISATION' : 'REGULATORS';
}

/** What was agreed last: a new version is told by its difference from this one. */
export function lastAgreed({ agreed }: KnownPlan): AgreedVersion | undefined {
  return agreed.at(-1);
}

/** The version that was agreed and neither published nor discarded. */
export function unpublished(state: KnownPlan): AgreedVersion | undefined {
  const last = lastAgreed(state);
  return last && last.version > state.published ? last : undefined;
}

/** The version that counts on a day. */
export function inForceOn({ timeline, agreed }: KnownPlan, day: PlainDate): AgreedVersion | undefined {
  const current = timeline.findLast(({ from }) => comparePlainDates(from, day) <= 0);
  return current && agreed.find(({ version }) => version === current.version);
}

export function withPerson(persons: readonly Signatory[], person: Signatory): readonly Signatory[] {
  return persons.some((each) => samePerson(each, person)) ? persons : [...persons, person];
}
