import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { messageSteps } from '../support/message-steps.js';
import { makeMessageWorld, messageContent, type MessageWorld } from '../support/message-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const VIEW = /* GraphQL */ `
  query ($id: ID!) {
    message(id: $id) {
      status
      title
      versions {
        version
      }
      latest {
        organisationIds
        reason
        quorumPreview {
          rule
        }
        agreement {
          quorum {
            missing {
              label
            }
            seats {
              label
              agreements {
                by {
                  subject
                }
              }
            }
          }
        }
      }
      comments {
        nodes {
          text
          answers {
            text
          }
        }
      }
      followUps {
        what
      }
      proof {
        digest
        channels {
          number
        }
      }
    }
    node(id: $id) {
      id
    }
    messages {
      nodes {
        id
      }
    }
    issuedMessages {
      nodes {
        id
      }
    }
  }
`;

interface Seen {
  readonly message: {
    readonly status: string;
    readonly title: string;
    readonly versions: readonly { readonly version: number }[];
    readonly latest: {
      readonly agreement: {
        readonly quorum: {
          readonly missing: readonly { readonly label: string }[];
          readonly seats: readonly {
            readonly label: string;
            readonly agreements: readonly { readonly by: { readonly subject: string } }[];
          }[];
        };
      } | null;
    };
    readonly comments: {
      readonly nodes: readonly { readonly text: string; readonly answers: readonly { readonly text: string }[] }[];
    };
    readonly followUps: readonly object[];
    readonly proof: { readonly digest: string; readonly channels: readonly object[] } | null;
  } | null;
  readonly node: object | null;
  readonly messages: { readonly nodes: readonly { readonly id: string }[] };
  readonly issuedMessages: { readonly nodes: readonly { readonly id: string }[] };
}

const reason = 'For the scenario.';

describe('A message over HTTP', () => {
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

  async function seenBy(as: TestCaller, id: string) {
    const { data, errors } = await service.as(as)<Seen>(VIEW, { id });
    expect(errors).toBeUndefined();
    const { message, node, messages } = data;
    // What one way to it shows, the others show too.
    const shown = [message !== null, node !== null, messages.nodes.some((each) => each.id === id)];
    expect(new Set(shown).size).toBe(1);
    return message;
  }

  it('goes from first draft to issue, and each party sees its part of it at each step', async () => {
    const { hseLead, lacorsLead, hseCommunications, lacorsCommunications, manager, representative, press } = world;
    const { workers, otherRepresentative, dundeeLead, wakefieldLead, advisoryBody, auditor } = world;
    const outsiders = [workers, otherRepresentative, dundeeLead, wakefieldLead, advisoryBody];
    const asked = [manager, representative, press];

    // A draft: for the two bodies and the auditor.
    const messageId = await draft({ ...messageContent, organisationIds: [world.organisationId] });
    for (const as of [hseLead, lacorsLead, auditor]) expect((await seenBy(as, messageId))?.status).toBe('DRAFT');
    for (const as of [...asked, ...outsiders]) expect(await seenBy(as, messageId)).toBeNull();
    for (const as of asked) {
      expect(await refusals(as, 'messageConfirm', { messageId, ...(await named(messageId)) })).toEqual([
        'NOT_FOUND input.messageId',
      ]);
    }
    await accepted(hseLead, 'messageComment', { messageId, version: 1, text: 'Among ourselves: is this wise?' });
    await accepted(hseLead, 'messagePlanFollowUp', { messageId, on: '2006-05-02', what: 'Ask what it brought.' });

    // Put forward: for those who are asked, too, without what the regulators say to each other.
    await propose(messageId);
    for (const as of asked) {
      const seen = await seenBy(as, messageId);
      expect(seen?.latest.agreement?.quorum.missing).toHaveLength(4);
      expect({ ...seen?.comments, followUps: seen?.followUps }).toEqual({ nodes: [], followUps: [] });
    }
    for (const as of outsiders) expect(await seenBy(as, messageId)).toBeNull();
    expect(await waitingFor(representative)).toEqual([messageId]);
    for (const as of [...asked, hseCommunications, lacorsCommunications]) {
      expect(await awaiting(as)).toContain(messageId);
    }
    for (const as of [hseLead, auditor, ...outsiders]) expect(await awaiting(as)).toEqual([]);

    // A comment of the organisation, answered; a new version, of which it knows nothing before it is put forward.
    await accepted(press, 'messageComment', { messageId, version: 1, part: 'BODY', text: 'Name the depots.' });
    await accepted(hseLead, 'messageAnswerComment', { messageId, comment: 2, text: 'We shall.' });
    expect((await seenBy(representative, messageId))?.comments.nodes).toEqual([
      { text: 'Name the depots.', answers: [{ text: 'We shall.' }] },
    ]);
    await accepted(manager, 'messageConfirm', { messageId, ...(await named(messageId)) });
    const content = {
      ...messageContent,
      organisationIds: [world.organisationId],
      title: 'Who to ask before you contact Tesco',
      wording: { ...messageContent.wording, body: 'Before you write to any store *or depot*, ask.' },
    };
    await accepted(lacorsLead, 'messageRevise', { messageId, content, reason: 'Depots, as Tesco asked.' });
    expect(await seenBy(representative, messageId)).toMatchObject({
      status: 'DRAFT',
      title: messageContent.title,
      versions: [{ version: 1 }],
    });
    expect((await seenBy(hseLead, messageId))?.title).toBe(content.title);
    expect(await differenceFor(hseLead, messageId)).toEqual([
      ['TITLE', `The title was “${messageContent.title}” and is “${content.title}”.`],
      ['BODY', expect.stringContaining('The wording was changed.')],
    ]);
    expect(await differenceFor(representative, messageId)).toBeNull();
    await accepted(press, 'messageSettleComment', { messageId, comment: 2, settlement: 'Depots are named.' });

    // The confirmation of the version before does not count; what was read then can no longer be confirmed.
    const before = await service.as(representative)<{ message: { version: { digest: string } } }>(
      'query ($id: ID!) { message(id: $id) { version(number: 1) { digest } } }',
      { id: messageId },
    );
    const old = { messageId, version: 1, digest: before.data.message.version.digest };
    expect(await refusals(representative, 'messageConfirm', old)).toEqual(['AGREEMENT_NOT_SOUGHT input']);
    await propose(messageId);
    expect(await refusals(representative, 'messageConfirm', old)).toEqual(['CONTENT_CHANGED input.version']);
    expect((await seenBy(manager, messageId))?.latest.agreement?.quorum.missing).toHaveLength(4);
    expect(await seenBy(representative, messageId)).toMatchObject({
      latest: { reason: 'Depots, as Tesco asked.', quorumPreview: { rule: 'message.1' } },
    });

    // Not by the wrong people, nor twice, nor before all have confirmed.
    const current = { messageId, ...(await named(messageId)) };
    expect(await refusals(hseLead, 'messageConfirm', current)).toEqual(['FORBIDDEN']);
    await confirm(messageId, hseCommunications, lacorsCommunications, manager);
    expect(await awaiting(manager)).toEqual([]);
    expect(await refusals(hseCommunications, 'messageConfirm', current)).toEqual(['ALREADY_AGREED input']);
    expect(await refusals(lacorsCommunications, 'messageIssue', current)).toEqual(['QUORUM_MISSING input']);
    await accepted(representative, 'messageObject', { ...current, reason: 'The heading names us first.' });
    const settlement = 'It names the account manager, too.';
    await accepted(press, 'messageSettleObjection', { messageId, version: 2, objection: 1, settlement });
    await confirm(messageId, press);
    expect((await seenBy(auditor, messageId))?.status).toBe('CONFIRMED');
    for (const as of outsiders) expect(await seenBy(as, messageId)).toBeNull();

    // Issued once, from one source: read by whom it is addressed to and whom it names.
    expect(await refusals(hseCommunications, 'messageIssue', current)).toEqual(['NOT_THE_SOURCE input']);
    expect(await refusals(lacorsLead, 'messageIssue', current)).toEqual(['FORBIDDEN']);
    await issue(messageId);
    expect(await refusals(lacorsCommunications, 'messageIssue', current)).toEqual(['MESSAGE_ISSUED input']);
    for (const as of [workers, dundeeLead, advisoryBody]) {
      const seen = await seenBy(as, messageId);
      expect(seen).toMatchObject({
        status: 'ISSUED',
        title: content.title,
        versions: [{ version: 2 }],
        latest: { agreement: null, reason: null, quorumPreview: null },
        comments: { nodes: [] },
        followUps: [],
        proof: { digest: current.digest },
      });
    }
    for (const as of [otherRepresentative, wakefieldLead]) expect(await seenBy(as, messageId)).toBeNull();
    await expectProof(dundeeLead, messageId, current.digest);
  });

  async function waitingFor(as: TestCaller): Promise<readonly string[]> {
    const { data } = await service.as(as)<{ myAgreements: { nodes: { object: { id: string } | null }[] } }>(
      '{ myAgreements { nodes { object { id } } } }',
    );
    return data.myAgreements.nodes.flatMap(({ object }) => object?.id ?? []);
  }

  async function awaiting(as: TestCaller): Promise<readonly string[]> {
    const { data } = await service.as(as)<{ messages: { nodes: { id: string }[] } }>(
      '{ messages(filter: { awaitingMe: true }) { nodes { id } } }',
    );
    return data.messages.nodes.map(({ id }) => id);
  }

  async function differenceFor(as: TestCaller, id: string) {
    const query = 'query ($id: ID!) { message(id: $id) { difference(from: 1, to: 2) { field sentence } } }';
    const { data } = await service.as(as)<{
      message: { difference: { field: string; sentence: string }[] | null };
    }>(query, { id });
    return data.message.difference?.map(({ field, sentence }) => [field, sentence]) ?? null;
  }

  /** Everything that is needed to check it elsewhere. */
  async function expectProof(as: TestCaller, id: string, digest: string): Promise<void> {
    const { data } = await service.as(as)<{ message: { proof: ProofSeen } }>(
      `query ($id: ID!) { message(id: $id) { proof {
        digest canonicalContent issuedOn issuedAt issuedBy { name } version { version subject }
        confirmations { label partyKind confirmedAt } channels { number target { channel } carriedOutOn evidence }
      } } }`,
      { id },
    );
    const { proof } = data.message;
    expect(`sha256:${createHash('sha256').update(proof.canonicalContent).digest('hex')}`).toBe(digest);
    expect(proof.confirmations.map(({ label, partyKind }) => [label, partyKind])).toEqual([
      ["HSE's communications lead", 'HSE'],
      ["The coordinating body's communications lead", 'COORDINATING_BODY'],
      ['The account manager of Tesco', 'LOCAL_AUTHORITY'],
      ['A representative or the communications lead of Tesco', 'ORGANISATION'],
    ]);
    expect(proof.confirmations.every(({ confirmedAt }) => confirmedAt !== null)).toBe(true);
    expect(proof.channels.map(({ number, target }) => [number, target.channel])).toEqual([
      [1, 'REGIONAL_MEETING'],
      [2, 'NEWSLETTER'],
    ]);
    expect(proof).toMatchObject({ digest, issuedOn: '2006-03-21', version: { version: 2 } });
  }

  interface ProofSeen {
    readonly digest: string;
    readonly canonicalContent: string;
    readonly confirmations: readonly { label: string; partyKind: string; confirmedAt: string | null }[];
    readonly channels: readonly { number: number; target: { channel: string } }[];
  }

  it('does not tell one organisation who of another one confirmed it', async () => {
    const { dundeeLead, otherOrganisationId, otherRepresentative, representative, officers } = world;
    const { manager, wakefieldLead } = world;
    const otherManager: TestCaller = {
      name: 'officer of Wakefield',
      party: wakefieldLead.party,
      roles: ['OFFICER'],
      officerId: officers.wakefield,
    };
    const organisationIds = [world.organisationId, otherOrganisationId];
    // Without a partnership, nobody could confirm for it.
    expect(await refusals(world.hseLead, 'messageDraft', { content: { ...messageContent, organisationIds } })).toEqual([
      'ORGANISATION_CANNOT_CONFIRM input.content.organisationIds.1',
    ]);
    const partnerships = commandsOf(() => service, ['partnership']);
    const partnershipId = await partnerships.accepted(dundeeLead, 'partnershipPropose', {
      organisationId: otherOrganisationId,
      leadSide: 'LOCAL_AUTHORITY',
      leadAuthorityId: dundeeLead.party.id,
      sector: 'Retail',
      bothEnforce: false,
      exceptionReason: reason,
    });
    const from = '2005-10-01';
    const step = (mutation: string, input: object = {}, as = dundeeLead) =>
      partnerships.accepted(as, mutation, { partnershipId, ...input });
    await step('partnershipAgree');
    await step('partnershipAgree', {}, otherRepresentative);
    await step('partnershipAppointOfficer', { role: 'ACCOUNT_MANAGER', officerId: officers.wakefield, from });
    await step('partnershipActivate', { from });
    const messageId = await draft({ ...messageContent, organisationIds });
    await propose(messageId);
    await confirm(messageId, world.hseCommunications, representative);
    const current = { messageId, ...(await named(messageId)) };
    await accepted(otherRepresentative, 'messageObject', { ...current, reason: 'Not in one letter with them.' });
    const signers = async (as: TestCaller) => {
      const seats = (await seenBy(as, messageId))?.latest.agreement?.quorum.seats ?? [];
      return seats.flatMap(({ agreements }) => agreements.map(({ by }) => by.subject));
    };
    const [hse, tesco] = ['subject-of-communications lead of HSE', 'subject-of-representative'];
    expect(await signers(world.hseLead)).toEqual([hse, tesco]);
    expect(await signers(representative)).toEqual([hse, tesco]);
    expect(await signers(otherRepresentative)).toEqual([hse]);
    const objections = async (as: TestCaller) => {
      const query = 'query ($id: ID!) { message(id: $id) { latest { agreement { objections { reason } } } } }';
      const { data } = await service.as(as)<Objected>(query, { id: messageId });
      return data.message.latest.agreement.objections.length;
    };
    expect([await objections(representative), await objections(otherRepresentative)]).toEqual([0, 1]);
    // Nor what those say and do who manage its account.
    await accepted(otherManager, 'messageObject', { ...current, reason: 'They were not asked before.' });
    expect([await objections(representative), await objections(otherRepresentative)]).toEqual([0, 2]);
    await confirm(messageId, manager);
    expect(await signers(representative)).toContain(`subject-of-${manager.name}`);
    expect(await signers(otherRepresentative)).toEqual([hse]);
  });

  interface Objected {
    readonly message: { readonly latest: { readonly agreement: { readonly objections: readonly object[] } } };
  }

  it('lapses when not all confirm it in time, and can be put forward anew', async () => {
    const { hseCommunications, lacorsCommunications, hseLead } = world;
    now = '2006-03-27T09:00:00.000Z';
    const messageId = await draft();
    const asked = { messageId, ...(await named(messageId)) };
    await accepted(hseLead, 'messagePropose', { ...asked, workingDays: 2, nation: 'SCOTLAND' });
    await confirm(messageId, hseCommunications);
    now = '2006-03-30T09:00:00.000Z';
    expect(await refusals(lacorsCommunications, 'messageConfirm', asked)).toEqual(['AGREEMENT_LAPSED input']);
    await service.engine.processes.runDue();
    expect((await seenBy(hseLead, messageId))?.status).toBe('LAPSED');
    expect(await refusals(lacorsCommunications, 'messageIssue', asked)).toEqual(['QUORUM_MISSING input']);
    await propose(messageId);
    expect(await seenBy(hseLead, messageId)).toMatchObject({
      status: 'PROPOSED',
      versions: [{ version: 2 }, { version: 1 }],
    });
  });

  it('is refused with what cannot be agreed, and nothing of it is kept', async () => {
    const { hseLead, dundeeLead, press } = world;
    const refusedWith = (change: object, as = hseLead) =>
      refusals(as, 'messageDraft', { content: { ...messageContent, ...change } });
    const body = '# Heading\n\n<script>alert(1)</script>';
    expect(await refusedWith({ wording: { subject: 'Scripts', body } })).toEqual([
      'WORDING_UNSAFE input.content.wording.body',
    ]);
    expect(await refusedWith({ audiences: [{ segment: 'PRACTITIONERS', region: 'Atlantis' }] })).toEqual([
      'REGION_UNKNOWN input.content.audiences.0.region',
    ]);
    const [file] = messageContent.attachments;
    expect(await refusedWith({ attachments: [{ ...file, digest: 'none' }] })).toEqual([
      'INVALID_INPUT input.content.attachments.0.digest',
    ]);
    const { digest: _, ...withoutDigest } = file;
    expect(await refusedWith({ attachments: [withoutDigest] })).toEqual(['BAD_USER_INPUT']);
    expect(await refusedWith({ channels: [{ channel: 'WEB', address: 'javascript:alert(1)' }] })).toEqual([
      'INVALID_INPUT input.content.channels.0.address',
    ]);
    expect(await refusedWith({ channels: [{ channel: 'LETTER', address: 'https://hse.example' }] })).toEqual([
      'INVALID_INPUT input.content.channels.0.addressees',
      'INVALID_INPUT input.content.channels.0',
    ]);
    for (const as of [dundeeLead, press]) expect(await refusedWith({}, as)).toEqual(['FORBIDDEN']);
  });

  it('is withdrawn for good before its issue, and not after', async () => {
    const { hseLead, hseCommunications } = world;
    const messageId = await draft();
    await propose(messageId);
    await confirm(messageId, hseCommunications);
    await accepted(hseLead, 'messageWithdraw', { messageId, reason });
    expect((await seenBy(hseLead, messageId))?.status).toBe('WITHDRAWN');
    const current = { messageId, ...(await named(messageId)) };
    expect(await refusals(hseCommunications, 'messageConfirm', current)).toEqual(['MESSAGE_WITHDRAWN input']);
    const other = await issued();
    expect(await refusals(hseLead, 'messageWithdraw', { messageId: other, reason })).toEqual(['MESSAGE_ISSUED input']);
  });
});
