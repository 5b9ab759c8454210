import { createRemoteJWKSet, errors, type CryptoKey, type JWTVerifyGetKey, type RemoteJWKSet } from 'jose';
import { z } from 'zod';
import { AccessConfigurationError, IssuerUnavailableError } from './access.errors.js';

export interface IssuerKeysOptions {
  /** The issuer's identifier, exactly as its tokens carry it in `iss`. */
  readonly issuer: string;
  /** Where the key set is. Found by OpenID Connect discovery when left out. */
  readonly jwksUri?: string;
  /** After this time the keys are fetched again, so that a withdrawn key stops working. Default 10 minutes. */
  readonly keysFreshForMs?: number;
  /** How long keys may be used while the issuer cannot be reached. Default 1 hour. */
  readonly keysUsableForMs?: number;
  /** The least time between two fetches, also when they fail and whatever key ids strangers send. Default 10 s. */
  readonly cooldownMs?: number;
  /** How long to wait for each answer of the issuer. Default 5 s. */
  readonly timeoutMs?: number;
  /** Allows an issuer over plain HTTP that is not on this machine. Never in production. Default false. */
  readonly allowHttp?: boolean;
  /** Milliseconds since the epoch. Default the system clock. */
  readonly now?: () => number;
  /** Told about a failed fetch that did not fail a request, because earlier keys are still usable. */
  readonly onFault?: (fault: IssuerUnavailableError) => void;
}

const discoveryDocument = z.object({ issuer: z.string(), jwks_uri: z.string() });

/** The issuer's public keys: fetched once by all callers together, kept, and fetched again when keys rotate. */
export class IssuerKeys {
  readonly #options: Required<Omit<IssuerKeysOptions, 'jwksUri' | 'onFault'>> & IssuerKeysOptions;
  #keys: { readonly find: RemoteJWKSet; readonly fetchedAt: number } | undefined;
  #attemptedAt = Number.NEGATIVE_INFINITY;
  #fault: IssuerUnavailableError | undefined;
  #fetching: Promise<void> | undefined;

  constructor(options: IssuerKeysOptions) {
    this.#options = {
      ...options,
      keysFreshForMs: options.keysFreshForMs ?? 600_000,
      keysUsableForMs: options.keysUsableForMs ?? 3_600_000,
      cooldownMs: options.cooldownMs ?? 10_000,
      timeoutMs: options.timeoutMs ?? 5_000,
      allowHttp: options.allowHttp ?? false,
      now: options.now ?? Date.now,
    };
    this.#checkUrl('issuer', options.issuer);
    if (options.jwksUri !== undefined) this.#checkUrl('key set', options.jwksUri);
  }

  /**
   * The key that a token's header names. Fits jose's `jwtVerify`.
   * @throws {IssuerUnavailableError} when there are no usable keys, or an unknown key cannot be looked for.
   * @throws {errors.JWKSNoMatchingKey} when the issuer publishes no such key.
   */
  readonly find: JWTVerifyGetKey<CryptoKey> = async (header, token) => {
    const keys = await this.#usableKeys();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (this.#coolingDown()) throw this.#fault ?? error;
      return await (
        await this.#fetch()
      )(header, token);
    }
  };

  async #usableKeys(): Promise<RemoteJWKSet> {
    const { now, keysFreshForMs, keysUsableForMs, onFault } = this.#options;
    const keys = this.#keys;
    const age = keys ? now() - keys.fetchedAt : Number.POSITIVE_INFINITY;
    if (keys && age < keysFreshForMs) return keys.find;
    const usable = keys && age < keysUsableForMs ? keys.find : undefined;
    if (this.#coolingDown()) {
      if (usable) return usable;
      if (this.#fault) throw this.#fault;
    }
    try {
      return await this.#fetch();
    } catch (error) {
      if (!usable || !(error instanceof IssuerUnavailableError)) throw error;
      onFault?.(error);
      return usable;
    }
  }

  #coolingDown(): boolean {
    return this.#fetching === undefined && this.#options.now() - this.#attemptedAt < this.#options.cooldownMs;
  }

  async #fetch(): Promise<RemoteJWKSet> {
    this.#fetching ??= this.#fetchOnce().finally(() => (this.#fetching = undefined));
    await this.#fetching;
    if (!this.#keys) throw this.#fault ?? new IssuerUnavailableError('The token issuer gave no keys.');
    return this.#keys.find;
  }

  async #fetchOnce(): Promise<void> {
    const { now, timeoutMs, jwksUri } = this.#options;
    this.#attemptedAt = now();
    try {
      const uri = jwksUri ?? (await this.#discover());
      // When to fetch is decided here, by one clock, and failures cool down as well; jose does the fetching.
      const find = createRemoteJWKSet(new URL(uri), {
        timeoutDuration: timeoutMs,
        cooldownDuration: Number.POSITIVE_INFINITY,
        cacheMaxAge: Number.POSITIVE_INFINITY,
      });
      await find.reload();
      this.#keys = { find, fetchedAt: now() };
      this.#fault = undefined;
    } catch (cause) {
      this.#fault =
        cause instanceof IssuerUnavailableError
          ? cause
          : new IssuerUnavailableError(`The keys of the token issuer ${this.#options.issuer} cannot be fetched.`, {
              cause,
            });
      throw this.#fault;
    }
  }

  async #discover(): Promise<string> {
    const { issuer, timeoutMs } = this.#options;
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    if (response.status !== 200) {
      throw new IssuerUnavailableError(`The token issuer answered ${response.status} at ${url}.`);
    }
    const document = discoveryDocument.safeParse(await response.json());
    if (!document.success) {
      throw new IssuerUnavailableError(`The answer at ${url} is not an OpenID Connect discovery document.`);
    }
    // OpenID Connect Discovery 1.0, section 4.3: a document for another issuer must not be used.
    if (document.data.issuer !== issuer) {
      throw new IssuerUnavailableError(`The document at ${url} is for another issuer than the one configured.`);
    }
    try {
      this.#checkUrl('key set', document.data.jwks_uri);
    } catch (cause) {
      throw new IssuerUnavailableError(`The document at ${url} names a key set that cannot be used.`, { cause });
    }
    return document.data.jwks_uri;
  }

  #checkUrl(what: string, text: string): void {
    const url = URL.parse(text);
    if (!url) throw new AccessConfigurationError(`The address of the ${what} is not a URL.`);
    const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
    if (url.protocol === 'https:' || (url.protocol === 'http:' && (isLocal || this.#options.allowHttp))) return;
    throw new AccessConfigurationError(
      `The address of the ${what} must begin with https, unless it is on this machine.`,
    );
  }
}
