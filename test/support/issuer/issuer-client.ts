/** What the tokens of a client say about whom it acts for, besides the claims that the issuer sets itself. */
export interface ClientClaims {
  readonly concordat_party: { readonly kind: string; readonly id: string };
  readonly concordat_roles: readonly string[];
  readonly concordat_officer?: string;
  /** The token's subject. Default the client's id. */
  readonly sub?: string;
}

export interface IssuerClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly claims: ClientClaims;
}
