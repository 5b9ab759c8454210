import type { Caller } from './caller.js';
import { AccessConfigurationError } from './access.errors.js';

/** Subjects that begin so belong to the service itself; a token with such a subject is refused. */
export const SYSTEM_SUBJECT_PREFIX = 'system:';

/**
 * The caller for a durable process or for the console: `systemCaller('contact-deadlines')`. It is marked `system`,
 * and is allowed only what a policy contribution grants to `caller.system`.
 * @param name Lower-case words joined by hyphens; recorded with every event as `system:<name>`.
 */
export function systemCaller(name: string): Caller {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 64) {
    throw new AccessConfigurationError(
      'The name of a system caller must be lower-case words joined by hyphens, at most 64 characters.',
    );
  }
  return Object.freeze<Caller>({
    party: { kind: 'OPERATOR', id: 'operator' },
    subject: `${SYSTEM_SUBJECT_PREFIX}${name}`,
    roles: new Set(['OPERATOR'] as const),
    client: 'concordat',
    system: true,
  });
}
