import { defineProjection, increment, on } from '#platform/projections';
import { recipientKey } from './recipient-address.js';
import { recipientListEvents } from './recipient-list.events.js';
import { recipientListTable, recipientTable } from './recipient-list.tables.js';

export const recipientListRegister = defineProjection({
  name: 'recipient-lists',
  version: 1,
  tables: [recipientListTable, recipientTable],
  handlers: on(recipientListEvents, {
    RecipientListCreated: ({ stream: id, revision, data }) => [
      recipientListTable.insert({
        id,
        revision,
        status: 'ACTIVE',
        name: data.name,
        channel: data.channel,
        audience: data.audience,
        region: data.region ?? null,
        recipientCount: 0,
        retirementReason: null,
      }),
    ],
    RecipientListAmended: ({ stream: id, revision, data: { name, audience, region = null } }) => [
      recipientListTable.update({ id }, { revision, name, audience, region }),
    ],
    RecipientsAdded: ({ stream: id, revision, data: { recipients } }) => [
      recipientListTable.update({ id }, { revision, recipientCount: increment(recipients.length) }),
      ...recipients.map(({ number, address, partyId = null, label = null }) =>
        recipientTable.insert({
          recipientListId: id,
          number,
          address,
          addressKey: recipientKey({ number, address }),
          partyId,
          label,
        }),
      ),
    ],
    RecipientsRemoved: ({ stream: id, revision, data: { numbers } }) => [
      recipientListTable.update({ id }, { revision, recipientCount: increment(-numbers.length) }),
      ...numbers.map((number) => recipientTable.delete({ recipientListId: id, number })),
    ],
    RecipientListRetired: ({ stream: id, revision, data: { reason: retirementReason } }) => [
      recipientListTable.update({ id }, { revision, status: 'RETIRED', retirementReason }),
    ],
  }),
});
