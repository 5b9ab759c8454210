import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const asked = { topic: 'loading bays', question: 'Are we to be asked?', askedBy: 'Safety representatives' };

describe("Workers' enquiries over HTTP", () => {
  let service: TestService;
  let world: PartnershipWorld;
  const { accepted, refusals } = commandsOf(() => service, ['enquiry']);

  beforeAll(async () => {
    service = await startService(() => new Date('2006-04-13T09:00:00Z'));
    world = await makePartnershipWorld(() => service);
  }, 60_000);
  afterAll(() => service.close());

  async function seenBy(as: TestCaller, id: string) {
    const query = `query ($id: ID!) {
      enquiry(id: $id) { askedFor } node(id: $id) { id } enquiries { nodes { id } } }`;
    const { data, errors } = await service.as(as)<{
      enquiry: { askedFor: string } | null;
      node: object | null;
      enquiries: { nodes: { id: string }[] };
    }>(query, { id });
    expect(errors).toBeUndefined();
    const seen = [data.enquiry !== null, data.node !== null, data.enquiries.nodes.some((each) => each.id === id)];
    expect(new Set(seen).size).toBe(1);
    return data.enquiry?.askedFor;
  }

  const withRoles = (name: string, ...roles: TestCaller['roles']): TestCaller => ({
    ...world.workers,
    name,
    roles,
  });

  it("are read and withdrawn by workers' representatives alone among the organisation's people", async () => {
    const { workers, representative, otherRepresentative, hseLead } = world;
    const enquiryId = await accepted(workers, 'enquiryReceive', { ...asked, organisationId: world.organisationId });
    const communications = withRoles('communications lead', 'COMMUNICATIONS_LEAD');
    expect(await seenBy(withRoles('another of the workers', 'WORKER_REPRESENTATIVE'), enquiryId)).toBe('WORKERS');
    expect(await seenBy(hseLead, enquiryId)).toBe('WORKERS');
    for (const stranger of [representative, communications, otherRepresentative]) {
      expect(await seenBy(stranger, enquiryId)).toBeUndefined();
      expect(await refusals(stranger, 'enquiryWithdraw', { enquiryId, reason: 'Not needed.' })).toEqual([
        'NOT_FOUND input.enquiryId',
      ]);
    }
    await accepted(workers, 'enquiryWithdraw', { enquiryId, reason: 'Found it.' });
  });

  it("leave the organisation's own enquiries to its representatives, for all its people to read", async () => {
    const { workers, representative } = world;
    const enquiryId = await accepted(representative, 'enquiryReceive', asked);
    expect(await seenBy(workers, enquiryId)).toBe('PARTY');
    expect(await refusals(workers, 'enquiryWithdraw', { enquiryId, reason: 'Not needed.' })).toEqual(['FORBIDDEN']);
    await accepted(representative, 'enquiryWithdraw', { enquiryId, reason: 'Found it.' });
  });

  it('are told apart by whoever holds both roles', async () => {
    const both = withRoles('of both kinds', 'REPRESENTATIVE', 'WORKER_REPRESENTATIVE');
    expect(await refusals(both, 'enquiryReceive', asked)).toEqual(['ASKED_FOR_REQUIRED input.askedFor']);
    const enquiryId = await accepted(both, 'enquiryReceive', { ...asked, askedFor: 'WORKERS' });
    expect(await seenBy(both, enquiryId)).toBe('WORKERS');
    expect(await seenBy(world.representative, enquiryId)).toBeUndefined();
    for (const [asker, askedFor] of [
      [world.representative, 'WORKERS'],
      [world.workers, 'PARTY'],
      [world.hseLead, 'WORKERS'],
    ] as const) {
      expect(await refusals(asker, 'enquiryReceive', { ...asked, askedFor })).toEqual([
        'ASKED_FOR_NOT_HELD input.askedFor',
      ]);
    }
  });
});
