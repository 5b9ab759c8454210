import { digestOf } from '#platform/values';
import { byId, byNode, creation, field, inList, mutation, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const opinion = { version: 1, text: 'Helpful.', usefulness: 4 };

function version(world: MatrixWorld, audience = 'REGULATORS') {
  const location = { kind: 'REFERENCE', reference: 'File 7' };
  return { digest: digestOf(world.distinct('text')), location, audience, forWhom: 'Account managers' };
}

function material(world: MatrixWorld, audience?: string) {
  return { title: 'A plan', kind: 'IMPROVEMENT_PLAN', topics: ['a topic'], version: version(world, audience) };
}

export async function sharedMaterialCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const circulatedBy = (name: string, audience?: string) =>
    world.begin('shared-material', 'sharedMaterialCirculate', material(world, audience), {
      caller: world.caller(name),
    });
  const fresh = () => circulatedBy('HSE LEAD');
  const withFeedback = async (name = 'HSE LEAD', audience?: string) => {
    const sharedMaterialId = await circulatedBy(name, audience);
    await world.carryOut('sharedMaterialGiveFeedback', { sharedMaterialId, ...opinion });
    await world.carryOut('sharedMaterialRecordUse', { sharedMaterialId, version: 1, purpose: 'Training' });
    return sharedMaterialId;
  };
  const closed = { id: await withFeedback(), state: 'for regulators' };
  const open = { id: await withFeedback('HSE LEAD', 'BOTH_SIDES'), state: 'for both sides' };
  const changes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    sharedMaterialWithdraw: { reason },
    sharedMaterialGiveFeedback: opinion,
    sharedMaterialAnswerFeedback: { number: 1, answer: { kind: 'NOT_TAKEN_UP', reason } },
    sharedMaterialRecordUse: { version: 1, purpose: 'A workshop' },
  };
  return [
    ...[closed, open].flatMap((each) => [
      byId('sharedMaterial', each),
      byNode(each),
      inList('sharedMaterials(first: 100)', each),
      inList('sharedMaterialsAwaitingMyFeedback(first: 100)', each),
      field('SharedMaterial', 'versions digest', each),
      field('SharedMaterial', 'feedback nodes text', each),
      field('SharedMaterial', 'uses nodes purpose', each),
    ]),
    creation('sharedMaterialCirculate', () => material(world)),
    mutation('sharedMaterialAddVersion', async () => ({
      input: { sharedMaterialId: await fresh(), version: version(world) },
    })),
    ...Object.entries(changes).flatMap(([name, fields]) => [
      mutation(name, async () => ({ input: { sharedMaterialId: await withFeedback(), ...fields } }), 'by HSE'),
      mutation(
        name,
        async () => ({ input: { sharedMaterialId: await withFeedback('account manager OFFICER'), ...fields } }),
        'by account manager',
      ),
    ]),
  ];
}
