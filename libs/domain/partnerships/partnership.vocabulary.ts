import { z } from 'zod';
import { line, prose } from '#platform/values';

/** Who leads a partnership: HSE, or one local authority. */
export const LEAD_SIDES = ['HSE', 'LOCAL_AUTHORITY'] as const;
export type LeadSide = (typeof LEAD_SIDES)[number];

/** The two sides of a partnership: what they share is agreed by each of them. */
export const SIDES = ['ORGANISATION', 'REGULATORS'] as const;
export type Side = (typeof SIDES)[number];

export const PARTNERSHIP_STATUSES = [
  'PROPOSED',
  'CONSIDERING',
  'AGREED',
  'ACTIVE',
  'SUSPENDED',
  'CONCLUDED',
  'DECLINED',
  'WITHDRAWN',
] as const;
export type PartnershipStatus = (typeof PARTNERSHIP_STATUSES)[number];

/** An organisation has at most one partnership that is in none of these. */
export const ENDED_STATUSES = ['CONCLUDED', 'DECLINED', 'WITHDRAWN'] as const satisfies readonly PartnershipStatus[];

export function hasEnded(status: PartnershipStatus): boolean {
  return (ENDED_STATUSES as readonly PartnershipStatus[]).includes(status);
}

/** How the partnership stands to an arrangement of an earlier scheme, such as LAPS, with the same organisation. */
export const SCHEME_RELATIONS = ['SUCCEEDS', 'COEXISTS'] as const;
export const earlierScheme = z.strictObject({
  relation: z.enum(SCHEME_RELATIONS),
  /** The scheme: 'LAPS'. */
  scheme: line(80),
  /** What the arrangement is known by there. */
  reference: line(200),
});
export type EarlierScheme = z.output<typeof earlierScheme>;

export const APPOINTMENT_ROLES = [
  'ACCOUNT_MANAGER',
  'SHADOW_ACCOUNT_MANAGER',
  'PARTNERSHIP_MANAGER',
  'LIAISON_OFFICER',
] as const;
export type AppointmentRole = (typeof APPOINTMENT_ROLES)[number];

/** Where an appointed officer comes from. Account manager and shadow come from the first two only. */
export const OFFICER_SIDES = [...LEAD_SIDES, 'OTHER'] as const;
export type OfficerSide = (typeof OFFICER_SIDES)[number];

/** In partnerships led by a local authority, the LAPS lead takes the role of account manager (HELA paper, Annex 1). */
export const APPOINTMENT_BASES = ['APPOINTED', 'LAPS_LEAD'] as const;
export type AppointmentBasis = (typeof APPOINTMENT_BASES)[number];

export const reason = prose(1000);
