import { DUNDEE, HSE, WAKEFIELD } from './callers.js';
import { byId, byNode, mutation, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const amended = { name: 'Riverside store', nation: 'SCOTLAND', reason };
const closed = { closedOn: '2006-02-01', reason };
const whole = { kind: 'WHOLE' };
const part = { kind: 'PART', description: 'Café' };

/** Gives enforcement to an authority: the first time, or later on. */
const given = (authorityId: string, scope: object) => ({
  siteAllocateEnforcement: { authorityId, scope, from: '2005-10-01', mainActivity: 'Retail' },
  siteTransferEnforcement: { authorityId, scope, from: '2006-02-01', reason },
  siteAssignEnforcement: { authorityId, scope, from: '2006-02-01', reason },
});

export async function siteCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const site = { id: await world.site(), state: 'a site of the organisation' };
  const allocated = async (...allocations: readonly object[]) => {
    const siteId = await world.site();
    for (const allocation of allocations) await world.carryOut('siteAllocateEnforcement', { siteId, ...allocation });
    return siteId;
  };
  const on = (state: string, allocations: readonly object[], inputs: Record<string, object>): readonly MatrixCase[] =>
    Object.entries(inputs).map(([name, fields]) =>
      mutation(name, async () => ({ input: { siteId: await allocated(...allocations), ...fields } }), state),
    );
  const { siteAllocateEnforcement: dundeeWhole } = given(DUNDEE, whole);
  const { siteAllocateEnforcement: dundeePart } = given(DUNDEE, part);
  const { siteAllocateEnforcement: hsePart } = given(HSE, part);
  const toOther = given(WAKEFIELD, whole);
  const partToOther = given(WAKEFIELD, part);
  return [
    byId('site', site),
    byNode(site),
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
