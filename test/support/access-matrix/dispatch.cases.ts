import { openDispatch } from '../dispatches.js';
import type { TestService } from '../service.js';
import { byId, byNode, creation, field, inList, mutation, type MatrixCase, type QueryCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const details = { name: 'Health and safety leads', audience: 'PRACTITIONERS' };

/** Whoever is first on a list says how it goes: see `ScriptedTransport`. */
const ADDRESSES = {
  delivered: 'good@council.example',
  refused: 'refused@council.example',
  later: 'later@council.example',
} as const;

const refusedDeliveries: QueryCase = {
  kind: 'query',
  name: 'deliveries',
  state: 'refused',
  query: '{ shown: deliveries(standing: REFUSED, first: 1) { nodes { number } } }',
  variables: {},
  shows: ({ shown }: { shown: { nodes: object[] } | null }) => (shown?.nodes.length ?? 0) > 0,
};

export async function dispatchCases(world: MatrixWorld, service: TestService): Promise<readonly MatrixCase[]> {
  const keeper = world.caller('HSE COMMUNICATIONS_LEAD');
  const list = async (address?: string, channel = 'EMAIL') => {
    const input = { ...details, channel };
    const recipientListId = await world.begin('recipient-list', 'recipientListCreate', input, { caller: keeper });
    if (address !== undefined) {
      const recipients = [{ address }];
      await world.carryOut('recipientListAddRecipients', { recipientListId, recipients }, keeper);
    }
    return recipientListId;
  };
  const dispatched = async (to: keyof typeof ADDRESSES) => {
    const { id } = await openDispatch(service.engine, { recipientListIds: [await list(ADDRESSES[to])] });
    await service.engine.effects.runDue();
    return id;
  };
  const paused = async () => {
    const dispatchId = await dispatched('later');
    await world.carryOut('dispatchPause', { dispatchId, reason }, keeper);
    return dispatchId;
  };
  const onList = (name: string, fields: Readonly<Record<string, unknown>>, address?: string): MatrixCase =>
    mutation(name, async () => ({ input: { recipientListId: await list(address), ...fields } }));
  const onDispatch = (
    name: string,
    make: () => Promise<string>,
    fields: Readonly<Record<string, unknown>> = {},
  ): MatrixCase => mutation(name, async () => ({ input: { dispatchId: await make(), reason, ...fields } }));

  const seen = { id: await list(ADDRESSES.delivered), state: 'any' };
  const endpoint = { id: await list('https://council.example/inbox', 'WEBHOOK'), state: 'for webhooks' };
  const refused = { id: await dispatched('refused'), state: 'with a refused delivery' };
  await dispatched('delivered');
  const settlement = { number: 1, as: 'GIVEN_UP', evidence: reason };
  return [
    byId('recipientList', seen),
    byNode(seen),
    inList('recipientLists(first: 100)', seen),
    field('RecipientList', 'recipientCount', seen),
    field('RecipientList', 'recipients(first:1) nodes address', seen),
    field('RecipientList', 'recipients(first:1) nodes endpointSecret', endpoint),
    byId('dispatch', refused),
    byNode(refused),
    inList('dispatches(first: 100)', refused),
    refusedDeliveries,
    field('Dispatch', 'content text', refused),
    field('Dispatch', 'figures refused', refused),
    field('Dispatch', 'deliveries(first:1) nodes history kind', refused),
    field('Dispatch', 'deliveries(first:1) nodes history answer', refused),
    field('Dispatch', 'deliveries(first:1) nodes recipients recipient address', refused),
    creation('recipientListCreate', () => ({ ...details, channel: 'EMAIL' })),
    onList('recipientListAmend', { ...details, name: 'Leads', reason }),
    onList('recipientListAddRecipients', { recipients: [{ address: ADDRESSES.delivered }] }),
    onList('recipientListRemoveRecipients', { numbers: [1], reason }, ADDRESSES.delivered),
    onList('recipientListRetire', { reason }),
    onDispatch('dispatchRetryDelivery', () => dispatched('refused'), { number: 1 }),
    mutation('dispatchSettleDelivery', async () => ({
      input: { dispatchId: await dispatched('refused'), ...settlement },
    })),
    onDispatch('dispatchPause', () => dispatched('later')),
    onDispatch('dispatchResume', paused),
    onDispatch('dispatchAbandon', () => dispatched('later')),
  ];
}
