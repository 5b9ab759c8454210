import type { Participation } from '#platform/agreements';
import type { Session } from '#platform/sessions';

/** The posts of a partnership whose holders agree to what concerns it, by the standing that says who acts in them. */
const STANDING_OF_POST = {
  /** Whoever acts as account manager: also the shadow in absence, and a lead of the lead authority while nobody is there. */
  ACCOUNT_MANAGER: 'actingAccountManagerOf',
  SHADOW_ACCOUNT_MANAGER: 'shadowOf',
} as const;

export type AgreeingPost = keyof typeof STANDING_OF_POST;

/** On whose behalf the caller can agree: for the own party and those that it succeeded, and in posts of partnerships. */
export function participationOf({ caller, standing }: Session): Participation {
  const posts = Object.entries(STANDING_OF_POST).flatMap(([post, name]) =>
    standing.ids(name).map((organisationId) => ({ post, organisationId })),
  );
  return { partyIds: [...new Set([caller.party.id, ...standing.ids('ownAuthorities')])], posts };
}
