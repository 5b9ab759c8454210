import type { PartyKind, Role } from '#platform/access';
import type { PartyRegister } from '#platform/as-at';
import { organisationById } from './organisations/index.js';
import { authorityById, officerById, rolesOf, type AuthorityKind } from './regulators/index.js';

const KINDS: Readonly<Record<AuthorityKind, PartyKind | undefined>> = {
  HSE: 'HSE',
  HSE_DIVISION: 'HSE',
  LOCAL_AUTHORITY: 'LOCAL_AUTHORITY',
  COORDINATING_BODY: 'COORDINATING_BODY',
  ADVISORY_BODY: 'ADVISORY_BODY',
  OTHER_BODY: undefined,
};

/** What an officer does for the authority, where it stands for more than `OFFICER`. */
const ROLES: Readonly<Record<string, readonly Role[]>> = {
  HEALTH_AND_SAFETY_LEAD: ['LEAD', 'OFFICER'],
  COMMUNICATIONS_LEAD: ['COMMUNICATIONS_LEAD', 'OFFICER'],
};

/** Who is which party, by the registers of authorities, officers and organisations. */
export const partyRegister: PartyRegister = {
  async officer(session, id) {
    const officer = (await officerById.load(session, [id])).get(id);
    if (!officer || (officer.leftOn !== null && officer.leftOn <= session.today)) return undefined;
    const kind = await kindOfAuthority(session, officer.authorityId);
    if (!kind) return undefined;
    const held = (await rolesOf.load(session, [id])).get(id) ?? [];
    const inForce = held.filter(({ since, until }) => since <= session.today && (until ?? '9') > session.today);
    const roles = new Set<Role>(['OFFICER', ...inForce.flatMap(({ role }) => ROLES[role] ?? [])]);
    return { party: { kind, id: officer.authorityId }, roles: [...roles] };
  },

  async kindOfParty(session, id) {
    if (!id.startsWith('organisation-')) return kindOfAuthority(session, id);
    return (await organisationById.load(session, [id])).has(id) ? 'ORGANISATION' : undefined;
  },
};

async function kindOfAuthority(
  session: Parameters<PartyRegister['kindOfParty']>[0],
  id: string,
): Promise<PartyKind | undefined> {
  const authority = (await authorityById.load(session, [id])).get(id);
  return authority && KINDS[authority.kind];
}
