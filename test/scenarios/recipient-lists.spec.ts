import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contextsWith } from '#domain';
import { GATEWAY_DEFAULTS } from '#domain/contacts';
import { DISPATCH_DEFAULTS } from '#domain/dispatch';
import { deriveId } from '#platform/values';
import { openDispatch } from '../support/dispatches.js';
import { makeEngineHome } from '../support/engines/test-engine.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const LACORS = deriveId('authority', 'LACORS');
const party = { kind: 'COORDINATING_BODY', id: LACORS } as const;
const keeper: TestCaller = { name: 'keeper', party, roles: ['COMMUNICATIONS_LEAD'] };
const lead: TestCaller = { name: 'lead', party, roles: ['LEAD'] };
const auditor: TestCaller = { name: 'auditor', party: { kind: 'AUDITOR', id: 'auditor' }, roles: ['AUDITOR'] };

interface Payload {
  readonly payload: {
    readonly userErrors: readonly { code: string; message: string; field: string[] }[];
    readonly recipientList: { readonly id: string; readonly revision: number } | null;
  };
}

interface Shown {
  readonly recipientList: {
    readonly name: string;
    readonly status: string;
    readonly audience: string;
    readonly recipientCount: number;
    readonly recipients: { readonly nodes: readonly { number: number; address: string; label: string | null }[] };
  } | null;
}

describe('Recipient lists over HTTP', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  const carryOut = async (mutation: string, input: Readonly<Record<string, unknown>>, caller = keeper) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await service.as(caller)<Payload>(
      `mutation ($input: ${type}!) {
        payload: ${mutation}(input: $input) { userErrors { code message field } recipientList { id revision } }
      }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.payload;
  };
  const create = async (channel = 'EMAIL') => {
    const details = { name: 'Leads', audience: 'PRACTITIONERS', channel };
    return (await carryOut('recipientListCreate', details)).recipientList?.id ?? '';
  };
  const add = (recipientListId: string, ...addresses: readonly string[]) =>
    carryOut('recipientListAddRecipients', { recipientListId, recipients: addresses.map((address) => ({ address })) });
  const show = async (id: string, caller = keeper) => {
    const { data } = await service.as(caller)<Shown>(
      `query ($id: ID!) { recipientList(id: $id) {
        name status audience recipientCount recipients(first: 100) { nodes { number address label } }
      } }`,
      { id },
    );
    return data.recipientList;
  };

  it('take recipients in batches, and let them be removed', async () => {
    const id = await create();
    await add(id, 'a@x.example', 'b@x.example');
    expect((await add(id, 'B@X.example', 'c@x.example')).userErrors).toEqual([]);
    const numbers = { recipientListId: id, numbers: [2], reason: 'Asked to be.' };
    await carryOut('recipientListRemoveRecipients', numbers);
    await carryOut('recipientListRemoveRecipients', numbers);
    expect(await show(id)).toMatchObject({
      recipientCount: 2,
      recipients: {
        nodes: [
          { number: 1, address: 'a@x.example' },
          { number: 3, address: 'c@x.example' },
        ],
      },
    });
  });

  it('take nothing of a batch in which an address could inject a header, and name each that could', async () => {
    const id = await create();
    const { userErrors } = await add(
      id,
      'good@x.example',
      'a@x.example\r\nBcc: everybody@x.example',
      'Anne <anne@x.example>',
      'a@x.example, b@x.example',
    );
    expect(userErrors.map(({ code, field }) => [code, field.join('.')])).toEqual([
      ['INVALID_INPUT', 'input.recipients.1.address'],
      ['INVALID_INPUT', 'input.recipients.2.address'],
      ['INVALID_INPUT', 'input.recipients.3.address'],
    ]);
    expect(userErrors[0]?.message).toBe('recipients.1.address: must not contain the character U+000D (at place 12).');
    expect(userErrors.map(({ message }) => message).join()).not.toContain('everybody');
    expect((await show(id))?.recipientCount).toBe(0);
  });

  it.each([
    ['http://x.example/', 'INVALID_INPUT'],
    ['https://user:secret@x.example/', 'INVALID_INPUT'],
    ['http://localhost/', 'RECIPIENT_ADDRESS_UNFIT'],
    ['a@x.example', 'RECIPIENT_ADDRESS_UNFIT'],
  ])('for webhooks refuse %s', async (address, code) => {
    const { userErrors } = await add(await create('WEBHOOK'), 'https://good.example/', address);
    expect(userErrors).toMatchObject([{ code, field: ['input', 'recipients', '1', 'address'] }]);
  });

  it('show addresses only to those who keep them', async () => {
    const id = await create();
    await add(id, 'a@x.example');
    for (const caller of [lead, auditor]) {
      expect(await show(id, caller)).toMatchObject({
        audience: 'PRACTITIONERS',
        recipientCount: 1,
        recipients: { nodes: [] },
      });
    }
  });

  it('that are retired take nothing, and can be told from others', async () => {
    const id = await create();
    await carryOut('recipientListRetire', { recipientListId: id, reason: 'Replaced.' });
    expect((await add(id, 'a@x.example')).userErrors).toMatchObject([{ code: 'RECIPIENT_LIST_RETIRED' }]);
    const { data } = await service.as(lead)<{ recipientLists: { nodes: { id: string }[] } }>(
      '{ recipientLists(status: RETIRED, audience: "PRACTITIONERS") { nodes { id } } }',
    );
    expect(data.recipientLists.nodes).toEqual([{ id }]);
    const { outcome } = await openDispatch(service.engine, { recipientListIds: [id] });
    expect(outcome).toMatchObject({ outcome: 'rejected', rejections: [{ code: 'RECIPIENT_LIST_RETIRED' }] });
  });
});

it('A dispatch over a channel that is not configured is refused, with what has to be configured', async () => {
  const folder = temporaryFolder();
  const contexts = contextsWith({ gateway: GATEWAY_DEFAULTS, dispatch: DISPATCH_DEFAULTS });
  const log = { info: () => undefined, error: () => undefined };
  const home = await makeEngineHome(folder.path);
  const engine = await home.open({ contexts, log, onFault: () => undefined });
  try {
    await engine.start();
    for (const [channel, variable] of [
      ['EMAIL', 'CONCORDAT_SMTP_HOST'],
      ['WEBHOOK', 'CONCORDAT_WEBHOOK_SECRET'],
    ] as const) {
      const recipientListIds = [deriveId('recipient-list', 'none')];
      const { outcome } = await openDispatch(engine, { channel, recipientListIds });
      expect(outcome).toMatchObject({
        outcome: 'rejected',
        rejections: [{ code: 'CHANNEL_NOT_AVAILABLE', message: expect.stringContaining(variable) }],
      });
    }
  } finally {
    await engine.stop();
    await home.remove();
    folder.remove();
  }
});
