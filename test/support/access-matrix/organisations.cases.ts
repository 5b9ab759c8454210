import type { MatrixCase } from './cases.js';
import { DUNDEE, HSE } from './callers.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const details = { name: 'Riverside store', nation: 'SCOTLAND' };

export function organisationCases(world: MatrixWorld): readonly MatrixCase[] {
  const organisation = async (fields: Record<string, unknown>) => ({
    organisationId: await world.organisation(),
    ...fields,
  });
  const site = async (fields: Record<string, unknown>) => ({ siteId: await world.site(), ...fields });
  const allocation = { authorityId: DUNDEE, scope: { kind: 'WHOLE' }, from: '2005-10-01' };
  const mutation = (name: string, input: () => Promise<Record<string, unknown>>): MatrixCase => ({
    kind: 'mutation',
    name,
    input,
  });
  return [
    {
      kind: 'query',
      name: 'organisation',
      query: 'query ($id: ID!) { organisation(id: $id) { id } }',
      variables: { id: world.organisationId },
      shows: ({ organisation: shown }: { organisation: object | null }) => shown !== null,
    },
    {
      kind: 'query',
      name: 'node',
      state: 'a site',
      query: 'query ($id: ID!) { node(id: $id) { id } }',
      variables: { id: world.siteId },
      shows: ({ node }: { node: object | null }) => node !== null,
    },
    mutation('organisationRegister', async () => ({ name: 'Newcomer', structure: 'MIXED' })),
    mutation('organisationRename', () => organisation({ name: 'New name', reason })),
    mutation('organisationAddLegalEntity', () =>
      organisation({ legalEntity: { name: 'Entity', registry: 'INTERNAL', number: 'A1' } }),
    ),
    mutation('organisationRemoveLegalEntity', () => organisation({ registry: 'INTERNAL', number: 'A1', reason })),
    mutation('organisationSetSicCodes', () => organisation({ codes: ['47110'] })),
    mutation('organisationReportHeadcount', () =>
      organisation({ ukEmployees: 12_000, asOf: '2006-01-01', source: 'Annual report' }),
    ),
    mutation('organisationClassifyStructure', () => organisation({ structure: 'FRANCHISED', reason })),
    mutation('organisationOverrideEligibility', () => organisation({ eligible: true, reason })),
    mutation('organisationWithdrawEligibilityOverride', () => organisation({ reason })),
    mutation('siteOpen', () => organisation(details)),
    mutation('siteAmend', () => site({ ...details, reason })),
    mutation('siteClose', () => site({ closedOn: '2006-02-01', reason })),
    mutation('siteAllocateEnforcement', () => site({ ...allocation, mainActivity: 'Retail' })),
    mutation('siteTransferEnforcement', () => site({ ...allocation, authorityId: HSE, from: '2006-02-01', reason })),
    mutation('siteAssignEnforcement', () => site({ ...allocation, reason })),
  ];
}
