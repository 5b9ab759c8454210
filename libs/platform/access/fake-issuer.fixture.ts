import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTHeaderParameters } from 'jose';

/** A key of any algorithm under any name. */
export interface FakeKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function makeKey(kid: string, alg = 'ES256'): Promise<FakeKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/**
 * An issuer that can misbehave: it counts what is fetched, can be down, and can publish anything. The well-behaved
 * one, which is a real OpenID Connect server, is in `test/support/issuer`.
 */
export class FakeIssuer {
  keys: FakeKey[] = [];
  readonly fetched = { discovery: 0, keySet: 0 };
  /** What the server answers instead of the documents. */
  fault: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  discoveryDocument: () => unknown = () => ({ issuer: this.url, jwks_uri: this.keySetUrl });
  readonly #server = createServer((request, response) => this.#answer(request, response));
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get keySetUrl(): string {
    return `${this.url}/keys`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async sign(
    key: FakeKey,
    claims: Readonly<Record<string, unknown>>,
    header: Partial<JWTHeaderParameters> = {},
  ): Promise<string> {
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'at+jwt', ...header })
      .sign(key.privateKey);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const isDiscovery = request.url === '/.well-known/openid-configuration';
    this.fetched[isDiscovery ? 'discovery' : 'keySet'] += 1;
    if (this.fault) return this.fault(request, response);
    const document = isDiscovery ? this.discoveryDocument() : { keys: this.keys.map(({ publicJwk }) => publicJwk) };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
  }
}
