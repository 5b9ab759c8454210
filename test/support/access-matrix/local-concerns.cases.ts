import { byId, byNode, creation, field, inList, mutation, reading, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const terms = 'Other days.';

function about(world: MatrixWorld) {
  const { organisationId } = world;
  return { organisationId, what: 'A campaign.', why: 'Falls.', concernOf: 'ELECTED_MEMBER', memberName: 'A member' };
}

/** Raised by the other authority about the organisation whose partnership Dundee leads. */
export async function localConcernCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const raised = () =>
    world.begin('local-concern', 'localConcernRaise', about(world), { caller: world.caller('other LA LEAD') });
  const accepted = async () => {
    const localConcernId = await raised();
    await world.carryOut('localConcernAccept', { localConcernId, terms }, world.caller('account manager OFFICER'));
    return localConcernId;
  };
  const referred = async () => {
    const localConcernId = await raised();
    await world.carryOut('localConcernRefer', { localConcernId, reason }, world.caller('account manager OFFICER'));
    return localConcernId;
  };
  const proposed = async () => {
    const localConcernId = await referred();
    const settlement = { kind: 'ACCEPT', terms };
    const caller = world.caller('lead LA LEAD');
    await world.carryOut('localConcernProposeSettlement', { localConcernId, settlement }, caller);
    return localConcernId;
  };
  const inRaised = { id: await raised(), state: 'from other LA' };
  const inReferred = { id: await referred(), state: 'from other LA, referred' };
  await accepted();
  const fresh = (name: string, make: () => Promise<string>, fields: Record<string, unknown>, state?: string) =>
    mutation(name, async () => ({ input: { localConcernId: await make(), ...fields } }), state);
  const variations = `(organisationId: "${world.organisationId}") { nodes { terms } }`;
  return [
    ...[inRaised, inReferred].flatMap((concern) => [
      byId('localConcern', concern),
      byNode(concern),
      inList('localConcerns(first: 100)', concern),
      inList('localConcernsToAnswer(first: 100)', concern),
    ]),
    field('LocalConcern', 'memberName', inRaised),
    {
      ...reading('localVariations', variations, 'of the organisation'),
      shows: ({ shown }: { shown: { nodes: object[] } }) => shown.nodes.length > 0,
    } as MatrixCase,
    creation('localConcernRaise', () => about(world)),
    fresh('localConcernAccept', raised, { terms }),
    fresh('localConcernDecline', raised, { reasons: reason }),
    fresh('localConcernRefer', raised, { reason }),
    fresh('localConcernProposeSettlement', referred, { settlement: { kind: 'DECLINE', reasons: reason } }),
    fresh('localConcernConfirmSettlement', proposed, { number: 1 }, 'proposed by lead LA'),
    fresh('localConcernWithdraw', raised, { reason }),
    fresh('localConcernEndVariation', accepted, { reason }),
  ];
}
