import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { commandsOf } from '../support/commands.js';
import { latestVersion, makeMessageWorld, messageContent, type MessageWorld } from '../support/message-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const reason = 'As discussed.';
const unions = {
  audience: { segment: 'TRADE_UNIONS' },
  what: 'Whom to ask',
  by: '2006-03-21',
  channel: 'NEWSLETTER',
  milestone: 1,
};

describe('The coverage of communications plans over HTTP', () => {
  let service: TestService;
  let world: MessageWorld;
  const { accepted, refusals } = commandsOf(() => service, ['communicationsPlan', 'message']);

  beforeAll(async () => {
    service = await startService(() => new Date('2006-03-21T09:00:00Z'));
    world = await makeMessageWorld(() => service);
  }, 60_000);
  afterAll(() => service.close());

  /** A plan in force with these needs, numbered from 1. */
  async function planWith(...needs: readonly object[]): Promise<string> {
    const { hseCommunications: as } = world;
    const plan = { title: 'Communications', from: '2006-03-01', until: '2006-12-31' };
    const communicationsPlanId = await accepted(as, 'communicationsPlanDraft', plan);
    const milestone = { communicationsPlanId, name: 'Plenary', on: '2006-04-27' };
    await accepted(as, 'communicationsPlanAddMilestone', milestone);
    for (const need of needs) await accepted(as, 'communicationsPlanAddNeed', { communicationsPlanId, ...need });
    return accepted(as, 'communicationsPlanPutInForce', { communicationsPlanId });
  }

  const link = (communicationsPlanId: string, need: number, messageId: string) =>
    accepted(world.lacorsLead, 'communicationsPlanLinkMessage', { communicationsPlanId, need, messageId });

  async function issue(messageId: string): Promise<void> {
    const { hseCommunications, lacorsCommunications } = world;
    const named = { messageId, ...(await latestVersion(service, lacorsCommunications, messageId)) };
    await accepted(hseCommunications, 'messagePropose', { ...named, workingDays: 10 });
    for (const as of [hseCommunications, lacorsCommunications]) await accepted(as, 'messageConfirm', named);
    await accepted(lacorsCommunications, 'messageIssue', named);
  }

  async function coverage(as: TestCaller, id: string): Promise<readonly string[]> {
    const query = 'query ($id: ID!) { communicationsPlan(id: $id) { needs { number coverage } } }';
    const { data, errors } = await service.as(as)<{
      communicationsPlan: { needs: { number: number; coverage: string }[] };
    }>(query, { id });
    expect(errors).toBeUndefined();
    return data.communicationsPlan.needs.toSorted((a, b) => a.number - b.number).map((need) => need.coverage);
  }

  it('follows the messages linked, alike for those who may not read them', async () => {
    const { hseCommunications, dundeeLead, auditor } = world;
    const inScotland = { segment: 'LOCAL_AUTHORITIES', region: 'Scotland' };
    const id = await planWith(
      unions,
      { ...unions, by: '2006-03-20' },
      { ...unions, audience: inScotland, channel: 'REGIONAL_MEETING', by: '2006-04-04' },
      { ...unions, audience: inScotland, channel: 'REGIONAL_MEETING', by: '2006-04-03' },
      { ...unions, audience: { segment: 'ELECTED_MEMBERS' } },
      { ...unions, channel: 'WEB' },
    );
    expect(await coverage(dundeeLead, id)).toEqual(['GAP', 'OVERDUE', 'GAP', 'GAP', 'GAP', 'GAP']);
    const messageId = await accepted(hseCommunications, 'messageDraft', { content: messageContent });
    for (const need of [1, 2, 3, 4, 5, 6]) await link(id, need, messageId);
    const seen = 'query ($id: ID!) { message(id: $id) { id } }';
    expect((await service.as(dundeeLead)(seen, { id: messageId })).data).toEqual({ message: null });
    for (const reader of [hseCommunications, dundeeLead, auditor]) {
      expect(await coverage(reader, id)).toEqual(['PLANNED', 'OVERDUE', 'PLANNED', 'GAP', 'GAP', 'GAP']);
    }
    await issue(messageId);
    for (const reader of [hseCommunications, dundeeLead, auditor]) {
      expect(await coverage(reader, id)).toEqual(['COVERED', 'LATE', 'PLANNED', 'GAP', 'GAP', 'GAP']);
    }
    const unlink = { communicationsPlanId: id, need: 1, messageId, reason };
    await accepted(world.lacorsLead, 'communicationsPlanUnlinkMessage', unlink);
    expect(await coverage(dundeeLead, id)).toEqual(['GAP', 'LATE', 'PLANNED', 'GAP', 'GAP', 'GAP']);
  });

  it('goes by the latest version until one is issued, and by no message that was withdrawn', async () => {
    const { hseCommunications, hseLead } = world;
    const id = await planWith(unions);
    const messageId = await accepted(hseCommunications, 'messageDraft', { content: messageContent });
    await link(id, 1, messageId);
    const content = { ...messageContent, audiences: [{ segment: 'PRACTITIONERS' }] };
    await accepted(hseCommunications, 'messageRevise', { messageId, content, reason });
    expect(await coverage(hseLead, id)).toEqual(['GAP']);
    await accepted(hseCommunications, 'messageRevise', { messageId, content: messageContent, reason });
    expect(await coverage(hseLead, id)).toEqual(['PLANNED']);
    await accepted(hseCommunications, 'messageWithdraw', { messageId, reason });
    expect(await coverage(hseLead, id)).toEqual(['GAP']);
  });

  it('is promised by no message that is not there or was withdrawn', async () => {
    const { hseCommunications } = world;
    const communicationsPlanId = await planWith(unions);
    const refused = (messageId: string) =>
      refusals(hseCommunications, 'communicationsPlanLinkMessage', { communicationsPlanId, need: 1, messageId });
    expect(await refused(deriveId('message', 'none'))).toEqual(['MESSAGE_UNKNOWN input.messageId']);
    const messageId = await accepted(hseCommunications, 'messageDraft', { content: messageContent });
    await accepted(hseCommunications, 'messageWithdraw', { messageId, reason });
    expect(await refused(messageId)).toEqual(['MESSAGE_WITHDRAWN input.messageId']);
    expect(await refused('message-1')).toEqual(['INVALID_INPUT input.messageId']);
  });
});
