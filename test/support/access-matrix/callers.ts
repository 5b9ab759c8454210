import type { Role } from '#platform/access';
import { deriveId } from '#platform/values';
import type { TestCaller } from '../service.js';

/** The authorities that the matrix knows. Dundee leads the partnership; Wakefield has nothing to do with it. */
export const HSE = deriveId('authority', 'HSE');
export const DUNDEE = deriveId('authority', 'S12000042');
export const WAKEFIELD = deriveId('authority', 'E08000036');
export const LACORS = deriveId('authority', 'LACORS');
export const HELA = deriveId('authority', 'HELA');

/** Appointed in the matrix's partnership: from Dundee and from HSE. */
export const ACCOUNT_MANAGER = deriveId('officer', 'account-manager');
export const SHADOW = deriveId('officer', 'shadow');

const authority = (name: string, kind: TestCaller['party']['kind'], id: string, role: Role): TestCaller => ({
  name: `${name} ${role}`,
  party: { kind, id },
  roles: [role],
});

const REGULATOR_ROLES: readonly Role[] = ['OFFICER', 'LEAD', 'REGISTRAR', 'COMMUNICATIONS_LEAD'];

/**
 * Every combination of party and role that a token can hold, those that stand in a relation to the organisation apart
 * from those that do not.
 * @param organisationId the organisation whose partnership Dundee leads
 * @param otherOrganisationId an organisation without a part in it
 */
export function matrixCallers(organisationId: string, otherOrganisationId: string): readonly TestCaller[] {
  return [
    ...REGULATOR_ROLES.map((role) => authority('HSE', 'HSE', HSE, role)),
    ...REGULATOR_ROLES.map((role) => authority('lead LA', 'LOCAL_AUTHORITY', DUNDEE, role)),
    ...REGULATOR_ROLES.map((role) => authority('other LA', 'LOCAL_AUTHORITY', WAKEFIELD, role)),
    ...REGULATOR_ROLES.map((role) => authority('LACORS', 'COORDINATING_BODY', LACORS, role)),
    ...(['LEAD', 'COMMUNICATIONS_LEAD'] as const).map((role) => authority('HELA', 'ADVISORY_BODY', HELA, role)),
    { ...authority('account manager', 'LOCAL_AUTHORITY', DUNDEE, 'OFFICER'), officerId: ACCOUNT_MANAGER },
    { ...authority('shadow', 'HSE', HSE, 'OFFICER'), officerId: SHADOW },
    ...(['REPRESENTATIVE', 'WORKER_REPRESENTATIVE', 'COMMUNICATIONS_LEAD'] as const).map((role) =>
      authority('organisation', 'ORGANISATION', organisationId, role),
    ),
    authority('other organisation', 'ORGANISATION', otherOrganisationId, 'REPRESENTATIVE'),
    authority('', 'AUDITOR', 'auditor', 'AUDITOR'),
    authority('', 'OPERATOR', 'operator', 'OPERATOR'),
  ].map((caller) => ({ ...caller, name: caller.name.trim() }));
}
