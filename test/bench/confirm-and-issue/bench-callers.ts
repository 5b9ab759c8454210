import type { Caller, PartyKind, Role } from '#platform/access';
import { authorityIdOf } from '#domain/regulators';

/** By the token with which they call. */
export type BenchToken = 'author' | 'hse' | 'lacors';

function caller(subject: BenchToken, kind: PartyKind, code: string, role: Role): Caller {
  return { party: { kind, id: authorityIdOf(code) }, subject, roles: new Set([role]), client: 'bench' };
}

export const CALLERS: Readonly<Record<BenchToken, Caller>> = {
  author: caller('author', 'HSE', 'HSE', 'LEAD'),
  hse: caller('hse', 'HSE', 'HSE', 'COMMUNICATIONS_LEAD'),
  lacors: caller('lacors', 'COORDINATING_BODY', 'LACORS', 'COMMUNICATIONS_LEAD'),
};
