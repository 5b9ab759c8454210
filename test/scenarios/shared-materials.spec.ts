import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { digestOf } from '#platform/values';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const version = (text: string, audience = 'REGULATORS') => ({
  digest: digestOf(text),
  location: { kind: 'URL', url: 'https://library.example/polestar' },
  audience,
  forWhom: 'Account managers',
});
const polestar = {
  title: 'The Polestar plan',
  kind: 'IMPROVEMENT_PLAN',
  topics: ['worker involvement', 'Workplace transport'],
};

describe('Shared material over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  let sharedMaterialId: string;
  const { accepted, refusals } = commandsOf(() => service, ['sharedMaterial', 'partnership']);

  beforeAll(async () => {
    service = await startService(() => new Date('2006-03-21T09:00:00Z'));
    world = await makePartnershipWorld(() => service);
    const { dundeeLead, representative, officers, organisationId } = world;
    const proposal = { leadSide: 'LOCAL_AUTHORITY', leadAuthorityId: DUNDEE, sector: 'Retail', bothEnforce: false };
    partnershipId = await accepted(dundeeLead, 'partnershipPropose', { organisationId, ...proposal });
    await accepted(representative, 'partnershipAgree', { partnershipId });
    await accepted(dundeeLead, 'partnershipAgree', { partnershipId });
    const post = { partnershipId, role: 'ACCOUNT_MANAGER', officerId: officers.dundee, from: '2005-10-01' };
    await accepted(dundeeLead, 'partnershipAppointOfficer', post);
  }, 60_000);
  afterAll(() => service.close());

  const advisory: TestCaller = {
    name: 'secretary of HELA',
    party: { kind: 'ADVISORY_BODY', id: 'authority-00000000-0000-5000-8000-0000000e1a00' },
    roles: ['LEAD'],
  };

  async function shown(as: TestCaller, fields: string): Promise<object | null> {
    const query = `query ($id: ID!) { shown: sharedMaterial(id: $id) { ${fields} } }`;
    const { data, errors } = await service.as(as)<{ shown: object | null }>(query, { id: sharedMaterialId });
    expect(errors).toBeUndefined();
    return data.shown;
  }

  async function listed(as: TestCaller, list: string): Promise<readonly string[]> {
    const query = `{ list: ${list} { nodes { title } } }`;
    const { data, errors } = await service.as(as)<{ list: { nodes: { title: string }[] } }>(query);
    expect(errors).toBeUndefined();
    return data.list.nodes.map(({ title }) => title);
  }

  it('is circulated by HSE, the coordinating body and account managers', async () => {
    const { hseLead, lacorsLead, dundeeOfficer, dundeeLead, wakefieldLead, representative, auditor } = world;
    const input = { ...polestar, version: version('first') };
    for (const other of [dundeeLead, wakefieldLead, representative, auditor, advisory]) {
      expect(await refusals(other, 'sharedMaterialCirculate', input)).toEqual(['FORBIDDEN']);
    }
    sharedMaterialId = await accepted(hseLead, 'sharedMaterialCirculate', input);
    const agreement = { title: 'A tailored agreement', kind: 'PARTNERSHIP_AGREEMENT', topics: ['lead authorities'] };
    const ofDundee = await accepted(dundeeOfficer, 'sharedMaterialCirculate', {
      ...agreement,
      version: version('agreement'),
    });
    // An account manager keeps what the own authority circulated, and nothing of others.
    const added = { sharedMaterialId: ofDundee, version: version('agreement, second') };
    expect(await refusals(dundeeOfficer, 'sharedMaterialAddVersion', { ...added, sharedMaterialId })).toEqual([
      'FORBIDDEN',
    ]);
    await accepted(dundeeOfficer, 'sharedMaterialAddVersion', added);
    await accepted(lacorsLead, 'sharedMaterialWithdraw', { sharedMaterialId: ofDundee, reason: 'Out of date.' });
    expect(await refusals(dundeeOfficer, 'sharedMaterialAddVersion', added)).toEqual(['MATERIAL_WITHDRAWN input']);
  });

  it('has a digest and a safe place in every version', async () => {
    const refused = (change: object) =>
      refusals(world.hseLead, 'sharedMaterialCirculate', { ...polestar, version: { ...version('x'), ...change } });
    expect(await refused({ digest: 'sha256:abc' })).toEqual(['INVALID_INPUT input.version.digest']);
    expect(await refused({ digest: null })).toEqual(['BAD_USER_INPUT']);
    expect(await refused({ location: { kind: 'URL', url: 'http://library.example' } })).toEqual([
      'INVALID_INPUT input.version.location.url',
    ]);
    expect(await refused({ location: { kind: 'URL', url: 'javascript:alert(1)' } })).toEqual([
      'INVALID_INPUT input.version.location.url',
    ]);
    const same = { sharedMaterialId, version: { ...version('first'), forWhom: 'Everybody' } };
    expect(await refusals(world.hseLead, 'sharedMaterialAddVersion', same)).toEqual([
      'MATERIAL_VERSION_REPEATED input.version.digest',
    ]);
  });

  it('is found by kind and topic, by every regulator, and by nobody of an organisation', async () => {
    const { wakefieldLead, lacorsLead, auditor, representative } = world;
    for (const reader of [wakefieldLead, lacorsLead, auditor, advisory]) {
      expect(await listed(reader, 'sharedMaterials')).toEqual(['The Polestar plan']);
    }
    expect(await listed(wakefieldLead, 'sharedMaterials(topic: "workplace TRANSPORT")')).toHaveLength(1);
    expect(await listed(wakefieldLead, 'sharedMaterials(topic: "noise")')).toEqual([]);
    expect(await listed(wakefieldLead, 'sharedMaterials(kind: GUIDANCE)')).toEqual([]);
    expect(await listed(wakefieldLead, 'sharedMaterials(withdrawn: true)')).toEqual(['A tailored agreement']);
    expect(await listed(representative, 'sharedMaterials')).toEqual([]);
    expect(await shown(representative, 'title')).toBeNull();
  });

  it('is answered for its feedback, which regulators alone read', async () => {
    const { wakefieldLead, hseLead, representative, auditor } = world;
    const awaiting = (as: TestCaller) => listed(as, 'sharedMaterialsAwaitingMyFeedback');
    expect(await awaiting(wakefieldLead)).toEqual(['The Polestar plan']);
    expect(await awaiting(auditor)).toEqual([]);
    const opinion = { sharedMaterialId, version: 1, text: 'Too much about vehicles.', usefulness: 3 };
    for (const other of [representative, auditor]) {
      expect(await refusals(other, 'sharedMaterialGiveFeedback', opinion)).not.toEqual([]);
    }
    expect(await refusals(wakefieldLead, 'sharedMaterialGiveFeedback', { ...opinion, usefulness: 6 })).toEqual([
      'INVALID_INPUT input.usefulness',
    ]);
    await accepted(wakefieldLead, 'sharedMaterialGiveFeedback', opinion);
    expect(await awaiting(wakefieldLead)).toEqual([]);
    const answer = { sharedMaterialId, number: 1, answer: { kind: 'TAKEN_UP', version: 2 } };
    expect(await refusals(hseLead, 'sharedMaterialAnswerFeedback', answer)).toEqual([
      'MATERIAL_VERSION_UNKNOWN input.answer.version',
    ]);
    await accepted(hseLead, 'sharedMaterialAddVersion', { sharedMaterialId, version: version('second', 'BOTH_SIDES') });
    await accepted(hseLead, 'sharedMaterialAnswerFeedback', answer);
    expect(await awaiting(wakefieldLead)).toEqual(['The Polestar plan']);
    expect(await shown(advisory, 'feedback { nodes { text usefulness answerKind takenUpInVersion } }')).toEqual({
      feedback: {
        nodes: [{ text: 'Too much about vehicles.', usefulness: 3, answerKind: 'TAKEN_UP', takenUpInVersion: 2 }],
      },
    });
  });

  it('says who used it', async () => {
    const { dundeeOfficer, auditor, representative } = world;
    expect(await refusals(dundeeOfficer, 'sharedMaterialRecordUse', { sharedMaterialId, version: 1 })).toEqual([
      'INVALID_INPUT input.purpose',
    ]);
    const unknown = 'partnership-00000000-0000-5000-8000-000000000000';
    expect(
      await refusals(dundeeOfficer, 'sharedMaterialRecordUse', {
        sharedMaterialId,
        version: 1,
        partnershipId: unknown,
      }),
    ).toEqual(['PARTNERSHIP_UNKNOWN input.partnershipId']);
    await accepted(dundeeOfficer, 'sharedMaterialRecordUse', { sharedMaterialId, version: 2, partnershipId });
    const uses = 'uses { nodes { version usedBy { id } partnership { id } purpose } }';
    const nodes = [{ version: 2, usedBy: { id: DUNDEE }, partnership: { id: partnershipId }, purpose: null }];
    expect(await shown(auditor, uses)).toEqual({ uses: { nodes } });
    expect(await shown(representative, uses)).toEqual({ uses: { nodes: [] } });
  });

  it('shows organisations the versions that are for both sides, and nothing that regulators say', async () => {
    const { representative, hseLead, wakefieldLead } = world;
    await accepted(hseLead, 'sharedMaterialWithdraw', { sharedMaterialId, reason: 'Nobody used it.' });
    const fields = 'status withdrawalReason versions { number } feedback { nodes { number } }';
    expect(await shown(representative, fields)).toEqual({
      status: 'WITHDRAWN',
      withdrawalReason: null,
      versions: [{ number: 2 }],
      feedback: { nodes: [] },
    });
    expect(await shown(wakefieldLead, fields)).toEqual({
      status: 'WITHDRAWN',
      withdrawalReason: 'Nobody used it.',
      versions: [{ number: 2 }, { number: 1 }],
      feedback: { nodes: [{ number: 1 }] },
    });
  });
});
