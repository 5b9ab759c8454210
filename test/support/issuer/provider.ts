import type { JWK } from 'jose';
import Provider, { errors, type Adapter, type Configuration } from 'oidc-provider';
import type { IssuerClient } from './issuer-client.js';

export interface ProviderSettings {
  readonly url: string;
  readonly audience: string;
  readonly tokenLifetimeSeconds: number;
  readonly clients: readonly IssuerClient[];
  /** The private keys; the first one signs. */
  readonly signingKeys: readonly JWK[];
}

/**
 * `oidc-provider` cut down to client credentials and signed access tokens. Keys, clients, store and the development
 * screens are all configured, so that it has nothing to warn about.
 */
export function createProvider(settings: ProviderSettings): Provider {
  const { url, audience, signingKeys, clients, tokenLifetimeSeconds } = settings;
  const claimsOf = new Map(clients.map(({ clientId, claims }) => [clientId, claims]));
  const configuration: Configuration = {
    adapter: () => NOTHING_IS_STORED,
    jwks: { keys: signingKeys.map((key) => ({ ...key })) },
    clients: clients.map(({ clientId, clientSecret }) => ({
      client_id: clientId,
      client_secret: clientSecret,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    })),
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: (_context, resource) => {
          if (resource !== audience) throw new errors.InvalidTarget();
          return {
            scope: '',
            audience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: tokenLifetimeSeconds,
            jwt: { sign: { alg: 'ES256', kid: signingKeys[0]?.kid } },
          };
        },
      },
    },
    ttl: { ClientCredentials: tokenLifetimeSeconds },
    formats: {
      customizers: {
        // Not `extraTokenClaims`: that one cannot set the subject.
        jwt: (_context, token, parts) => {
          const claims = claimsOf.get(token.clientId ?? '');
          parts.payload = { ...parts.payload, ...claims };
        },
      },
    },
  };
  return new Provider(url, configuration);
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('This issuer gives out signed tokens only and stores nothing.'));
}

const NOTHING_IS_STORED: Adapter = {
  upsert: refuse,
  consume: refuse,
  destroy: refuse,
  revokeByGrantId: refuse,
  find: () => Promise.resolve(undefined),
  findByUid: () => Promise.resolve(undefined),
  findByUserCode: () => Promise.resolve(undefined),
};
