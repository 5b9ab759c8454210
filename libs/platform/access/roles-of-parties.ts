import type { PartyKind, Role } from './caller.js';

const REGULATOR: readonly Role[] = ['OFFICER', 'LEAD', 'REGISTRAR', 'COMMUNICATIONS_LEAD', 'DATA_PROTECTION_LEAD'];

/**
 * The roles that make sense for each kind of party. A token with any other combination is refused: it can only be a
 * mistake of the issuer's configuration, and a mistake must not read as a permission.
 *
 * - An advisory body speaks and agrees wording, and keeps no register and visits nobody.
 * - An organisation is represented; it has no officers and no `LEAD`.
 * - An auditor and an operator can be nothing else besides, so that neither reads case content in another role.
 */
export const ROLES_OF_PARTIES: Readonly<Record<PartyKind, readonly Role[]>> = {
  HSE: REGULATOR,
  LOCAL_AUTHORITY: REGULATOR,
  COORDINATING_BODY: REGULATOR,
  ADVISORY_BODY: ['LEAD', 'COMMUNICATIONS_LEAD'],
  ORGANISATION: ['REPRESENTATIVE', 'WORKER_REPRESENTATIVE', 'COMMUNICATIONS_LEAD'],
  AUDITOR: ['AUDITOR'],
  OPERATOR: ['OPERATOR'],
};

/** Kinds whose people can be in the regulators' register, and whose tokens may name an officer. */
export const PARTIES_WITH_OFFICERS: readonly PartyKind[] = [
  'HSE',
  'LOCAL_AUTHORITY',
  'COORDINATING_BODY',
  'ADVISORY_BODY',
];

/** Parties that exist once and have no stream: their id is a constant. */
export const CONSTANT_PARTY_IDS: Readonly<Partial<Record<PartyKind, string>>> = {
  AUDITOR: 'auditor',
  OPERATOR: 'operator',
};
