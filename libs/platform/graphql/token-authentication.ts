import {
  bearerChallenge,
  IssuerUnavailableError,
  readBearerToken,
  TokenRefusedError,
  type Caller,
  type TokenVerifier,
} from '#platform/access';
import { applicationError } from './application-error.js';
import type { Authentication } from './authentication.js';

/** Authenticates by access token. Every request needs one: the record has no public part. */
export class TokenAuthentication implements Authentication {
  constructor(private readonly verifier: TokenVerifier) {}

  async authenticate(authorization: string | undefined): Promise<Caller> {
    try {
      const token = readBearerToken(authorization);
      if (token === undefined) throw unauthenticated('Send an access token: Authorization: Bearer <token>.');
      return await this.verifier.verify(token);
    } catch (error) {
      if (error instanceof TokenRefusedError) throw unauthenticated(error.message, error);
      if (error instanceof IssuerUnavailableError) {
        throw applicationError('UNAVAILABLE', 'The token issuer cannot be reached. Try again shortly.', {
          http: { status: 503 },
        });
      }
      throw error;
    }
  }
}

function unauthenticated(message: string, refusal?: TokenRefusedError) {
  const headers = new Map([['www-authenticate', bearerChallenge(refusal)]]);
  return applicationError('UNAUTHENTICATED', message, { http: { status: 401, headers } });
}
