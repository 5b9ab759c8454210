import { byId, byNode, creation, inList, mutation, reading, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const details = { name: 'Riverside store', nation: 'SCOTLAND' };
const override = { eligible: true, reason };

export function organisationCases(world: MatrixWorld): readonly MatrixCase[] {
  const organisation = { id: world.organisationId, state: 'the own one' };
  /** One that no organisation has yet: no two may have it. */
  const newEntity = () => ({
    name: 'Newcomer Limited',
    registry: 'INTERNAL',
    number: world.distinct('A').replace(' ', ''),
  });
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
    reading('organisationByNumber', `(registry: INTERNAL, number: "${world.organisationNumber}") { id }`),
    reading('nodes', `(ids: ["${world.organisationId}"]) { id }`),
    creation('organisationRegister', () => ({ name: 'Newcomer', structure: 'MIXED' })),
    fresh('organisationRename', { name: 'New name', reason }),
    mutation('organisationAddLegalEntity', async () => {
      const organisationId = await world.organisation();
      return { input: { organisationId, legalEntity: newEntity() }, organisationId };
    }),
    mutation('organisationRemoveLegalEntity', async () => {
      const organisationId = await world.organisation();
      const { registry, number, ...entity } = newEntity();
      await world.carryOut('organisationAddLegalEntity', {
        organisationId,
        legalEntity: { ...entity, registry, number },
      });
      return { input: { organisationId, registry, number, reason }, organisationId };
    }),
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
  ];
}

interface Before {
  readonly mutation: string;
  readonly fields: Record<string, unknown>;
}
