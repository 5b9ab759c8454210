import { TokenRefusedError } from './access.errors.js';

/** Longest token that is looked at: 8 KiB, the size at which proxies refuse header fields anyway. */
export const MAX_TOKEN_LENGTH = 8 * 1024;

// RFC 6750, section 2.1: exactly one space, then a b64token.
const BEARER = /^bearer ([A-Za-z0-9\-._~+/]+=*)$/i;

/**
 * Reads the token from the value of the Authorization header. Undefined when there is no header: the caller is
 * anonymous.
 * @throws {TokenRefusedError} `malformed` when there is a header that is not exactly one bearer token.
 */
export function readBearerToken(authorization: string | readonly string[] | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  if (typeof authorization !== 'string') {
    throw new TokenRefusedError('malformed', 'Send the Authorization header once only.');
  }
  if (authorization.length > MAX_TOKEN_LENGTH + 'Bearer '.length) {
    throw new TokenRefusedError('malformed', `The access token is longer than ${MAX_TOKEN_LENGTH} characters.`);
  }
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) {
    throw new TokenRefusedError('malformed', 'The Authorization header must be: Bearer, one space, one access token.');
  }
  return token;
}

/**
 * The value of the WWW-Authenticate header for a 401 answer (RFC 6750, section 3): without an error for a caller that
 * sent no token.
 */
export function bearerChallenge(refusal?: TokenRefusedError): string {
  if (!refusal) return 'Bearer realm="concordat"';
  // Within a quoted string these two characters would need escaping, which RFC 6750 does not allow here.
  const description = refusal.message.replaceAll(/["\\]/g, "'");
  return `Bearer realm="concordat", error="invalid_token", error_description="${description}"`;
}
