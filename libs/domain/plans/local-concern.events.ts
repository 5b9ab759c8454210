import { z } from 'zod';
import { defineEvents, type EventsOf, person, textsOnPersons } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';

/** Whose concern it is: elected members may view health and safety from a local perspective (HELA paper, Annex 2). */
export const CONCERN_HOLDERS = ['AUTHORITY', 'ELECTED_MEMBER'] as const;
export type ConcernHolder = (typeof CONCERN_HOLDERS)[number];

const reason = prose(1000);

/** What a local variation allows, under which conditions and for how long. The organisation reads it. */
export const variationTerms = z.strictObject({
  terms: prose(2000),
  conditions: z.array(prose(500)).max(20),
  from: plainDateSchema,
  /** The day from which it no longer counts; left out, it counts until it is ended. */
  until: plainDateSchema.optional(),
});
export type VariationTerms = z.output<typeof variationTerms>;

export const concernSettlement = z.discriminatedUnion('kind', [
  variationTerms.extend({ kind: z.literal('ACCEPT') }),
  z.strictObject({ kind: z.literal('DECLINE'), reasons: prose(2000) }),
]);
export type ConcernSettlement = z.output<typeof concernSettlement>;

/** Who gave an answer for the partnership. */
export const ANSWERED_BY = ['ACCOUNT', 'BOTH_LEADS'] as const;

/** The two authorities whose leads settle a concern that was referred to them. */
export const SETTLING_SIDES = ['RAISING', 'LEADING'] as const;
export type SettlingSide = (typeof SETTLING_SIDES)[number];

export const localConcernEvents = defineEvents('plans', {
  LocalConcernRaised: {
    version: 1,
    description: "An authority said what stands locally against a partnership's precedence. For regulators only.",
    schema: z.strictObject({
      authorityId: idOf('authority'),
      organisationId: idOf('organisation'),
      partnershipId: idOf('partnership'),
      what: prose(2000),
      why: prose(4000),
      until: plainDateSchema.optional(),
      concernOf: z.enum(CONCERN_HOLDERS),
    }),
    personal: textsOnPersons(['what', 'why']),
  },
  ElectedMemberNamed: {
    version: 1,
    description: 'Which elected member the concern is of. For those who raise it and those who answer it.',
    schema: z.strictObject({ authorityId: idOf('authority'), memberId: idOf('elected-member'), name: line(200) }),
    personal: [{ path: ['name'], subject: { from: 'data', path: ['memberId'] }, retention: 'officer-in-office' }],
  },
  LocalConcernAccepted: {
    version: 1,
    description: 'The concern was accepted as a local variation, on terms that the organisation reads.',
    schema: variationTerms.extend({ authorityId: idOf('authority'), answeredBy: z.enum(ANSWERED_BY) }),
  },
  LocalConcernDeclined: {
    version: 1,
    description: 'The partnership keeps its precedence, for these reasons. For regulators only.',
    schema: z.strictObject({ reasons: prose(2000), answeredBy: z.enum(ANSWERED_BY) }),
    personal: textsOnPersons(['reasons']),
  },
  LocalConcernReferred: {
    version: 1,
    description:
      'The leads of both authorities are to settle the concern: the one that raised it and the one that leads.',
    schema: z.strictObject({ leadAuthorityId: idOf('authority'), reason }),
    personal: textsOnPersons(['reason']),
  },
  ConcernSettlementProposed: {
    version: 1,
    description: 'One of the two leads proposed how to settle the concern; an earlier proposal no longer counts.',
    schema: z.strictObject({
      number: z.int().min(1),
      settlement: concernSettlement,
      side: z.enum(SETTLING_SIDES),
      by: person,
    }),
    personal: textsOnPersons(['settlement.reasons']),
  },
  ConcernSettlementConfirmed: {
    version: 1,
    description: "The other lead confirmed the proposal, which is the concern's answer.",
    schema: z.strictObject({ number: z.int().min(1), side: z.enum(SETTLING_SIDES), by: person }),
  },
  LocalConcernWithdrawn: {
    version: 1,
    description: 'The authority no longer raises the concern. For regulators only.',
    schema: z.strictObject({ reason }),
    personal: textsOnPersons(['reason']),
  },
  LocalVariationEnded: {
    version: 1,
    effective: 'on',
    description: 'The local variation no longer counts from this day on.',
    schema: z.strictObject({ on: plainDateSchema, reason }),
  },
});

export type LocalConcernEvent = EventsOf<typeof localConcernEvents>;
