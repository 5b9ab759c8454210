/**
 * Who is asking. A caller comes from a verified access token (`token-verifier.ts`) or, for a durable process or an
 * import at the console, from `systemCaller`.
 */

export const PARTY_KINDS = [
  'HSE',
  'LOCAL_AUTHORITY',
  'COORDINATING_BODY',
  'ADVISORY_BODY',
  'ORGANISATION',
  'AUDITOR',
  'OPERATOR',
] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/**
 * A party to the record. `id` is the authority's or the organisation's id (its stream name); an auditor and an
 * operator have the constant ids `auditor` and `operator`.
 */
export interface Party {
  readonly kind: PartyKind;
  readonly id: string;
}

export const ROLES = [
  /** Contacts organisations on behalf of a regulator. */
  'OFFICER',
  /** Speaks for its party: proposes, agrees, appoints, suspends, concludes. */
  'LEAD',
  /** Keeps the registers: authorities, organisations, sites, allocation, directory; imports. */
  'REGISTRAR',
  /** Agrees the wording of messages for its party. */
  'COMMUNICATIONS_LEAD',
  /** Decides for its party on the personal data that it answers for: erasures, retention, subject access. */
  'DATA_PROTECTION_LEAD',
  /** Acts for an organisation within its own partnership. */
  'REPRESENTATIVE',
  /** Speaks for the workers of an organisation; acknowledges progress. */
  'WORKER_REPRESENTATIVE',
  /** Reads everything, changes nothing. */
  'AUDITOR',
  /** Runs the service: projections, dead letters; sees no case content. */
  'OPERATOR',
] as const;
export type Role = (typeof ROLES)[number];

export interface Caller {
  readonly party: Party;
  /** The token's subject: a person, or a client system acting for its party. Stable, never a name. */
  readonly subject: string;
  readonly roles: ReadonlySet<Role>;
  /** The officer this person is in the regulators' register, when the token says so (`officer-<uuid>`). */
  readonly officerId?: string;
  /** The client system that sent the request (`client_id` or `azp`). */
  readonly client: string;
  /**
   * Set only by `systemCaller`: a durable process or the console, which acts for the service itself. No token can
   * carry it, so that a policy contribution may rely on it.
   */
  readonly system?: true;
}
