import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { Webhook } from 'standardwebhooks';
import { openDispatch } from '../support/dispatches.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const HSE = deriveId('authority', 'HSE');
const keeper: TestCaller = { name: 'keeper', party: { kind: 'HSE', id: HSE }, roles: ['COMMUNICATIONS_LEAD'] };
const lead: TestCaller = { name: 'lead', party: { kind: 'HSE', id: HSE }, roles: ['LEAD'] };
const officer: TestCaller = { name: 'officer', party: { kind: 'HSE', id: HSE }, roles: ['OFFICER'] };
const operator: TestCaller = {
  name: 'operator',
  party: { kind: 'OPERATOR', id: 'operator' },
  roles: ['OPERATOR'],
};
const auditor: TestCaller = { name: 'auditor', party: { kind: 'AUDITOR', id: 'auditor' }, roles: ['AUDITOR'] };

interface Payload {
  readonly payload: {
    readonly userErrors: readonly { code: string; message: string; field: string[] }[];
    readonly object: { readonly id: string; readonly status: string } | null;
  };
}

interface Delivery {
  readonly number: number;
  readonly standing: string;
  readonly attempts: number;
  readonly dueAt: string | null;
  readonly recipients: readonly { recipientNumber: number; recipient: { address: string } | null }[];
  readonly history: readonly { kind: string; attempt: number | null; answer: string | null; reason: string | null }[];
}

interface Dispatched {
  readonly dispatch: {
    readonly status: string;
    readonly statusReason: string | null;
    readonly content: { readonly subject: string } | null;
    readonly figures: Readonly<Record<string, number>>;
    readonly lists: readonly { recipientListId: string; figures: Readonly<Record<string, number>> }[];
    readonly deliveries: { readonly nodes: readonly Delivery[] };
  };
}

const DISPATCH = `query ($id: ID!) {
  dispatch(id: $id) {
    status statusReason content { subject }
    figures { waiting inFlight delivered refused uncertain dead removed givenUp }
    lists { recipientListId figures { delivered refused removed } }
    deliveries(first: 100) {
      nodes {
        number standing attempts dueAt
        recipients { recipientNumber recipient { address } }
        history { kind attempt answer reason }
      }
    }
  }
}`;

describe('Dispatches over HTTP', () => {
  let service: TestService;
  let now = '2006-06-01T09:00:00.000Z';
  beforeAll(async () => {
    service = await startService(() => new Date(now));
  });
  beforeEach(() => {
    now = '2006-06-01T09:00:00.000Z';
  });
  afterAll(() => service.close());

  const carryOut = async (caller: TestCaller, mutation: string, input: Readonly<Record<string, unknown>>) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const object = mutation.startsWith('recipientList') ? 'recipientList' : 'dispatch';
    const { data, errors } = await service.as(caller)<Payload>(
      `mutation ($input: ${type}!) {
        payload: ${mutation}(input: $input) { userErrors { code message field } object: ${object} { id status } }
      }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.payload;
  };
  const listOf = async (addresses: readonly string[], channel = 'EMAIL') => {
    const details = { name: `List ${addresses.join()}`.slice(0, 200), audience: 'PRACTITIONERS', channel };
    const { object } = await carryOut(keeper, 'recipientListCreate', details);
    const recipientListId = object?.id ?? '';
    const recipients = addresses.map((address) => ({ address }));
    const { userErrors } = await carryOut(keeper, 'recipientListAddRecipients', { recipientListId, recipients });
    expect(userErrors).toEqual([]);
    return recipientListId;
  };
  const dispatched = async (recipientListIds: readonly string[], channel: 'EMAIL' | 'WEBHOOK' = 'EMAIL') => {
    const { id, outcome } = await openDispatch(service.engine, { recipientListIds, channel });
    expect(outcome.outcome).toBe('accepted');
    return id;
  };
  const show = async (id: string, caller = keeper) => {
    const { data, errors } = await service.as(caller)<Dispatched>(DISPATCH, { id });
    expect(errors).toBeUndefined();
    return data.dispatch;
  };
  const send = () => service.engine.effects.runDue();
  const sentTo = (address: string) => service.sent.filter((envelope) => envelope.address === address);

  describe('to somebody whose data is erased while they are in flight', () => {
    const erasedWhileSending = async (address: string) => {
      const id = await dispatched([await listOf([address, 'stays@e.example'])]);
      service.transport.meanwhile = (envelope) => {
        if (envelope.address === address) void service.engine.subjectKeys.fence([`${id}/1`], 'erasure-of-the-spec');
      };
      await send();
      service.transport.meanwhile = () => undefined;
      return id;
    };

    it.each([
      ['taken@e.example', 'DELIVERED'],
      ['unsure@e.example', 'GIVEN_UP'],
      ['later@e.example', 'GIVEN_UP'],
    ])('end without what the other side said: %s', async (address, standing) => {
      const { status, deliveries } = await show(await erasedWhileSending(address));
      expect(status).toBe('COMPLETED');
      expect(deliveries.nodes.map(({ history }) => history.map(({ kind, answer }) => [kind, answer]))).toEqual([
        [
          ['STARTED', null],
          [standing, null],
        ],
        [
          ['STARTED', null],
          ['DELIVERED', '250 Taken over'],
        ],
      ]);
      expect(await send()).toBe(0);
    });

    it('end when the service stops in between, too, and keep no others from being told', async () => {
      const id = await dispatched([await listOf(['gone@f.example', 'there@f.example'])]);
      service.transport.meanwhile = ({ address }) => {
        if (address === 'gone@f.example') void service.engine.subjectKeys.fence([`${id}/1`], 'erasure-of-the-spec');
        // As a fault in the midst of it: nobody knows what came of it.
        throw new Error('The connection broke.');
      };
      await send();
      service.transport.meanwhile = () => undefined;
      await send();
      const { deliveries } = await show(id);
      expect(deliveries.nodes.map(({ standing }) => standing)).toEqual(['GIVEN_UP', 'UNCERTAIN']);
    });
  });

  it('send a text once to each address, also to one that is on several lists', async () => {
    const both = await listOf(['one@a.example', 'Two@a.example']);
    const other = await listOf(['two@A.example', 'refused@a.example']);
    const id = await dispatched([both, other]);
    await send();
    await send();
    expect(sentTo('Two@a.example')).toHaveLength(1);
    expect(sentTo('two@A.example')).toHaveLength(0);
    expect(sentTo('one@a.example').map(({ content }) => content.subject)).toEqual(['Who to call']);
    const { status, figures, lists, deliveries } = await show(id);
    expect(status).toBe('COMPLETED');
    expect(figures).toMatchObject({ delivered: 2, refused: 1, waiting: 0, inFlight: 0, uncertain: 0, dead: 0 });
    expect(lists).toEqual([
      { recipientListId: both, figures: { delivered: 2, refused: 0, removed: 0 } },
      { recipientListId: other, figures: { delivered: 1, refused: 1, removed: 0 } },
    ]);
    expect(deliveries.nodes.map(({ recipients }) => recipients.map(({ recipient }) => recipient?.address))).toEqual([
      ['one@a.example'],
      ['Two@a.example', 'two@A.example'],
      ['refused@a.example'],
    ]);
    expect(deliveries.nodes[2]?.history.map(({ kind, answer }) => [kind, answer])).toEqual([
      ['STARTED', null],
      ['REFUSED', '550 No such user'],
    ]);
  });

  it('send nothing to a recipient that was removed meanwhile, unless another list has the address', async () => {
    const first = await listOf(['gone@b.example', 'both@b.example']);
    const second = await listOf(['both@b.example']);
    const id = await dispatched([first, second]);
    await carryOut(keeper, 'recipientListRemoveRecipients', {
      recipientListId: first,
      numbers: [1, 2],
      reason: 'Left.',
    });
    await send();
    expect(sentTo('gone@b.example')).toEqual([]);
    expect(sentTo('both@b.example')).toHaveLength(1);
    expect((await show(id)).figures).toMatchObject({ delivered: 1, removed: 1 });
  });

  it('try again after a while, and leave a dead letter to the operator', async () => {
    const id = await dispatched([await listOf(['later@c.example'])]);
    await send();
    await send();
    expect(sentTo('later@c.example')).toHaveLength(1);
    expect((await show(id)).deliveries.nodes).toMatchObject([
      { standing: 'WAITING', attempts: 1, dueAt: '2006-06-01T09:01:00.000Z' },
    ]);
    for (let hour = 10; hour < 19; hour++) {
      now = `2006-06-01T${hour}:00:00.000Z`;
      await send();
    }
    expect(sentTo('later@c.example')).toHaveLength(8);
    expect(new Set(sentTo('later@c.example').map(({ deliveryId }) => deliveryId)).size).toBe(1);
    const { data } = await service.as(operator)<{
      deliveries: { nodes: { number: number; dispatch: { id: string } }[] };
    }>('{ deliveries(standing: DEAD, first: 100) { nodes { number dispatch { id } } } }');
    expect(data.deliveries.nodes).toEqual([{ number: 1, dispatch: { id } }]);
    const retried = await carryOut(operator, 'dispatchRetryDelivery', { dispatchId: id, number: 1, reason: 'Back.' });
    expect(retried.userErrors).toEqual([]);
    await send();
    expect(sentTo('later@c.example')).toHaveLength(9);
    const abandoned = await carryOut(operator, 'dispatchAbandon', { dispatchId: id, reason: 'Closed down.' });
    expect(abandoned.object?.status).toBe('ABANDONED');
    now = '2006-06-02T09:00:00.000Z';
    await send();
    expect(sentTo('later@c.example')).toHaveLength(9);
    expect((await show(id)).figures).toMatchObject({ givenUp: 1, waiting: 0 });
  });

  it('never send an uncertain delivery again by themselves, and say so to whoever wants to', async () => {
    const id = await dispatched([await listOf(['unsure@d.example', 'fine@d.example'])]);
    for (const hour of ['10', '12', '20']) {
      now = `2006-06-01T${hour}:00:00.000Z`;
      await send();
    }
    expect(sentTo('unsure@d.example')).toHaveLength(1);
    expect(await show(id)).toMatchObject({ status: 'OPEN', figures: { uncertain: 1, delivered: 1 } });
    const again = { dispatchId: id, number: 1, reason: 'They say that nothing came.' };
    expect((await carryOut(operator, 'dispatchRetryDelivery', again)).userErrors).toEqual([
      {
        code: 'REPETITION_NOT_ACCEPTED',
        field: ['input', 'mayArriveTwice'],
        message: expect.stringContaining('the recipient may get the text twice'),
      },
    ]);
    const accepted = await carryOut(operator, 'dispatchRetryDelivery', { ...again, mayArriveTwice: true });
    expect(accepted.userErrors).toEqual([]);
    await send();
    expect(sentTo('unsure@d.example')).toHaveLength(2);
    const settled = { dispatchId: id, number: 1, as: 'DELIVERED', evidence: 'They have it now.' };
    expect((await carryOut(keeper, 'dispatchSettleDelivery', settled)).object?.status).toBe('COMPLETED');
    expect((await show(id)).deliveries.nodes[0]?.history.map(({ kind }) => kind)).toEqual([
      'STARTED',
      'UNCERTAIN',
      'RETRIED',
      'STARTED',
      'UNCERTAIN',
      'SETTLED',
    ]);
  });

  it('wait while they are paused', async () => {
    const id = await dispatched([await listOf(['paused@e.example'])]);
    await carryOut(operator, 'dispatchPause', { dispatchId: id, reason: 'The mail server moves.' });
    await send();
    expect(sentTo('paused@e.example')).toEqual([]);
    expect(await show(id)).toMatchObject({ status: 'PAUSED', statusReason: 'The mail server moves.' });
    await carryOut(operator, 'dispatchResume', { dispatchId: id, reason: 'It is there.' });
    await send();
    expect(sentTo('paused@e.example')).toHaveLength(1);
  });

  it('go on after a restart, and open once', async () => {
    const sourceId = deriveId('message', 'restart');
    const recipientListIds = [await listOf(['restart@f.example'])];
    const { id } = await openDispatch(service.engine, { sourceId, recipientListIds });
    await service.restart();
    expect((await openDispatch(service.engine, { sourceId, recipientListIds })).outcome).toMatchObject({
      outcome: 'accepted',
      events: [],
    });
    const other = await openDispatch(service.engine, { sourceId, recipientListIds, subject: 'Another' });
    expect(other.outcome).toMatchObject({ outcome: 'rejected', rejections: [{ code: 'DISPATCH_DIFFERS' }] });
    await send();
    await send();
    expect(sentTo('restart@f.example')).toHaveLength(1);
    expect((await show(id)).status).toBe('COMPLETED');
  });

  it('show addresses, texts and answers only to those who may know them', async () => {
    const id = await dispatched([await listOf(['refused@g.example'])]);
    await send();
    const seen = async (caller: TestCaller) => {
      const { content, deliveries } = await show(id, caller);
      const [delivery] = deliveries.nodes;
      return {
        text: content !== null,
        address: delivery?.recipients[0]?.recipient !== null,
        answer: delivery?.history.at(-1)?.answer !== null,
      };
    };
    expect(await seen(keeper)).toEqual({ text: true, address: true, answer: true });
    expect(await seen(lead)).toEqual({ text: true, address: false, answer: false });
    expect(await seen(auditor)).toEqual({ text: true, address: false, answer: false });
    expect(await seen(operator)).toEqual({ text: false, address: false, answer: true });
    expect((await service.as(officer)<{ dispatch: null }>(DISPATCH, { id })).data.dispatch).toBeNull();
  });

  it('over webhooks can be verified with the secret that whoever keeps the list hands over', async () => {
    const address = 'https://cases.dundee.example/inbox';
    const recipientListId = await listOf([address], 'WEBHOOK');
    const secretSeenBy = async (caller: TestCaller) => {
      const { data } = await service.as(caller)<{
        recipientList: { recipients: { nodes: { endpointSecret: string }[] } };
      }>('query ($id: ID!) { recipientList(id: $id) { recipients { nodes { endpointSecret } } } }', {
        id: recipientListId,
      });
      return data.recipientList.recipients.nodes[0]?.endpointSecret;
    };
    expect(await secretSeenBy(lead)).toBeUndefined();
    const secret = await secretSeenBy(keeper);
    expect(secret).toMatch(/^whsec_/);
    expect(() => new Webhook(secret ?? '')).not.toThrow();
    const id = await dispatched([recipientListId], 'WEBHOOK');
    await send();
    expect(sentTo(address)).toHaveLength(1);
    expect((await show(id)).status).toBe('COMPLETED');
  });
});
