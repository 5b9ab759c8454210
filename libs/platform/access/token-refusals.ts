import { errors } from 'jose';
import { TokenRefusedError, type TokenRefusalReason } from './access.errors.js';

const MESSAGES: Readonly<Record<TokenRefusalReason, string>> = {
  malformed: 'The access token is not a signed JSON Web Token in compact form.',
  algorithm: 'The access token is signed with an algorithm that is not accepted here.',
  type: 'The token is not an access token: its typ must be at+jwt or JWT.',
  unknown_key: 'The access token is signed with a key that its issuer does not publish. Ask for a new one.',
  forged: 'The signature of the access token does not fit its content.',
  foreign_issuer: 'The access token comes from an issuer that is not accepted here.',
  foreign_audience: 'The access token is meant for another service. Ask for one with the audience of this service.',
  expired: 'The access token has expired. Ask for a new one.',
  not_yet_valid: 'The access token is not valid yet. Check the clocks of the issuer and of this service.',
  claims: 'The access token lacks a claim or carries one in the wrong form.',
};

export function refusalFor(reason: TokenRefusalReason, options?: ErrorOptions): TokenRefusedError {
  return new TokenRefusedError(reason, MESSAGES[reason], options);
}

/**
 * What a fault found by jose means to the caller. The fault is not kept as the cause: it holds the token's payload,
 * which must not reach a log.
 */
export function refusalOf(fault: errors.JOSEError): TokenRefusedError {
  if (fault instanceof errors.JWTExpired) return refusalFor('expired');
  if (fault instanceof errors.JWTClaimValidationFailed) return claimRefusal(fault);
  if (fault instanceof errors.JOSEAlgNotAllowed) return refusalFor('algorithm');
  if (fault instanceof errors.JWSSignatureVerificationFailed) return refusalFor('forged');
  if (fault instanceof errors.JWKSNoMatchingKey || fault instanceof errors.JWKSMultipleMatchingKeys) {
    return refusalFor('unknown_key');
  }
  return refusalFor('malformed');
}

function claimRefusal({ claim, reason }: errors.JWTClaimValidationFailed): TokenRefusedError {
  if (claim === 'iss') return refusalFor('foreign_issuer');
  if (claim === 'aud') return refusalFor('foreign_audience');
  if (claim === 'nbf' && reason === 'check_failed') return refusalFor('not_yet_valid');
  const fault = reason === 'missing' ? 'is missing' : 'must be a number of seconds';
  return new TokenRefusedError('claims', `The access token cannot be used: ${claim} ${fault}.`);
}
