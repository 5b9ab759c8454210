import { PURPOSES, STATUTORY_EXEMPTIONS, topic } from '#domain/partnerships';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { z } from 'zod';

/** What the gateway can say. It advises and never blocks: the decision stays with the officer. */
export const ADVICE_KINDS = [
  'PROCEED',
  'PROCEED_AND_TELL_ACCOUNT_MANAGER',
  'COORDINATE_WITH',
  'ACCOUNT_MANAGER_FIRST',
  'NOT_NOW',
] as const;
export type AdviceKind = (typeof ADVICE_KINDS)[number];

/** In what capacity somebody is the organisation's point of contact at the moment. */
export const CAPACITIES = ['ACCOUNT_MANAGER', 'SHADOW_ACCOUNT_MANAGER', 'LEAD_AUTHORITY'] as const;
export type Capacity = (typeof CAPACITIES)[number];

const contactPoint = z.strictObject({
  capacity: z.enum(CAPACITIES),
  authorityId: idOf('authority'),
  officerId: idOf('officer').optional(),
});
export type ContactPoint = z.output<typeof contactPoint>;

/** A rule of the partnership's criteria that a reason rests on. */
const criteriaCited = z.strictObject({
  partnershipId: idOf('partnership'),
  criteriaVersion: z.int().min(1),
  ruleId: idOf('contact-rule'),
});

const reason = z.strictObject({
  /** The gateway's rule, and its version. */
  rule: line(60),
  version: z.int().min(1),
  /** True for what the answer rests on; false for what is said besides. */
  decisive: z.boolean(),
  text: prose(2000),
  criteria: criteriaCited.optional(),
  /** The contacts on record that the reason speaks of. */
  contactIds: z.array(idOf('contact')).max(20),
});
export type Reason = z.output<typeof reason>;

const coordination = z.strictObject({
  authorityId: idOf('authority'),
  officerId: idOf('officer').optional(),
  contactId: idOf('contact').optional(),
});
export type Coordination = z.output<typeof coordination>;

const nearbyInput = z.strictObject({
  contactId: idOf('contact'),
  siteId: idOf('site').optional(),
  authorityId: idOf('authority'),
  topic,
  purpose: z.enum(PURPOSES),
  date: plainDateSchema,
  made: z.boolean(),
});

/** The facts that the rules were given, so that the answer can be checked, and worked out anew under other rules. */
const inputs = z.strictObject({
  organisationWindowDays: z.int(),
  siteWindowDays: z.int(),
  exemption: z.enum(STATUTORY_EXEMPTIONS).optional(),
  nearby: z.array(nearbyInput).max(20),
  partnership: z
    .strictObject({
      id: idOf('partnership'),
      status: line(40),
      accountManagerAbsent: z.boolean(),
      precedenceOverLocalInitiatives: z.boolean(),
      criteriaVersion: z.int().optional(),
    })
    .optional(),
});

/** The gateway's answer, as it is stored with an intention. */
export const adviceSchema = z.strictObject({
  kind: z.enum(ADVICE_KINDS),
  rulesVersion: z.int().min(1),
  /** Those that decided first. */
  reasons: z.array(reason).min(1).max(30),
  /** Whom to speak to first or to tell; left out when there is no active partnership, or the asker is the one. */
  contactPoint: contactPoint.optional(),
  /** Whom to coordinate with, whatever the kind of the advice. */
  coordinateWith: z.array(coordination).max(20),
  /** For NOT_NOW: the first day on which the ground no longer holds, where that is known. */
  until: plainDateSchema.optional(),
  inputs,
});
export type Advice = z.output<typeof adviceSchema>;
