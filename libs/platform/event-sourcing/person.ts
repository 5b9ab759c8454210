import { z } from 'zod';
import type { Actor } from './decider.js';

/** Who did something, as events record it: a person, by the token's subject, for a party. Never a name. */
export const person = z.strictObject({ partyId: z.string().min(1), subject: z.string().min(1) });
export type Person = z.output<typeof person>;

export function personOf({ party, subject }: Actor): Person {
  return { partyId: party.id, subject };
}
