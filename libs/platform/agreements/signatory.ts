import { z } from 'zod';
import { PARTY_KINDS } from '#platform/access';
import type { Actor } from '#platform/event-sourcing';

/** A named person of a named party, by the token's subject and the officers' register. Never a name. */
export const signatorySchema = z.strictObject({
  partyKind: z.enum(PARTY_KINDS),
  partyId: z.string().min(1),
  subject: z.string().min(1),
  officerId: z.string().min(1).optional(),
});
export type Signatory = z.output<typeof signatorySchema>;

const partyKinds = z.enum(PARTY_KINDS);

export function signatoryOf({ party, subject, officerId }: Actor): Signatory {
  const signatory = { partyKind: partyKinds.parse(party.kind), partyId: party.id, subject };
  return officerId === undefined ? signatory : { ...signatory, officerId };
}

/** The same human being, whatever parties they act for: by the token's subject, or as the same officer. */
export function samePerson(one: Signatory, other: Signatory): boolean {
  return one.subject === other.subject || (one.officerId !== undefined && one.officerId === other.officerId);
}
