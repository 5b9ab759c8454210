import { hash } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { AccessConfigurationError } from './access.errors.js';
import { MAX_TOKEN_LENGTH } from './bearer-token.js';
import type { Caller } from './caller.js';
import { IssuerKeys, type IssuerKeysOptions } from './issuer-keys.js';
import { callerFromClaims } from './token-claims.js';
import { refusalFor, refusalOf } from './token-refusals.js';

/** Asymmetric algorithms only: with a shared secret, whoever can verify a token could make one. */
export const TOKEN_ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA', 'Ed25519'] as const;
export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number];

export interface TokenVerifierOptions extends IssuerKeysOptions {
  /** What the token's `aud` must contain. */
  readonly audience: string;
  /** Default ES256, RS256, PS256 and EdDSA. */
  readonly algorithms?: readonly TokenAlgorithm[];
  /** How far the clocks of issuer and service may differ. Default 5 seconds. */
  readonly clockToleranceSeconds?: number;
  /** How many verified tokens are remembered. Default 10,000. */
  readonly rememberedTokens?: number;
  /** A remembered token is verified again after this time, so that a withdrawn key stops working. Default 5 minutes. */
  readonly rememberForMs?: number;
}

interface VerifiedToken {
  readonly caller: Caller;
  /** Milliseconds since the epoch; from this moment on the entry is not used. */
  readonly until: number;
}

const DEFAULT_ALGORITHMS: readonly TokenAlgorithm[] = ['ES256', 'RS256', 'PS256', 'EdDSA'];
const ACCEPTED_TYPES = ['at+jwt', 'jwt'];

/**
 * Turns access tokens into callers. A token is verified once and then remembered by its SHA-256, so that a later
 * request costs one hash, and the service's memory holds no token that could be used elsewhere.
 */
export class TokenVerifier {
  readonly #keys: IssuerKeys;
  readonly #verified: LRUCache<string, VerifiedToken>;
  readonly #options: TokenVerifierOptions & { readonly now: () => number };
  readonly #algorithms: readonly TokenAlgorithm[];
  readonly #toleranceSeconds: number;

  constructor(options: TokenVerifierOptions) {
    this.#options = { ...options, now: options.now ?? Date.now };
    this.#algorithms = options.algorithms ?? DEFAULT_ALGORITHMS;
    this.#toleranceSeconds = options.clockToleranceSeconds ?? 5;
    const unknown = this.#algorithms.filter((algorithm) => !TOKEN_ALGORITHMS.includes(algorithm));
    if (this.#algorithms.length === 0 || unknown.length > 0) {
      throw new AccessConfigurationError(
        `Token algorithms must be among ${TOKEN_ALGORITHMS.join(', ')}, at least one.`,
      );
    }
    if (options.audience === '') throw new AccessConfigurationError('The audience of the tokens must not be empty.');
    this.#keys = new IssuerKeys(options);
    this.#verified = new LRUCache({ max: options.rememberedTokens ?? 10_000 });
  }

  /**
   * @throws {TokenRefusedError} when the token does not establish a caller; its `reason` says why.
   * @throws {IssuerUnavailableError} when the issuer's keys cannot be had; the token may be good.
   */
  async verify(token: string): Promise<Caller> {
    if (token.length > MAX_TOKEN_LENGTH) throw refusalFor('malformed');
    const digest = hash('sha256', token, 'base64');
    const known = this.#verified.get(digest);
    if (known && this.#options.now() < known.until) return known.caller;
    this.#verified.delete(digest);
    const verified = await this.#verifyAfresh(token);
    this.#verified.set(digest, verified);
    return verified.caller;
  }

  async #verifyAfresh(token: string): Promise<VerifiedToken> {
    this.#checkUnsigned(token);
    const { now, issuer, audience, rememberForMs = 300_000 } = this.#options;
    const startedAt = now();
    try {
      const { payload } = await jwtVerify(token, this.#keys.find, {
        algorithms: [...this.#algorithms],
        issuer,
        audience,
        requiredClaims: ['exp'],
        clockTolerance: this.#toleranceSeconds,
        currentDate: new Date(startedAt),
      });
      // Present: it is among the required claims. In jose a token is good while floor(now) < exp + tolerance.
      const expiresAt = Math.ceil((payload.exp ?? 0) + this.#toleranceSeconds) * 1000;
      return { caller: callerFromClaims(payload), until: Math.min(expiresAt, startedAt + rememberForMs) };
    } catch (error) {
      throw error instanceof errors.JOSEError ? refusalOf(error) : error;
    }
  }

  /**
   * Refuses on what the token says of itself, before any key is looked for: a token of another issuer must not make
   * this service fetch keys. Nothing is ever accepted on this ground.
   */
  #checkUnsigned(token: string): void {
    let type: string | undefined;
    let algorithm: string | undefined;
    let issuer: string | undefined;
    try {
      ({ typ: type, alg: algorithm } = decodeProtectedHeader(token));
      ({ iss: issuer } = decodeJwt(token));
    } catch (cause) {
      throw refusalFor('malformed', { cause });
    }
    if (!this.#algorithms.some((allowed) => allowed === algorithm)) throw refusalFor('algorithm');
    const mediaType = typeof type === 'string' ? type.toLowerCase().replace(/^application\//, '') : '';
    if (!ACCEPTED_TYPES.includes(mediaType)) throw refusalFor('type');
    if (issuer !== this.#options.issuer) throw refusalFor('foreign_issuer');
  }
}
