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
    mutation('organisationSetTradingNames', () => organisation({ names: ['Superstore'] })),
    mutation('organisationReportHeadcount', () =>
      organisation({ ukEmployees: 12_000, asOf: '2006-01-01', source: 'Annual report' }),
    ),
    mutation('organisationClassifyStructure', () => organisation({ structure: 'FRANCHISED', reason })),
    mutation('organisationOverrideEligibility', () => organisation({ eligible: true, reason })),
    mutation('organisationWithdrawEligibilityOverride', () => organisation({ reason })),
    mutation('siteOpen', () => organisation(details)),
    ...siteCases('nobody enforces', () => world.site()),
    ...siteCases('lead LA enforces', () => world.allocatedSite()),
  ];
}

function siteCases(state: string, makeSite: () => Promise<string>): readonly MatrixCase[] {
  const scope = { kind: 'WHOLE' };
  const inputs: Record<string, Record<string, unknown>> = {
    siteAmend: { ...details, reason },
    siteClose: { closedOn: '2006-02-01', reason },
    siteAllocateEnforcement: { authorityId: DUNDEE, scope, from: '2005-10-01', mainActivity: 'Retail' },
    siteTransferEnforcement: { authorityId: HSE, scope, from: '2006-02-01', reason },
    siteAssignEnforcement: { authorityId: HSE, scope, from: '2006-02-01', reason },
  };
  return Object.entries(inputs).map(([name, fields]) => ({
    kind: 'mutation',
    name,
    state,
    input: async () => ({ siteId: await makeSite(), ...fields }),
  }));
}
