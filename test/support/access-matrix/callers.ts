import type { Role } from '#platform/access';
import { deriveId } from '#platform/values';
import type { TestCaller } from '../service.js';

/**
 * The authorities that the matrix knows. Dundee leads the partnerships; Fife led earlier ones with the same
 * organisations; Wakefield has nothing to do with them.
 */
export const HSE = deriveId('authority', 'HSE');
export const DUNDEE = deriveId('authority', 'S12000042');
export const WAKEFIELD = deriveId('authority', 'E08000036');
export const FIFE = deriveId('authority', 'S12000047');
export const LACORS = deriveId('authority', 'LACORS');
export const HELA = deriveId('authority', 'HELA');

/** Idempotency keys of the registrations from which the ids of the officers in post follow. */
export const ACCOUNT_MANAGER_KEY = '6b0c43dc-7f0e-4c8e-9a6f-3f8c7c1a0001';
export const SHADOW_KEY = '6b0c43dc-7f0e-4c8e-9a6f-3f8c7c1a0002';

/** Appointed in the matrix's partnerships: from Dundee and from HSE. */
export const ACCOUNT_MANAGER = deriveId('officer', ACCOUNT_MANAGER_KEY);
export const SHADOW = deriveId('officer', SHADOW_KEY);

/** Keeps every register and speaks for HSE: makes what the cases need. */
export const MAKER: TestCaller = { name: 'maker', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR', 'LEAD'] };

const caller = (name: string, kind: TestCaller['party']['kind'], id: string, role: Role): TestCaller => ({
  name: `${name} ${role}`.trim(),
  party: { kind, id },
  roles: [role],
});

const REGULATOR_ROLES: readonly Role[] = [
  'OFFICER',
  'LEAD',
  'REGISTRAR',
  'COMMUNICATIONS_LEAD',
  'DATA_PROTECTION_LEAD',
];

/** Callers who are the same for every object: they stand in a relation to it by authority or by appointment. */
const REGULATORS: readonly TestCaller[] = [
  ...REGULATOR_ROLES.map((role) => caller('HSE', 'HSE', HSE, role)),
  ...REGULATOR_ROLES.map((role) => caller('lead LA', 'LOCAL_AUTHORITY', DUNDEE, role)),
  ...REGULATOR_ROLES.map((role) => caller('other LA', 'LOCAL_AUTHORITY', WAKEFIELD, role)),
  caller('former lead LA', 'LOCAL_AUTHORITY', FIFE, 'LEAD'),
  ...REGULATOR_ROLES.map((role) => caller('LACORS', 'COORDINATING_BODY', LACORS, role)),
  ...(['LEAD', 'COMMUNICATIONS_LEAD'] as const).map((role) => caller('HELA', 'ADVISORY_BODY', HELA, role)),
  { ...caller('account manager', 'LOCAL_AUTHORITY', DUNDEE, 'OFFICER'), officerId: ACCOUNT_MANAGER },
  { ...caller('shadow', 'HSE', HSE, 'OFFICER'), officerId: SHADOW },
];

const SUPERVISORS: readonly TestCaller[] = [
  caller('', 'AUDITOR', 'auditor', 'AUDITOR'),
  caller('', 'OPERATOR', 'operator', 'OPERATOR'),
];

/**
 * Every combination of party and role that a token can hold, those that stand in a relation to the organisation apart
 * from those that do not.
 * @param organisationId the organisation that the object of a case is about
 * @param otherOrganisationId an organisation without a part in it
 */
export function matrixCallers(organisationId: string, otherOrganisationId: string): readonly TestCaller[] {
  return [
    ...REGULATORS,
    ...(['REPRESENTATIVE', 'WORKER_REPRESENTATIVE', 'COMMUNICATIONS_LEAD'] as const).map((role) =>
      caller('organisation', 'ORGANISATION', organisationId, role),
    ),
    ...(['REPRESENTATIVE', 'COMMUNICATIONS_LEAD'] as const).map((role) =>
      caller('other organisation', 'ORGANISATION', otherOrganisationId, role),
    ),
    ...SUPERVISORS,
  ];
}

/** The same caller for different organisations is two callers to the service, also when both ask at once. */
export function actingFor(organisationId: string, person: TestCaller): TestCaller {
  return { ...person, name: `${person.name} for ${organisationId}` };
}

/** The caller with this name in the matrix, for objects that somebody in particular has made. */
export function callerNamed(name: string, organisationId: string, otherOrganisationId: string): TestCaller {
  const found = matrixCallers(organisationId, otherOrganisationId).find((each) => each.name === name);
  if (!found) throw new Error(`The matrix has no caller ${name}.`);
  return actingFor(organisationId, found);
}
