import { byId, byNode, creation, field, inList, mutation, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const wording = { topic: 'core principles', title: 'The core principles', text: 'There are several.' };
const newer = { ...wording, text: 'There are more.' };

export async function standardAnswerCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const caller = world.caller('HSE LEAD');
  const draft = () => world.begin('standard-answer', 'standardAnswerDraft', wording, { caller });
  const published = async () => {
    const standardAnswerId = await draft();
    await world.carryOut('standardAnswerPublish', { standardAnswerId }, caller);
    return standardAnswerId;
  };
  const inDraft = { id: await draft(), state: 'never published' };
  const revised = { id: await published(), state: 'published, with a newer draft' };
  await world.carryOut('standardAnswerRevise', { standardAnswerId: revised.id, ...newer }, caller);
  const fresh = (name: string, make: () => Promise<string>, fields: Record<string, unknown>): MatrixCase =>
    mutation(name, async () => ({ input: { standardAnswerId: await make(), ...fields } }));
  return [
    ...[inDraft, revised].flatMap((answer) => [
      byId('standardAnswer', answer),
      byNode(answer),
      inList('standardAnswers(first: 100)', answer),
      field('StandardAnswer', 'draft text', answer),
    ]),
    creation('standardAnswerDraft', () => wording),
    fresh('standardAnswerRevise', published, newer),
    fresh('standardAnswerPublish', draft, {}),
    fresh('standardAnswerWithdraw', published, { reason }),
  ];
}
