import { LACORS } from './callers.js';
import { byId, byNode, creation, field, inList, mutation, type MatrixCase } from './cases.js';
import { MessageMaking } from './message-making.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const text = 'Name the depots, too.';
const embargoUntil = '2006-07-01T09:00:00Z';
const carried = { channel: 1, on: '2006-06-01', carriedOutBy: 'The editor', evidence: 'Page 3' };
const counted = {
  channel: 1,
  audience: { segment: 'LOCAL_AUTHORITIES', region: 'Scotland' },
  on: '2006-06-01',
  received: 30,
};

export async function messageCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  return [
    ...(await messageReads(world)),
    ...draftingMutations(world),
    ...agreeingMutations(world),
    ...afterwards(world),
  ];
}

async function messageReads(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const draft = await MessageMaking.draft(world, { embargoUntil });
  const proposed = await (await MessageMaking.draft(world)).proposed();
  const issued = await (await MessageMaking.draft(world)).issued();
  const forAll = await (await MessageMaking.draft(world, { audiences: [{ segment: 'ORGANISATIONS' }] })).issued();
  await issued.step('messageComment', { version: 1, text });
  await issued.step('messageComment', { version: 1, text, organisationId: world.organisationId });
  await issued.step('messagePlanFollowUp', { on: '2006-08-01', what: 'Ask what it brought.' });
  await issued.step('messageRecordChannel', carried);
  const sought = [
    { id: draft.messageId, state: 'a draft that names the organisation' },
    { id: proposed.messageId, state: 'put forward, naming the organisation' },
    { id: issued.messageId, state: 'issued to councils in Scotland, naming the organisation' },
    { id: forAll.messageId, state: 'issued to organisations, naming the organisation' },
  ];
  const [first, second, third] = sought;
  return [
    ...sought.flatMap((each) => [byId('message', each), byNode(each), inList('messages(first: 100)', each)]),
    ...(third ? [inList('issuedMessages(first: 100)', third)] : []),
    ...(first ? [inList('embargoedMessages(first: 100)', first)] : []),
    ...[second, third].flatMap((each) => (each ? [field('Message', 'latest agreement digest', each)] : [])),
    ...(third
      ? [
          field('Message', 'proof digest', third),
          field('Message', 'proof channels evidence', third),
          field('Message', 'comments nodes text', third),
          field('Message', 'followUps what', third),
        ]
      : []),
  ];
}

type Making = (world: MatrixWorld) => Promise<MessageMaking>;

function fresh(world: MatrixWorld, name: string, make: Making, input: object, state: string): MatrixCase {
  return mutation(
    name,
    async () => {
      const { messageId, named } = await make(world);
      return { input: { ...input, ...('version' in input ? named : { messageId }) } };
    },
    state,
  );
}

const draft: Making = (world) => MessageMaking.draft(world);
const proposed: Making = async (world) => (await draft(world)).proposed();
const issued: Making = async (world) => (await draft(world)).issued();
/** Filled in with the message's own version and digest. */
const VERSION = { version: 1 };

function draftingMutations(world: MatrixWorld): readonly MatrixCase[] {
  const content = { ...MessageMaking.content(world), title: 'Another title' };
  return [
    creation('messageDraft', () => ({ content: MessageMaking.content(world) })),
    fresh(world, 'messageRevise', draft, { content, reason }, 'a draft'),
    fresh(world, 'messageRevise', proposed, { content, reason }, 'put forward'),
    fresh(world, 'messagePropose', draft, { ...VERSION, workingDays: 10 }, 'a draft'),
    fresh(world, 'messageWithdraw', proposed, { reason }, 'put forward'),
    fresh(world, 'messagePlanFollowUp', draft, { on: '2006-08-01', what: 'Ask what it brought.' }, 'a draft'),
    fresh(
      world,
      'messageCompleteFollowUp',
      async (of) => (await issued(of)).step('messagePlanFollowUp', { on: '2006-06-01', what: 'Ask.' }),
      { followUp: 1, on: '2006-06-01', note: 'It was read.' },
      'issued',
    ),
    mutation('messageLinkRisk', async () => ({
      input: { messageId: (await draft(world)).messageId, riskId: await risk(world) },
    })),
    mutation('messageUnlinkRisk', async () => {
      const riskId = await risk(world);
      const { messageId } = await (await draft(world)).step('messageLinkRisk', { riskId });
      return { input: { messageId, riskId } };
    }),
  ];
}

function risk(world: MatrixWorld): Promise<string> {
  return world.begin('programme-risk', 'programmeRiskRegister', {
    title: 'Councils are overwhelmed',
    description: 'Account managers answer general questions all day.',
    reputationOf: ['LOCAL_AUTHORITIES'],
    owner: { kind: 'AUTHORITY', authorityId: LACORS },
    mitigation: 'Messages that answer them.',
    likelihood: 3,
    impact: 3,
    reviewBy: '2006-09-01',
  });
}

function agreeingMutations(world: MatrixWorld): readonly MatrixCase[] {
  const seats = [
    'HSE COMMUNICATIONS_LEAD',
    'LACORS COMMUNICATIONS_LEAD',
    'account manager OFFICER',
    'organisation REPRESENTATIVE',
  ];
  return [
    fresh(world, 'messageConfirm', proposed, VERSION, 'put forward'),
    fresh(world, 'messageObject', proposed, { ...VERSION, reason }, 'put forward'),
    ...seats.flatMap((as) => [
      mutation(
        'messageTakeBackConfirmation',
        async () => {
          const making = await proposed(world);
          await making.step('messageConfirm', making.named, as);
          return { input: { messageId: making.messageId, version: 1, reason } };
        },
        `confirmed by ${as.replace(/ [A-Z_]+$/, '')}`,
      ),
      mutation(
        'messageSettleObjection',
        async () => {
          const making = await proposed(world);
          await making.step('messageObject', { ...making.named, reason }, as);
          return { input: { messageId: making.messageId, version: 1, objection: 1, settlement: 'Talked over.' } };
        },
        `objection of ${as.replace(/ [A-Z_]+$/, '')}`,
      ),
    ]),
    fresh(world, 'messageIssue', async (of) => (await draft(of)).confirmed(), VERSION, 'confirmed by all'),
  ];
}

function afterwards(world: MatrixWorld): readonly MatrixCase[] {
  const carriedOut: Making = async (of) => (await issued(of)).step('messageRecordChannel', carried);
  const commented = (as: string, input: object): Making => {
    return async (of) => (await proposed(of)).step('messageComment', { version: 1, text, ...input }, as);
  };
  const exchanges = [
    ['of HSE, among regulators', commented('HSE LEAD', {})],
    ['of HSE, for the organisation', commented('HSE LEAD', { organisationId: world.organisationId })],
    ['of the organisation', commented('organisation REPRESENTATIVE', {})],
  ] as const;
  const comment = (make: Making, state: string, input: object = {}) =>
    mutation(
      'messageComment',
      async () => ({ input: { messageId: (await make(world)).messageId, version: 1, text, ...input } }),
      state,
    );
  return [
    fresh(world, 'messageRecordChannel', issued, carried, 'issued'),
    fresh(world, 'messageRecordReceipt', carriedOut, counted, 'carried out'),
    comment(draft, 'on a draft'),
    comment(proposed, 'on what is put forward'),
    comment(issued, 'on what was issued'),
    ...exchanges.flatMap(([state, make]) => [
      fresh(world, 'messageAnswerComment', make, { comment: 1, text: 'We shall.' }, state),
      fresh(world, 'messageSettleComment', make, { comment: 1, settlement: 'They are named.' }, state),
    ]),
  ];
}
