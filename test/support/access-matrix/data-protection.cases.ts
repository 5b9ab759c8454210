import { byId, byNode, field, inList, mutation, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const explanation = 'For the matrix.';

/** Erasures of what the lead LA has recorded of persons: it decides on them. */
export async function dataProtectionCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const contact = () =>
    world.begin(
      'contact',
      'contactRecord',
      {
        organisationId: world.organisationId,
        topic: 'workplace transport',
        purpose: 'VISIT',
        madeOn: '2006-06-01',
        channel: 'VISIT',
        withWhom: 'Store manager',
        summary: 'A worker told of his back.',
      },
      { caller: world.caller('lead LA OFFICER') },
    );
  const request = async () => {
    const input = {
      subjectIds: [await contact()],
      wantedBy: 'PERSON_CONCERNED',
      ground: 'OBJECTION_UPHELD',
      explanation,
    };
    return {
      input,
      begin: () => world.begin('erasure', 'erasureRequest', input, { caller: world.caller('lead LA LEAD') }),
    };
  };
  const requested = async () => (await request()).begin();
  const shown = { id: await requested(), state: 'asked of the lead LA' };
  const subjectId = await contact();
  const decided = (name: string, ground: string): MatrixCase =>
    mutation(
      name,
      async () => ({ input: { erasureId: await requested(), ground, explanation } }),
      'asked of the lead LA',
    );
  return [
    byId('erasure', shown),
    byNode(shown),
    inList('erasures(first: 100)', shown),
    field('Erasure', 'subjects(first:1) nodes subjectId', shown),
    {
      kind: 'query',
      name: 'subjectReport',
      state: 'of persons told of by the lead LA',
      query: 'query ($id: ID!) { shown: subjectReport(subjectId: $id) { records(first: 1) { nodes { what } } } }',
      variables: { id: subjectId },
      shows: ({ shown: report }: { shown: object | null }) => report !== null,
    },
    mutation('erasureRequest', async () => ({ input: (await request()).input }), 'of persons told of by the lead LA'),
    decided('erasureGrant', 'OBJECTION_UPHELD'),
    decided('erasureRefuse', 'PUBLIC_TASK'),
    mutation('erasureWithdraw', async () => ({ input: { erasureId: await requested(), explanation } })),
  ];
}
