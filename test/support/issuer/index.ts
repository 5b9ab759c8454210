export {
  DEFAULT_AUDIENCE,
  startIssuer,
  type ClientClaims,
  type Issuer,
  type IssuerClient,
  type IssuerOptions,
  type MintOptions,
} from './issuer.js';
export { generateSigningKey, type SigningKey } from './signing-key.js';
