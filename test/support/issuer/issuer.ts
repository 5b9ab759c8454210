import { createServer, type RequestListener, type Server } from 'node:http';
import { SignJWT, type JWTHeaderParameters } from 'jose';
import { generateSigningKey, type SigningKey } from './signing-key.js';
import type { IssuerClient } from './issuer-client.js';
import { createProvider } from './provider.js';

export interface IssuerOptions {
  readonly clients: readonly IssuerClient[];
  /** Default `https://concordat.example/api`. */
  readonly audience?: string;
  /** Default one hour. */
  readonly tokenLifetimeSeconds?: number;
  /** Default a free port. */
  readonly port?: number;
}

export interface MintOptions {
  /** Replaces header parameters. */
  readonly header?: Partial<JWTHeaderParameters>;
  /** Signs with another key than the issuer's, under the issuer's key id: a forgery. */
  readonly key?: SigningKey;
}

/** An OpenID Connect issuer on this machine, for tests and for the demonstration. Nothing of it is kept on disk. */
export interface Issuer {
  /** The issuer's identifier and address. */
  readonly url: string;
  readonly audience: string;
  readonly tokenEndpoint: string;
  /** Asks for an access token over HTTP, as the client's own system would. */
  token(clientId: string): Promise<string>;
  /**
   * Signs any claims, for tokens that no issuer should issue. `iss`, `aud`, `iat` and `exp` are filled in; a claim
   * given as undefined is left out.
   */
  mint(claims: Readonly<Record<string, unknown>>, options?: MintOptions): Promise<string>;
  /** Signs with a new key from now on. The earlier keys stay published unless they are retired. */
  rotateKeys(options?: { readonly retire?: boolean }): Promise<void>;
  close(): Promise<void>;
}

export const DEFAULT_AUDIENCE = 'https://concordat.example/api';

export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const { clients, audience = DEFAULT_AUDIENCE, tokenLifetimeSeconds = 3600 } = options;
  let keys: readonly [SigningKey, ...SigningKey[]] = [await generateSigningKey()];
  let answer: RequestListener = (_request, response) => response.writeHead(503).end();
  // The provider needs its own address, and the address is known only once the server listens.
  const server = createServer((request, response) => answer(request, response));
  const url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  const serveKeys = (): void => {
    const signingKeys = keys.map(({ privateJwk }) => privateJwk);
    const callback = createProvider({ url, audience, tokenLifetimeSeconds, clients, signingKeys }).callback();
    answer = (request, response) => void callback(request, response);
  };
  serveKeys();

  return {
    url,
    audience,
    tokenEndpoint: `${url}/token`,
    token: async (clientId) => {
      const client = clients.find((candidate) => candidate.clientId === clientId);
      if (!client) throw new Error(`The issuer has no client ${clientId}; give it one when starting the issuer.`);
      return await requestToken(`${url}/token`, client, audience);
    },
    mint: async (claims, { header, key = keys[0] } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: url, aud: audience, iat: now, exp: now + tokenLifetimeSeconds, ...claims };
      return await new SignJWT(payload)
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: keys[0].kid, ...header })
        .sign(key.privateKey);
    },
    rotateKeys: async ({ retire = false } = {}) => {
      const next = await generateSigningKey();
      keys = retire ? [next] : [next, ...keys];
      serveKeys();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      });
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The issuer listens on no port.');
  return address.port;
}

async function requestToken(endpoint: string, client: IssuerClient, audience: string): Promise<string> {
  const credentials = [client.clientId, client.clientSecret].map(encodeURIComponent).join(':');
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience }),
  });
  const answer = (await response.json()) as { access_token?: unknown; error?: unknown; error_description?: unknown };
  if (typeof answer.access_token === 'string') return answer.access_token;
  throw new Error(
    `The issuer gave ${client.clientId} no token (${response.status}): ${String(answer.error_description ?? answer.error)}`,
  );
}
