import { prose } from '#platform/values';

/** An engagement plan says how regulators work with the organisation; an improvement plan what is to become better. */
export const PLAN_KINDS = ['ENGAGEMENT', 'IMPROVEMENT'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/** The two sides that write a plan together. */
export const PLAN_SIDES = ['ORGANISATION', 'REGULATORS'] as const;
export type PlanSide = (typeof PLAN_SIDES)[number];

/** Who answers for a priority. */
export const PRIORITY_OWNERS = ['ORGANISATION', 'REGULATOR', 'BOTH'] as const;
export type PriorityOwner = (typeof PRIORITY_OWNERS)[number];

/** Whose wish a local variation is: the authority's, or a local concern of its elected members (HELA paper, Annex 2). */
export const VARIATION_ORIGINS = ['AUTHORITY', 'ELECTED_MEMBER'] as const;
export type VariationOrigin = (typeof VARIATION_ORIGINS)[number];

/** What a version has come to. Whether a published one is in force, or superseded, follows from the day. */
export const VERSION_STATUSES = ['PROPOSED', 'AGREED', 'PUBLISHED', 'LAPSED', 'VOIDED', 'DISCARDED'] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

/** What became of a priority, as the evaluation at the end has it. */
export const PRIORITY_OUTCOMES = ['REACHED', 'PARTLY_REACHED', 'NOT_REACHED', 'DROPPED'] as const;
export type PriorityOutcome = (typeof PRIORITY_OUTCOMES)[number];

export const reason = prose(1000);
