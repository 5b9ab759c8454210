import { byId, byNode, creation, field, inList, mutation, type MatrixCase } from './cases.js';
import { MessageMaking } from './message-making.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const plan = { title: 'Communications', from: '2006-06-01', until: '2006-12-31' };
const milestone = { name: 'Plenary', on: '2006-09-01' };
const need = {
  audience: { segment: 'LOCAL_AUTHORITIES' },
  what: 'What the scheme is',
  by: '2006-07-05',
  channel: 'NEWSLETTER',
  milestone: 1,
};

/** What every reader of a plan reads of its parts. */
const PARTS = [
  'milestones name',
  'needs what',
  'needs coverage',
  'needs programmeConflicts sentence',
  'matrix coverage',
  'gaps sentence',
];

export async function communicationsPlanCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const { messageId } = await MessageMaking.draft(world);
  const carryOut = (name: string, communicationsPlanId: string, input: object) =>
    world.carryOut(name, { communicationsPlanId, ...input });
  const draft = async () => {
    const id = await world.begin('communications-plan', 'communicationsPlanDraft', plan);
    await carryOut('communicationsPlanAddMilestone', id, milestone);
    await carryOut('communicationsPlanAddNeed', id, need);
    return id;
  };
  const after =
    (name: string, input: object, before = draft) =>
    async () => {
      const id = await before();
      await carryOut(name, id, input);
      return id;
    };
  const inForce = after('communicationsPlanPutInForce', {});
  const closed = after('communicationsPlanClose', { evaluation: 'It worked.' }, inForce);
  const withLink = after('communicationsPlanLinkMessage', { need: 1, messageId });
  const spare = after('communicationsPlanAddMilestone', { ...milestone, name: 'Launch' });
  const fresh = (name: string, fields: object = {}, make = draft, state?: string): MatrixCase =>
    mutation(name, async () => ({ input: { communicationsPlanId: await make(), ...fields } }), state);

  const shown = [
    { id: await draft(), state: 'a draft' },
    { id: await inForce(), state: 'in force' },
    { id: await closed(), state: 'closed' },
  ];
  return [
    ...shown.flatMap((each) => [
      byId('communicationsPlan', each),
      byNode(each),
      inList('communicationsPlans(first: 100)', each),
    ]),
    ...shown.slice(1, 2).flatMap((each) => PARTS.map((path) => field('CommunicationsPlan', path, each))),
    creation('communicationsPlanDraft', () => plan),
    fresh('communicationsPlanAmend', { ...plan, title: 'Other', reason }),
    fresh('communicationsPlanAddMilestone', { ...milestone, name: 'Launch' }),
    fresh('communicationsPlanAmendMilestone', { ...milestone, milestone: 1, name: 'Launch', reason }),
    fresh('communicationsPlanWithdrawMilestone', { milestone: 2, reason }, spare),
    fresh('communicationsPlanAddNeed', { ...need, what: 'What it does' }),
    fresh('communicationsPlanAmendNeed', { ...need, need: 1, what: 'What it does', reason }),
    fresh('communicationsPlanWithdrawNeed', { need: 1, reason }),
    fresh('communicationsPlanWithdrawNeed', { need: 1, reason }, inForce, 'in force'),
    fresh('communicationsPlanLinkMessage', { need: 1, messageId }),
    fresh('communicationsPlanUnlinkMessage', { need: 1, messageId, reason }, withLink),
    fresh('communicationsPlanPutInForce'),
    fresh('communicationsPlanClose', { evaluation: 'It worked.' }, inForce),
  ];
}
