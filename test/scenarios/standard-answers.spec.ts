import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const reason = 'For a reason.';
const asked = { topic: 'core principles', question: 'What are they?', askedBy: 'Duty officer' };
const wording = { topic: 'core principles', title: 'The core principles', text: 'There are six.' };
const newer = { ...wording, text: 'There are seven.' };

describe('Standard answers over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  const { accepted, refusals } = commandsOf(() => service, ['enquiry', 'standardAnswer']);

  beforeAll(async () => {
    service = await startService(() => new Date('2006-04-13T09:00:00Z'));
    world = await makePartnershipWorld(() => service);
  }, 60_000);
  afterAll(() => service.close());

  async function shown(as: TestCaller, type: 'enquiry' | 'standardAnswer', id: string, fields: string) {
    const query = `query ($id: ID!) { shown: ${type}(id: $id) { ${fields} } }`;
    const { data, errors } = await service.as(as)<{ shown: object | null }>(query, { id });
    expect(errors).toBeUndefined();
    return data.shown;
  }

  async function listed(as: TestCaller, topic: string): Promise<readonly string[]> {
    const query = 'query ($topic: String) { standardAnswers(topic: $topic) { nodes { id } } }';
    const { data } = await service.as(as)<{ standardAnswers: { nodes: { id: string }[] } }>(query, { topic });
    return data.standardAnswers.nodes.map(({ id }) => id);
  }

  it('show and are found by the wording last drafted until one is published', async () => {
    const { hseLead, lacorsLead } = world;
    const first = { topic: 'first topic', title: 'First title', text: 'First text.' };
    const second = { topic: 'second topic', title: 'Second title', text: 'Second text.' };
    const third = { topic: 'third topic', title: 'Third title', text: 'Third text.' };
    const standardAnswerId = await accepted(hseLead, 'standardAnswerDraft', first);
    await accepted(lacorsLead, 'standardAnswerRevise', { standardAnswerId, ...second });
    const fields = 'version topic title text';
    expect(await shown(hseLead, 'standardAnswer', standardAnswerId, fields)).toEqual({ version: 0, ...second });
    expect([await listed(hseLead, 'first'), await listed(hseLead, 'second')]).toEqual([[], [standardAnswerId]]);

    await accepted(hseLead, 'standardAnswerPublish', { standardAnswerId });
    await accepted(lacorsLead, 'standardAnswerRevise', { standardAnswerId, ...third });
    expect(await shown(hseLead, 'standardAnswer', standardAnswerId, fields)).toEqual({ version: 1, ...second });
    expect([await listed(hseLead, 'second'), await listed(hseLead, 'third')]).toEqual([[standardAnswerId], []]);
    await accepted(hseLead, 'standardAnswerWithdraw', { standardAnswerId, reason });
  });

  it('keep the wording in use until a newer one is published, and stay readable when they are withdrawn', async () => {
    const { hseLead, lacorsLead, wakefieldLead } = world;
    const standardAnswerId = await accepted(hseLead, 'standardAnswerDraft', wording);
    await accepted(hseLead, 'standardAnswerPublish', { standardAnswerId });
    const enquiryId = await accepted(wakefieldLead, 'enquiryReceive', asked);
    await accepted(hseLead, 'enquiryAnswer', { enquiryId, standardAnswerId });
    await accepted(lacorsLead, 'standardAnswerRevise', { standardAnswerId, ...newer });
    const wordings = 'standardAnswer { text draft { text } }';
    expect(await shown(wakefieldLead, 'enquiry', enquiryId, wordings)).toEqual({
      standardAnswer: { text: 'There are six.', draft: null },
    });
    expect(await shown(hseLead, 'enquiry', enquiryId, wordings)).toEqual({
      standardAnswer: { text: 'There are six.', draft: { text: 'There are seven.' } },
    });

    await accepted(hseLead, 'standardAnswerPublish', { standardAnswerId });
    // Whoever was answered keeps the wording that was given.
    const given = 'standardAnswerVersion standardAnswerWording { version text } standardAnswer { version text }';
    expect(await shown(wakefieldLead, 'enquiry', enquiryId, given)).toEqual({
      standardAnswerVersion: 1,
      standardAnswerWording: { version: 1, text: 'There are six.' },
      standardAnswer: { version: 2, text: 'There are seven.' },
    });
    const later = await accepted(wakefieldLead, 'enquiryReceive', asked);
    await accepted(hseLead, 'enquiryAnswer', { enquiryId: later, standardAnswerId });
    expect(await shown(wakefieldLead, 'enquiry', later, 'standardAnswerWording { version text }')).toEqual({
      standardAnswerWording: { version: 2, text: 'There are seven.' },
    });

    await accepted(hseLead, 'standardAnswerWithdraw', { standardAnswerId, reason });
    const open = await accepted(wakefieldLead, 'enquiryReceive', asked);
    expect(await refusals(hseLead, 'enquiryAnswer', { enquiryId: open, standardAnswerId })).toEqual([
      'STANDARD_ANSWER_UNKNOWN input.standardAnswerId',
    ]);
    expect(await refusals(hseLead, 'standardAnswerPublish', { standardAnswerId })).toEqual([
      'STANDARD_ANSWER_WITHDRAWN input',
    ]);
    expect(await listed(wakefieldLead, '')).toEqual([]);
    const fields = 'standardAnswerWording { text } standardAnswer { text withdrawalReason }';
    expect(await shown(wakefieldLead, 'enquiry', enquiryId, fields)).toEqual({
      standardAnswerWording: { text: 'There are six.' },
      standardAnswer: { text: 'There are seven.', withdrawalReason: reason },
    });
  });
});
