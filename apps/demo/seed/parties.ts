import type { Caller, PartyKind, Role } from '#platform/access';
import { deriveId, type IdOf } from '#platform/values';
import { authorityIdOf } from '#domain/regulators';

/** The parties of the demonstration. People are role labels: no individual of the pilot is named. */

export const AUTHORITIES = {
  hse: authorityIdOf('HSE'),
  lacors: authorityIdOf('LACORS'),
  hela: authorityIdOf('HELA'),
  calderdale: authorityIdOf('E08000033'),
  wakefield: authorityIdOf('E08000036'),
  eastleigh: authorityIdOf('E07000086'),
  dundee: authorityIdOf('S12000042'),
  fife: authorityIdOf('S12000047'),
  somersetWest: authorityIdOf('E07000246'),
  somerset: authorityIdOf('E06000066'),
} as const;

export type AuthorityKey = keyof typeof AUTHORITIES;

const KINDS: Readonly<Record<AuthorityKey, PartyKind>> = {
  hse: 'HSE',
  lacors: 'COORDINATING_BODY',
  hela: 'ADVISORY_BODY',
  calderdale: 'LOCAL_AUTHORITY',
  wakefield: 'LOCAL_AUTHORITY',
  eastleigh: 'LOCAL_AUTHORITY',
  dundee: 'LOCAL_AUTHORITY',
  fife: 'LOCAL_AUTHORITY',
  somersetWest: 'LOCAL_AUTHORITY',
  somerset: 'LOCAL_AUTHORITY',
};

export function officerIdOf(label: string): IdOf<'officer'> {
  return deriveId('officer', 'demonstration', label);
}

/** Somebody of an authority, with these roles; an officer of the register when a label is given. */
export function person(authority: AuthorityKey, roles: readonly Role[], officerLabel?: string): Caller {
  return {
    party: { kind: KINDS[authority], id: AUTHORITIES[authority] },
    subject: `demonstration-${slug(officerLabel ?? `${authority} ${roles.join(' ')}`)}`,
    roles: new Set(roles),
    client: 'demonstration',
    ...(officerLabel === undefined ? {} : { officerId: officerIdOf(officerLabel) }),
  };
}

export function representative(organisationId: string, role: Role = 'REPRESENTATIVE'): Caller {
  return {
    party: { kind: 'ORGANISATION', id: organisationId },
    subject: `demonstration-${organisationId}-${role.toLowerCase()}`,
    roles: new Set([role]),
    client: 'demonstration',
  };
}

export const HSE_REGISTRAR = person('hse', ['REGISTRAR']);

function slug(label: string): string {
  return label.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
