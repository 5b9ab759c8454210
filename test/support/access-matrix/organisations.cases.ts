import { byId, byNode, creation, inList, mutation, type MatrixCase } from './cases.js';
import { DUNDEE, HSE } from './callers.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const details = { name: 'Riverside store', nation: 'SCOTLAND' };
const legalEntity = { name: 'Newcomer Limited', registry: 'INTERNAL', number: 'A1' };
const override = { eligible: true, reason };

export async function organisationCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const organisation = { id: world.organisationId, state: 'the own one' };
  const site = { id: await world.site(), state: 'a site of the organisation' };
  const fresh = (name: string, fields: Record<string, unknown>, before?: Before): MatrixCase =>
    mutation(name, async () => {
      const organisationId = await world.organisation();
      if (before) await world.carryOut(before.mutation, { organisationId, ...before.fields });
      return { input: { organisationId, ...fields }, organisationId };
    });
  return [
    byId('organisation', organisation),
    byNode(organisation),
    inList('organisations(first: 100)', organisation),
    byNumber(world.organisationNumber),
    byId('site', site),
    byNode(site),
    creation('organisationRegister', () => ({ name: 'Newcomer', structure: 'MIXED' })),
    fresh('organisationRename', { name: 'New name', reason }),
    fresh('organisationAddLegalEntity', { legalEntity }),
    fresh(
      'organisationRemoveLegalEntity',
      { registry: 'INTERNAL', number: 'A1', reason },
      { mutation: 'organisationAddLegalEntity', fields: { legalEntity } },
    ),
    fresh('organisationSetSicCodes', { codes: ['47110'] }),
    fresh('organisationSetTradingNames', { names: ['Superstore'] }),
    fresh('organisationReportHeadcount', { ukEmployees: 12_000, asOf: '2006-01-01', source: 'Annual report' }),
    fresh('organisationClassifyStructure', { structure: 'FRANCHISED', reason }),
    fresh('organisationOverrideEligibility', override),
    fresh(
      'organisationWithdrawEligibilityOverride',
      { reason },
      { mutation: 'organisationOverrideEligibility', fields: override },
    ),
    fresh('siteOpen', details),
    mutation(
      'organisationRename',
      async () => ({ input: { organisationId: world.organisationId, name: world.distinct('Name'), reason } }),
      'lead LA leads its partnership',
    ),
    mutation(
      'organisationOverrideEligibility',
      async () => ({ input: { organisationId: world.organisationId, ...override } }),
      'lead LA leads its partnership',
    ),
    ...siteCases('nobody enforces', () => world.site(), {
      siteAllocateEnforcement: { ...allocation, scope },
    }),
    ...siteCases('lead LA enforces', () => allocatedSite(world), {
      siteAllocateEnforcement: { ...allocation, scope: { kind: 'PART', description: 'Café' } },
      siteTransferEnforcement: { authorityId: HSE, scope, from: '2006-02-01', reason },
    }),
  ];
}

function byNumber(number: string): MatrixCase {
  return {
    kind: 'query',
    name: 'organisationByNumber',
    query: 'query ($number: String!) { shown: organisationByNumber(registry: INTERNAL, number: $number) { id } }',
    variables: { number },
    shows: ({ shown }: { shown: object | null }) => shown !== null,
  };
}

interface Before {
  readonly mutation: string;
  readonly fields: Record<string, unknown>;
}

const scope = { kind: 'WHOLE' };
const allocation = { authorityId: DUNDEE, from: '2005-10-01', mainActivity: 'Retail' };

async function allocatedSite(world: MatrixWorld): Promise<string> {
  const siteId = await world.site();
  await world.carryOut('siteAllocateEnforcement', { siteId, scope, ...allocation });
  return siteId;
}

function siteCases(
  state: string,
  makeSite: () => Promise<string>,
  more: Record<string, Record<string, unknown>>,
): readonly MatrixCase[] {
  const inputs: Record<string, Record<string, unknown>> = {
    siteAmend: { ...details, reason },
    siteClose: { closedOn: '2006-02-01', reason },
    siteAssignEnforcement: { authorityId: HSE, scope, from: '2006-02-01', reason },
    ...more,
  };
  return Object.entries(inputs).map(([name, fields]) =>
    mutation(name, async () => ({ input: { siteId: await makeSite(), ...fields } }), state),
  );
}
