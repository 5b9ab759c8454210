import { LACORS, SHADOW } from './callers.js';
import { byId, byNode, creation, field, inList, mutation, reading, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const details = {
  title: 'The councils withdraw',
  description: 'They carry a national scheme out of their own means.',
  reputationOf: ['LOCAL_AUTHORITIES'],
  owner: { kind: 'AUTHORITY', authorityId: LACORS },
  mitigation: 'A bid for money.',
};
const first = { ...details, likelihood: 5, impact: 5, reviewBy: '2006-06-01' };

export async function programmeRiskCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const risk = (input: object = first) => world.begin('programme-risk', 'programmeRiskRegister', { ...input });
  const closed = async () => {
    const programmeRiskId = await risk();
    await world.carryOut('programmeRiskClose', { programmeRiskId, reason });
    return programmeRiskId;
  };
  const owned = { ...first, owner: { kind: 'OFFICER', officerId: SHADOW } };
  const shown = [
    { id: await risk(), state: 'owned by an authority' },
    { id: await risk(owned), state: 'owned by the shadow' },
  ];
  const fresh = (name: string, make: () => Promise<string>, fields: Record<string, unknown>): MatrixCase =>
    mutation(name, async () => ({ input: { programmeRiskId: await make(), ...fields } }));
  return [
    ...shown.flatMap((each) => [
      byId('programmeRisk', each),
      byNode(each),
      inList('programmeRisks(first: 100)', each),
      field('ProgrammeRisk', 'judgements(first:1) nodes likelihood', each),
    ]),
    reading('programmeRiskReviewsOverdue', '(first: 1) { nodes { id } }', 'whatever you may see of it'),
    creation('programmeRiskRegister', () => first),
    fresh('programmeRiskAmend', risk, { ...details, title: 'Some councils withdraw', reason }),
    fresh('programmeRiskReview', risk, { likelihood: 2, impact: 5, reviewBy: '2006-09-01', reason }),
    fresh('programmeRiskClose', risk, { reason }),
    fresh('programmeRiskReopen', closed, { reviewBy: '2006-09-01', reason }),
  ];
}
