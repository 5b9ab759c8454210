/** Those in a partnership's posts, and whether the account manager is away. */
export interface Posts<Post> {
  readonly accountManager: Post | null;
  readonly shadow: Post | null;
  readonly accountManagerAbsent: boolean;
}

/**
 * Who answers for an active partnership at the moment: the account manager; the shadow while there is none or the
 * account manager is away. `undefined`: nobody, so that its lead authority does.
 */
export function actingOfficer<Post>({
  accountManager,
  shadow,
  accountManagerAbsent,
}: Posts<Post>): { readonly capacity: 'ACCOUNT_MANAGER' | 'SHADOW'; readonly post: Post } | undefined {
  if (accountManager !== null && !accountManagerAbsent) return { capacity: 'ACCOUNT_MANAGER', post: accountManager };
  return shadow === null ? undefined : { capacity: 'SHADOW', post: shadow };
}
