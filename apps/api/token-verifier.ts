import { TokenVerifier } from '#platform/access';
import type { FaultLog } from '#platform/graphql';
import type { Configuration } from '#platform/service';

/**
 * Checks the tokens of the configured issuer, and tells the log while the issuer cannot be reached: requests still
 * succeed then, for an hour, so that nothing else would tell.
 * @param now milliseconds since the epoch
 */
export function tokenVerifier(oidc: Configuration['oidc'], log: Pick<FaultLog, 'warn'>, now = Date.now): TokenVerifier {
  return new TokenVerifier({
    ...oidc,
    now,
    onFault: (fault) =>
      log.warn({ err: fault }, 'The keys of the token issuer cannot be fetched; earlier ones are used'),
  });
}
