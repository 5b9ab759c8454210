import { z } from 'zod';
import { PARTY_KINDS, ROLES } from '#platform/access';
import { line } from '#platform/values';

/** What is agreed is never personal data: whoever decides on that has no seat by it. */
export const SEAT_ROLES = ROLES.filter((role) => role !== 'DATA_PROTECTION_LEAD');

/**
 * Who may take a seat: anybody who acts in a role for a party, or whoever holds a post at the time of agreeing. A post is
 * named and not its holder, so that a successor can agree to what was put forward before.
 */
const seatHolder = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ROLE'),
    partyKind: z.enum(PARTY_KINDS),
    /** Only people of this party; people of every party of the kind when left out. */
    partyId: z.string().min(1).optional(),
    role: z.enum(SEAT_ROLES),
  }),
  z.strictObject({
    kind: z.literal('POST'),
    /** As the partnerships name it: `ACCOUNT_MANAGER`. */
    post: z.string().min(1).max(80),
    organisationId: z.string().min(1),
  }),
]);
export type SeatHolder = z.output<typeof seatHolder>;

/** One of those who must agree. */
export const seatSchema = z.strictObject({
  /** Stable within the quorum: `ORGANISATION`, `HSE_COMMUNICATIONS_LEAD`. */
  key: z.string().regex(/^[A-Z][A-Z0-9_-]{0,119}$/, 'must be a key in capitals'),
  /** For people: 'A representative of the organisation'. */
  label: line(300),
  /** How many different persons must agree. */
  persons: z.int().min(1).max(10),
  holders: z.array(seatHolder).min(1).max(10),
  /** True when somebody who worked on the content may agree to it here. */
  authorMayAgree: z.boolean(),
});
export type Seat = z.output<typeof seatSchema>;

/**
 * Who must agree to a version: derived from the case when it is put forward, and stored with it, so that a later change
 * of the rule or of the case does not change what an agreement meant.
 */
export const quorumSchema = z.strictObject({
  /** The rule that it was derived by, with its version: `plan.1`. */
  rule: z.string().regex(/^[a-z-]+\.[1-9][0-9]*$/, 'must be the name of a rule and its version'),
  seats: z
    .array(seatSchema)
    .min(1)
    .max(60)
    .refine((seats) => new Set(seats.map(({ key }) => key)).size === seats.length, 'must not hold a seat twice'),
});
export type Quorum = z.output<typeof quorumSchema>;

/** A post that somebody holds, or acts in, at the moment. */
export interface HeldPost {
  readonly post: string;
  readonly organisationId: string;
}

/** On whose behalf a person can agree, as the read models have it: a fact for the decider, looked up beforehand. */
export interface Participation {
  /** The person's own party, and those that it succeeded. */
  readonly partyIds: readonly string[];
  readonly posts: readonly HeldPost[];
}

/** Somebody who wants to agree, to object, or to take an agreement back. */
export interface Participant extends Participation {
  readonly partyKind: string;
  readonly roles: readonly string[];
}

/** True when the participant may take a seat that is for this holder. */
export function holds(holder: SeatHolder, participant: Participant): boolean {
  switch (holder.kind) {
    case 'ROLE':
      return (
        holder.partyKind === participant.partyKind &&
        participant.roles.includes(holder.role) &&
        (holder.partyId === undefined || participant.partyIds.includes(holder.partyId))
      );
    case 'POST':
      return participant.posts.some(
        ({ post, organisationId }) => post === holder.post && organisationId === holder.organisationId,
      );
  }
}

/** True when the participant may take the seat. */
export function maySit({ holders }: Seat, participant: Participant): boolean {
  return holders.some((holder) => holds(holder, participant));
}
