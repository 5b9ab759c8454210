import { DUNDEE, HSE, WAKEFIELD } from './callers.js';
import { byId, byNode, field, inList, mutation, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const amended = { name: 'Riverside store', nation: 'SCOTLAND', reason };
const closed = { closedOn: '2006-02-01', reason };
const corrected = { closedOn: '2006-01-01', reason };
const whole = { kind: 'WHOLE' };
const part = { kind: 'PART', description: 'Café' };

/** Gives enforcement to an authority: the first time, or later on. */
const given = (authorityId: string, scope: object) => ({
  siteAllocateEnforcement: { authorityId, scope, from: '2005-10-01', mainActivity: 'Retail' },
  siteTransferEnforcement: { authorityId, scope, from: '2006-02-01', reason },
  siteAssignEnforcement: { authorityId, scope, from: '2006-02-01', reason },
});

export async function siteCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const uprn = '9059001234';
  const site = { id: await world.site(world.organisationId, { uprn }), state: 'a site of the organisation' };
  const allocated = async (...allocations: readonly object[]) => {
    const siteId = await world.site();
    for (const allocation of allocations) await world.carryOut('siteAllocateEnforcement', { siteId, ...allocation });
    return siteId;
  };
  const on = (state: string, allocations: readonly object[], inputs: Record<string, object>): readonly MatrixCase[] =>
    Object.entries(inputs).map(([name, fields]) =>
      mutation(name, async () => ({ input: { siteId: await allocated(...allocations), ...fields } }), state),
    );
  const closedSite = (name: string, allocations: readonly object[], state: string) =>
    mutation(
      name,
      async () => {
        const siteId = await allocated(...allocations);
        await world.carryOut('siteClose', { siteId, ...closed });
        return { input: { siteId, ...(name === 'siteCorrectClosure' ? corrected : { reason }) } };
      },
      state,
    );
  const withdrawn = (scope: object) => ({ siteWithdrawAllocation: { scope, from: '2005-10-01', reason } });
  const { siteAllocateEnforcement: dundeeWhole } = given(DUNDEE, whole);
  const { siteAllocateEnforcement: dundeePart } = given(DUNDEE, part);
  const { siteAllocateEnforcement: hsePart } = given(HSE, part);
  const toOther = given(WAKEFIELD, whole);
  const partToOther = given(WAKEFIELD, part);
  // So that there is something to show of what the lead LA enforces.
  await allocated(dundeeWhole);
  return [
    byId('site', site),
    byNode(site),
    field('Authority', 'allocations nodes validFrom', { id: DUNDEE, state: 'of the lead LA' }),
    inList(`sitesByUprn(uprn: "${uprn}")`, site),
    ...['siteCorrectClosure', 'siteWithdrawClosure'].flatMap((name) => [
      closedSite(name, [], 'nobody enforces'),
      closedSite(name, [dundeeWhole], 'lead LA enforces'),
    ]),
    ...on('lead LA enforces', [dundeeWhole], withdrawn(whole)),
    ...on('lead LA enforces, in a part HSE', [dundeeWhole, hsePart], withdrawn(part)),
    ...on('nobody enforces', [], { siteAmend: amended, siteClose: closed }),
    ...on('nobody enforces; given to other LA', [], {
      siteAllocateEnforcement: toOther.siteAllocateEnforcement,
      siteAssignEnforcement: toOther.siteAssignEnforcement,
    }),
    ...on('lead LA enforces', [dundeeWhole], { siteAmend: amended, siteClose: closed }),
    ...on('lead LA enforces; given to other LA', [dundeeWhole], {
      siteAllocateEnforcement: partToOther.siteAllocateEnforcement,
      siteTransferEnforcement: toOther.siteTransferEnforcement,
      siteAssignEnforcement: toOther.siteAssignEnforcement,
    }),
    ...on('lead LA enforces in a part', [dundeePart], { siteAmend: amended, siteClose: closed }),
    ...on('lead LA enforces in a part; it is given to other LA', [dundeePart], {
      siteTransferEnforcement: partToOther.siteTransferEnforcement,
      siteAssignEnforcement: partToOther.siteAssignEnforcement,
    }),
    ...on('lead LA enforces, in a part HSE; it is given to lead LA', [dundeeWhole, hsePart], {
      siteTransferEnforcement: given(DUNDEE, part).siteTransferEnforcement,
      siteAssignEnforcement: given(DUNDEE, part).siteAssignEnforcement,
    }),
  ];
}
