import { WAKEFIELD } from './callers.js';
import type { MatrixCase, QueryCase } from './cases.js';
import { PlanMaking, variation } from './plan-making.js';
import type { MatrixWorld } from './world.js';

/** Of a plan that lets the other authority depart from it; HSE has read what it says to that authority. */
export async function briefingCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const draft = await PlanMaking.draft(world);
  const varied = await draft.step('planAddVariation', { ...variation, authorityId: WAKEFIELD });
  const { organisationId, planId } = await varied.published();
  const { plan } = await world.read<{ plan: { partnership: { id: string } } }>(
    'query ($id: ID!) { plan(id: $id) { partnership { id } } }',
    { id: planId },
  );
  const shows = ({ shown }: { shown: { nodes: object[] } | null }) => (shown?.nodes.length ?? 0) > 0;
  const shown = (name: string, args: string, state: string): QueryCase => ({
    kind: 'query',
    name,
    state,
    query: `{ shown: ${name}(${args}) { nodes { planId } } }`,
    variables: {},
    organisationId,
    shows,
  });
  const briefing = shown('briefing', `organisationId: "${organisationId}", authorityId: "${WAKEFIELD}"`, 'of other LA');
  await world.read(briefing.query, {});
  return [
    briefing,
    shown('keyInformationDisclosures', `partnershipId: "${plan.partnership.id}"`, 'of the partnership'),
  ];
}
