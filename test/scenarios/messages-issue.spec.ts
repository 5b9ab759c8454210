import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { messageSteps } from '../support/message-steps.js';
import { makeMessageWorld, messageContent, type MessageWorld } from '../support/message-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

describe('The issue of a message over HTTP', () => {
  let service: TestService;
  let world: MessageWorld;
  let now = '2006-03-21T09:00:00.000Z';
  const { accepted, refusals } = commandsOf(() => service, ['message']);
  const { draft, named, propose, confirm, issue, issued } = messageSteps(
    () => service,
    () => world,
  );

  beforeAll(async () => {
    service = await startService(() => new Date(now));
    world = await makeMessageWorld(() => service);
  }, 60_000);
  afterAll(() => service.close());

  it('is sent once over its electronic channels, in exactly the words that were confirmed', async () => {
    const { lacorsCommunications, hseCommunications } = world;
    const lists = commandsOf(() => service, ['recipientList']);
    const listOf = (name: string, channel: string) =>
      lists.accepted(lacorsCommunications, 'recipientListCreate', { name, channel, audience: 'LOCAL_AUTHORITIES' });
    const list = await listOf('Scottish councils', 'EMAIL');
    const webhooks = await listOf('Case systems', 'WEBHOOK');
    const overEmail = (recipientListIds: readonly string[]) => ({
      ...messageContent,
      channels: [{ channel: 'EMAIL', recipientListIds }],
    });
    expect(await refusals(world.hseLead, 'messageDraft', { content: overEmail([webhooks]) })).toEqual([
      'RECIPIENT_LIST_UNFIT input.content.channels.0.recipientListIds.0',
    ]);
    const absent = list.replace(/[0-9a-f]{12}$/, '000000000000');
    expect(await refusals(world.hseLead, 'messageDraft', { content: overEmail([absent]) })).toEqual([
      'RECIPIENT_LIST_UNKNOWN input.content.channels.0.recipientListIds.0',
    ]);
    const messageId = await draft(overEmail([list]));
    await propose(messageId);
    await confirm(messageId, hseCommunications, lacorsCommunications);
    const current = { messageId, ...(await named(messageId)) };
    expect(await refusals(lacorsCommunications, 'messageIssue', current)).toEqual(['RECIPIENT_LISTS_EMPTY input']);
    const recipients = ['one@dundee.example', 'two@fife.example'].map((address) => ({ address, label: 'A council' }));
    await lists.accepted(lacorsCommunications, 'recipientListAddRecipients', { recipientListId: list, recipients });
    await issue(messageId);
    const before = service.sent.length;
    for (let round = 0; round < 3; round++) {
      await service.engine.processes.runDue();
      await service.engine.effects.runDue();
    }
    const sent = service.sent.slice(before);
    expect(sent.map(({ address }) => address).toSorted()).toEqual(['one@dundee.example', 'two@fife.example']);
    expect(new Set(sent.map(({ content: { subject } }) => subject))).toEqual(new Set([messageContent.wording.subject]));
    const query = `query ($id: ID!) { message(id: $id) { proof { channels {
      sentByService dispatch { contentDigest figures { delivered } } } } } }`;
    const { data } = await service.as(lacorsCommunications)(query, { id: messageId });
    expect(data).toEqual({
      message: {
        proof: {
          channels: [{ sentByService: true, dispatch: { contentDigest: current.digest, figures: { delivered: 2 } } }],
        },
      },
    });
    const carried = { channel: 1, on: '2006-03-21', carriedOutBy: 'Somebody', evidence: 'None.' };
    expect(await refusals(lacorsCommunications, 'messageRecordChannel', { messageId, ...carried })).toEqual([
      'CHANNEL_SENT_BY_SERVICE input.channel',
    ]);
  });

  it('is carried by people over its channels after the issue, and counted', async () => {
    const { hseCommunications, lacorsCommunications, dundeeLead } = world;
    const carried = {
      channel: 1,
      on: '2006-03-21',
      carriedOutBy: 'Regional manager',
      evidence: 'Item 4 of the agenda.',
    };
    const messageId = await draft();
    expect(await refusals(hseCommunications, 'messageRecordChannel', { messageId, ...carried })).toEqual([
      'MESSAGE_NOT_ISSUED input',
    ]);
    await propose(messageId);
    await confirm(messageId, hseCommunications, lacorsCommunications);
    await issue(messageId);
    const before = { messageId, ...carried, on: '2006-03-20' };
    expect(await refusals(hseCommunications, 'messageRecordChannel', before)).toEqual(['DATES_OUT_OF_ORDER input.on']);
    await accepted(hseCommunications, 'messageRecordChannel', { messageId, ...carried });
    const counted = {
      messageId,
      channel: 1,
      audience: { segment: 'LOCAL_AUTHORITIES', region: 'Scotland' },
      on: '2006-03-21',
      received: 30,
      notReceived: [{ count: 2, reason: 'Excused' }],
    };
    await accepted(hseCommunications, 'messageRecordReceipt', counted);
    await accepted(hseCommunications, 'messageRecordReceipt', { ...counted, received: 32, notReceived: [] });
    const query = `query ($id: ID!) { message(id: $id) { proof { channels {
      carriedOutOn evidence receipts { received isCurrent notReceived { count reason } } } } } }`;
    const first = { carriedOutOn: '2006-03-21', evidence: 'Item 4 of the agenda.' };
    const receipts = [
      { received: 30, isCurrent: false, notReceived: [{ count: 2, reason: 'Excused' }] },
      { received: 32, isCurrent: true, notReceived: [] },
    ];
    const second = { carriedOutOn: null, evidence: null, receipts: [] };
    const seen = await service.as(hseCommunications)(query, { id: messageId });
    expect(seen.data).toEqual({ message: { proof: { channels: [{ ...first, receipts }, second] } } });
    const elsewhere = await service.as(dundeeLead)(query, { id: messageId });
    expect(elsewhere.data).toEqual({
      message: { proof: { channels: [{ ...first, evidence: null, receipts: [] }, second] } },
    });
  });

  it('is corrected and superseded by later ones, and each points to the other', async () => {
    const first = await issued();
    const following = (relation: string, messageId: string) => ({
      ...messageContent,
      title: `${relation} it`,
      earlierMessage: { relation, messageId, why: 'The date was wrong.' },
    });
    const draftOf = await draft();
    const { hseLead } = world;
    expect(await refusals(hseLead, 'messageDraft', { content: following('CORRECTS', draftOf) })).toEqual([
      'EARLIER_MESSAGE_NOT_ISSUED input.content.earlierMessage.messageId',
    ]);
    const correction = await issued(following('CORRECTS', first));
    const successor = await issued(following('SUPERSEDES', first));
    expect(await refusals(hseLead, 'messageDraft', { content: following('SUPERSEDES', first) })).toEqual([
      'EARLIER_MESSAGE_SUPERSEDED input.content.earlierMessage.messageId',
    ]);
    const query = `query ($id: ID!) { message(id: $id) {
      isSuperseded supersededBy { id } corrections { id } latest { earlierMessage { relation message { id } why } } } }`;
    const seen = async (id: string) => (await service.as(world.dundeeLead)(query, { id })).data;
    expect(await seen(first)).toEqual({
      message: {
        isSuperseded: true,
        supersededBy: { id: successor },
        corrections: [{ id: correction }],
        latest: { earlierMessage: null },
      },
    });
    expect(await seen(successor)).toMatchObject({
      message: {
        isSuperseded: false,
        latest: { earlierMessage: { relation: 'SUPERSEDES', message: { id: first }, why: 'The date was wrong.' } },
      },
    });
  });

  it('waits for the end of its embargo and stays within its window', async () => {
    const { hseCommunications, lacorsCommunications, lacorsLead, auditor, representative } = world;
    const content = {
      ...messageContent,
      window: { from: '2006-03-22', until: '2006-03-24' },
      embargoUntil: '2006-03-23T12:00:00Z',
    };
    const messageId = await draft(content);
    await propose(messageId);
    await confirm(messageId, hseCommunications, lacorsCommunications);
    const embargoed = async (as: TestCaller) => {
      const list = '{ embargoedMessages { nodes { id } } }';
      const { data } = await service.as(as)<{ embargoedMessages: { nodes: { id: string }[] } }>(list);
      return data.embargoedMessages.nodes.map(({ id }) => id);
    };
    expect(await embargoed(auditor)).toEqual([messageId]);
    expect(await embargoed(representative)).toEqual([]);
    const current = { messageId, ...(await named(messageId)) };
    const refusedAt = async (at: string) => {
      now = at;
      return refusals(lacorsCommunications, 'messageIssue', current);
    };
    expect(await refusedAt('2006-03-21T10:00:00.000Z')).toEqual(['OUTSIDE_WINDOW input']);
    expect(await refusedAt('2006-03-23T11:00:00.000Z')).toEqual(['UNDER_EMBARGO input']);
    expect(await refusedAt('2006-03-25T11:00:00.000Z')).toEqual(['OUTSIDE_WINDOW input']);
    now = '2006-03-23T12:00:00.000Z';
    await issue(messageId);
    expect(await embargoed(lacorsLead)).toEqual([]);
  });
});
