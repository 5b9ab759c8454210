/** Why an access token was refused. Stable: clients and operators' dashboards may rely on these. */
export const TOKEN_REFUSAL_REASONS = [
  /** Not a signed token in compact form, too long, or not sent as `Bearer <token>`. */
  'malformed',
  /** Signed with an algorithm that is not on the allow-list, `none` included. */
  'algorithm',
  /** The header's `typ` is neither `at+jwt` nor `JWT`: an identity token, for example. */
  'type',
  /** The issuer publishes no such key. */
  'unknown_key',
  /** The signature does not fit the content. */
  'forged',
  'foreign_issuer',
  'foreign_audience',
  'expired',
  'not_yet_valid',
  /** A claim is missing, of the wrong form, or contradicts another one. */
  'claims',
] as const;
export type TokenRefusalReason = (typeof TOKEN_REFUSAL_REASONS)[number];

/**
 * The caller could not be established from what it sent. Answer 401. The message may be shown to the caller: it says
 * what to put right and never repeats any part of the token.
 */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';

  constructor(
    readonly reason: TokenRefusalReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * The issuer's keys cannot be had, so that nothing can be said about the token. Answer 503, not 401: a client that is
 * told to log in again would only add to the load on the issuer.
 */
export class IssuerUnavailableError extends Error {
  override readonly name = 'IssuerUnavailableError';
}

/** The verifier was configured in a way that cannot be safe. Thrown at start. */
export class AccessConfigurationError extends Error {
  override readonly name = 'AccessConfigurationError';
}

/** A policy rule that cannot be answered by a database query. A fault of the policy, not of the caller. */
export class UnsupportedRuleError extends Error {
  override readonly name = 'UnsupportedRuleError';
}
