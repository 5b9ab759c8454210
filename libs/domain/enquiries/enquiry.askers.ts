import type { Role } from '#platform/access';

/**
 * In whose name an enquiry is asked. What workers' representatives ask, their organisation's other people do not read:
 * the pilot's evaluation found that partnerships need the workers' trust.
 */
export const ASKED_FOR = ['PARTY', 'WORKERS'] as const;
export type AskedFor = (typeof ASKED_FOR)[number];

/** The roles that ask in the name of each. */
export const ASKING_ROLES: Readonly<Record<AskedFor, readonly Role[]>> = {
  PARTY: ['OFFICER', 'LEAD', 'REGISTRAR', 'REPRESENTATIVE'],
  WORKERS: ['WORKER_REPRESENTATIVE'],
};

/** In whose name somebody with these roles can ask. */
export function voicesOf(roles: readonly string[]): readonly AskedFor[] {
  return ASKED_FOR.filter((voice) => ASKING_ROLES[voice].some((role) => roles.includes(role)));
}
