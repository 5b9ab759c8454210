import { authorityIdOf } from '#domain/regulators';
import type { Caller, PartyKind, Role } from '#platform/access';
import { deriveId } from '#platform/values';

/** Who made the synthetic record, and who asks. */

export const ORGANISATION_ID = deriveId('organisation', 'bench');
export const HSE_ID = authorityIdOf('HSE');
export const DUNDEE_ID = authorityIdOf('S12000042');
export const ANGUS_ID = authorityIdOf('S12000041');

function caller(kind: PartyKind, id: string, roles: readonly Role[], officerId?: string): Caller {
  const known = { party: { kind, id }, subject: `${kind} ${roles.join()}`, roles: new Set(roles), client: 'bench' };
  return officerId === undefined ? known : { ...known, officerId };
}

export const HSE_OFFICER_ID = deriveId('officer', 'bench-hse');
export const DUNDEE_OFFICER_ID = deriveId('officer', 'bench-dundee');
export const ANGUS_OFFICER_ID = deriveId('officer', 'bench-angus');

export const HSE_REGISTRAR = caller('HSE', HSE_ID, ['REGISTRAR', 'LEAD']);
export const DUNDEE_LEAD = caller('LOCAL_AUTHORITY', DUNDEE_ID, ['LEAD']);
/** The account manager, in the post for Dundee. */
export const DUNDEE_OFFICER = caller('LOCAL_AUTHORITY', DUNDEE_ID, ['OFFICER'], DUNDEE_OFFICER_ID);
export const REPRESENTATIVE = caller('ORGANISATION', ORGANISATION_ID, ['REPRESENTATIVE']);
export const HSE_INSPECTOR = caller('HSE', HSE_ID, ['OFFICER'], HSE_OFFICER_ID);
/** The officer of a neighbouring council, who asks before contacting the organisation. */
export const ANGUS_OFFICER = caller('LOCAL_AUTHORITY', ANGUS_ID, ['OFFICER'], ANGUS_OFFICER_ID);
