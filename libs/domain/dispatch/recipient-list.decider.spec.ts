import { describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import type { RecipientListCommand } from './recipient-list.commands.js';
import { recipientListCommands } from './recipient-list.commands.js';
import { recipientListDecider } from './recipient-list.decider.js';
import type { RecipientListEvent } from './recipient-list.events.js';

const { given } = specificationOf(recipientListDecider);
const reason = 'Spec.';
const details = { name: 'Leads', audience: 'PRACTITIONERS' };

const created = (channel: 'EMAIL' | 'WEBHOOK' = 'EMAIL'): RecipientListEvent => ({
  type: 'RecipientListCreated',
  data: { ...details, channel },
});
const added = (...recipients: { number: number; address: string; label?: string }[]): RecipientListEvent => ({
  type: 'RecipientsAdded',
  data: { recipients },
});
const add = (
  recipients: { address: string; label?: string }[],
  changes: { loopbackAllowed?: boolean } = {},
): RecipientListCommand => ({ type: 'AddRecipients', data: { recipients, loopbackAllowed: false, ...changes } });
const remove = (...numbers: number[]): RecipientListCommand => ({
  type: 'RemoveRecipients',
  data: { numbers, reason },
});
const retired: RecipientListEvent = { type: 'RecipientListRetired', data: { reason } };

describe('A recipient list', () => {
  it('is created once', () => {
    const create: RecipientListCommand = { type: 'CreateRecipientList', data: { ...details, channel: 'EMAIL' } };
    given().when(create).then(created());
    given(created()).when(create).thenRejected('ALREADY_EXISTS');
    given().when(remove(1)).thenRejected('NOT_FOUND');
  });

  it('is amended, with all that is said of it', () => {
    const amend = (name: string, region?: string): RecipientListCommand => ({
      type: 'AmendRecipientList',
      data: { name, audience: 'PRACTITIONERS', ...(region === undefined ? {} : { region }), reason },
    });
    given(created()).when(amend('Leads')).then();
    given(created())
      .when(amend('Leads', 'Scotland'))
      .then({ type: 'RecipientListAmended', data: { ...details, region: 'Scotland', reason } });
  });

  it('numbers its recipients, and gives no number again', () => {
    given(created(), added({ number: 1, address: 'a@x.example' }), {
      type: 'RecipientsRemoved',
      data: { numbers: [1], reason },
    })
      .when(add([{ address: 'a@x.example' }, { address: 'b@x.example' }]))
      .then(added({ number: 2, address: 'a@x.example' }, { number: 3, address: 'b@x.example' }));
  });

  it('holds an address once, in whatever letter case', () => {
    const known = added({ number: 1, address: 'a@x.example', label: 'Anne' });
    given(created(), known)
      .when(add([{ address: 'A@X.example', label: 'Anne' }]))
      .then();
    given(created())
      .when(add([{ address: 'a@x.example' }, { address: 'A@x.example' }]))
      .then(added({ number: 1, address: 'a@x.example' }));
  });

  it('refuses an address that is on it with another label, and all of the batch with it', () => {
    const known = added({ number: 1, address: 'a@x.example', label: 'Anne' });
    const { field } = given(created(), known)
      .when(add([{ address: 'b@x.example' }, { address: 'A@X.example', label: 'Ben' }]))
      .thenRejected('RECIPIENT_DIFFERS', /^Recipient 2 is on the list as number 1/);
    expect(field).toEqual(['recipients', '1', 'address']);
  });

  it('takes addresses of its channel only', () => {
    const https = 'https://x.example/';
    given(created())
      .when(add([{ address: https }]))
      .thenRejected('RECIPIENT_ADDRESS_UNFIT', /^Recipient 1: this list is for e-mail/);
    given(created('WEBHOOK'))
      .when(add([{ address: 'a@x.example' }]))
      .thenRejected('RECIPIENT_ADDRESS_UNFIT', /for webhooks/);
    given(created('WEBHOOK'))
      .when(add([{ address: https }]))
      .then(added({ number: 1, address: https }));
  });

  it('takes web addresses on this machine only where the operator lets it', () => {
    const address = 'http://localhost:4000/';
    given(created('WEBHOOK'))
      .when(add([{ address }]))
      .thenRejected('RECIPIENT_ADDRESS_UNFIT', /must begin with https/);
    given(created('WEBHOOK'))
      .when(add([{ address }], { loopbackAllowed: true }))
      .then(added({ number: 1, address }));
  });

  it('holds 10,000 recipients', () => {
    const full = Array.from({ length: 10 }, (_, batch) =>
      added(
        ...Array.from({ length: 1000 }, (_each, index) => ({
          number: batch * 1000 + index + 1,
          address: `r${batch}-${index}@x.example`,
        })),
      ),
    );
    given(created(), ...full)
      .when(add([{ address: 'one.more@x.example' }]))
      .thenRejected('RECIPIENT_LIST_FULL', /10000 .* 10001/);
    given(created(), ...full)
      .when(add([{ address: 'r0-0@x.example' }]))
      .then();
  });

  it('lets recipients be removed once, also when it was retired', () => {
    const known = [created(), added({ number: 1, address: 'a@x.example' }, { number: 2, address: 'b@x.example' })];
    given(...known)
      .when(remove(2, 1, 2))
      .then({ type: 'RecipientsRemoved', data: { numbers: [2, 1], reason } });
    given(...known, retired)
      .when(remove(1))
      .then({ type: 'RecipientsRemoved', data: { numbers: [1], reason } });
    const { field } = given(...known)
      .when(remove(1, 3))
      .thenRejected('RECIPIENT_UNKNOWN', /number 3; the last one is 2/);
    expect(field).toEqual(['numbers', '1']);
  });

  it('takes nothing new once it was retired', () => {
    given(created()).when({ type: 'RetireRecipientList', data: { reason } }).then(retired);
    given(created(), retired)
      .when(add([{ address: 'a@x.example' }]))
      .thenRejected('RECIPIENT_LIST_RETIRED');
    given(created(), retired).when({ type: 'RetireRecipientList', data: { reason } }).then();
  });
});

describe('A batch of recipients', () => {
  const parse = (recipients: readonly object[]) => recipientListCommands.AddRecipients.safeParse({ recipients });

  it('names every recipient that is wrong, and where', () => {
    const { error } = parse([{ address: 'a@x.example' }, { address: 'b,c' }, { address: 'd\r\n@x.example' }]);
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['recipients.1.address', 'recipients.2.address']);
  });

  it('has at most 1,000', () => {
    const many = Array.from({ length: 1001 }, (_, index) => ({ address: `r${index}@x.example` }));
    expect(parse(many).success).toBe(false);
    expect(parse(many.slice(1)).success).toBe(true);
  });

  it('names parties by their ids', () => {
    expect(parse([{ address: 'a@x.example', partyId: deriveId('authority', 'x') }]).success).toBe(true);
    expect(parse([{ address: 'a@x.example', partyId: deriveId('officer', 'x') }]).success).toBe(false);
  });
});
