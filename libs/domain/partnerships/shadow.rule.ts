import { reject } from '#platform/event-sourcing';
import type { EventOf } from './partnership.events.js';

/** How the posts would be filled after a command. */
export interface Manning {
  readonly bothEnforce: boolean;
  readonly accountManager: boolean;
  readonly shadow: boolean;
}

/**
 * Where HSE and local authorities both enforce, an account manager has a shadow from the other side, so that each
 * side has somebody who knows. To go without takes a reason, which is recorded.
 */
export function shadowRule({ bothEnforce, accountManager, shadow }: Manning, withoutShadowReason: string | undefined) {
  if (!bothEnforce || !accountManager || shadow) return { needed: false, events: [] } as const;
  if (withoutShadowReason === undefined) {
    return {
      needed: true,
      rejection: reject(
        'SHADOW_NEEDED',
        'HSE and local authorities both enforce here, and there is no shadow account manager. Appoint the shadow first, or give the reason to go without.',
        ['withoutShadowReason'],
      ),
    } as const;
  }
  const event: EventOf<'ShadowDispensedWith'> = { type: 'ShadowDispensedWith', data: { reason: withoutShadowReason } };
  return { needed: false, events: [event] } as const;
}
