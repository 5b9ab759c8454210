import { readBearerToken, type Caller, type TokenVerifier } from '#platform/access';
import type { Authentication } from './authentication.js';
import { unauthenticated } from './errors/index.js';

/** Authenticates by access token. Every request needs one: the record has no public part. */
export class TokenAuthentication implements Authentication {
  constructor(private readonly verifier: TokenVerifier) {}

  /** @throws TokenRefusedError, IssuerUnavailableError, or an UNAUTHENTICATED error when there is no token */
  async authenticate(authorization: string | undefined): Promise<Caller> {
    const token = readBearerToken(authorization);
    if (token === undefined) throw unauthenticated('Send an access token: Authorization: Bearer <token>.');
    return this.verifier.verify(token);
  }
}
