import { defineProjection, on, toJson } from '#platform/projections';
import { audienceKey } from './audience.vocabulary.js';
import { isSentByService } from './message.content.js';
import { messageEvents } from './message.events.js';
import {
  messageChannelTable,
  messageFollowUpTable,
  messageReceiptTable,
  messageRiskTable,
} from './message-register.tables.js';

const handlers = on(messageEvents, {
  MessageIssued: (event) =>
    event.data.channels.map((target, index) =>
      messageChannelTable.insert({
        messageId: event.stream,
        number: index + 1,
        version: event.data.version,
        channel: target.channel,
        target: toJson(target),
        sentByService: isSentByService(target) ? 1 : 0,
        issuedAt: event.recordedAt,
        carriedOutOn: null,
        carriedOutBy: null,
        evidence: null,
        issuedBy: event.id,
      }),
    ),
  ChannelCarriedOut: ({ stream: messageId, data: { channel: number, on: carriedOutOn, carriedOutBy, evidence } }) => [
    messageChannelTable.update({ messageId, number }, { carriedOutOn, carriedOutBy, evidence }),
  ],
  ReceiptCounted: ({ stream: messageId, data }) => {
    const { receipt, channel, audience, on: onDate, received, notReceived } = data;
    const key = audienceKey(audience);
    return [
      messageReceiptTable.update({ messageId, channel, audienceKey: key }, { current: 0 }),
      messageReceiptTable.insert({
        messageId,
        receipt,
        channel,
        audience: toJson(audience),
        audienceKey: key,
        onDate,
        received,
        notReceived: toJson(notReceived),
        current: 1,
      }),
    ];
  },
  FollowUpPlanned: ({ stream: messageId, data: { followUp: number, on: onDate, what } }) => [
    messageFollowUpTable.insert({ messageId, number, onDate, what, doneOn: null, note: null }),
  ],
  FollowUpDone: ({ stream: messageId, data: { followUp: number, on: doneOn, note } }) => [
    messageFollowUpTable.update({ messageId, number }, { doneOn, note }),
  ],
  RiskLinked: ({ stream: messageId, data: { riskId } }) => [messageRiskTable.insert({ messageId, riskId })],
  RiskUnlinked: ({ stream: messageId, data: { riskId } }) => [messageRiskTable.delete({ messageId, riskId })],
});

/** What became of issued messages, channel by channel, and what else goes with a message. */
export const messageDelivery = defineProjection({
  name: 'message-delivery',
  version: 1,
  tables: [messageChannelTable, messageReceiptTable, messageFollowUpTable, messageRiskTable],
  handlers,
});
