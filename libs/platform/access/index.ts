export { PARTY_KINDS, ROLES, type Caller, type Party, type PartyKind, type Role } from './caller.js';
export {
  buildAbility,
  NO_STANDING,
  permits,
  type Ability,
  type Allow,
  type PolicyContribution,
  type Standing,
} from './policy.js';
export {
  AccessConfigurationError,
  IssuerUnavailableError,
  TOKEN_REFUSAL_REASONS,
  TokenRefusedError,
  UnsupportedRuleError,
  type TokenRefusalReason,
} from './access.errors.js';
export { CONSTANT_PARTY_IDS, PARTIES_WITH_OFFICERS, ROLES_OF_PARTIES } from './roles-of-parties.js';
export { systemCaller, SYSTEM_SUBJECT_PREFIX } from './system-caller.js';
export { bearerChallenge, MAX_TOKEN_LENGTH, readBearerToken } from './bearer-token.js';
export { TOKEN_ALGORITHMS, TokenVerifier, type TokenAlgorithm, type TokenVerifierOptions } from './token-verifier.js';
export { type IssuerKeysOptions } from './issuer-keys.js';
export { visibleRanges, type Range } from './visible-ranges.js';
export { visibleRows, type VisibleRowsOptions } from './visible-rows.js';
