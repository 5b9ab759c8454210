export { type ClientClaims, type IssuerClient } from './issuer-client.js';
export { DEFAULT_AUDIENCE, startIssuer, type Issuer, type IssuerOptions, type MintOptions } from './issuer.js';
export { generateSigningKey, type SigningKey } from './signing-key.js';
