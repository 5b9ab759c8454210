import { randomUUID } from 'node:crypto';
import { commandsOf } from './commands.js';
import { DUNDEE, HSE, LACORS, makePartnershipWorld, type PartnershipWorld } from './partnership-world.js';
import type { TestCaller, TestService } from './service.js';

/** Everybody who has something to do with a message that names the organisation of a partnership, and some who have not. */
export interface MessageWorld extends PartnershipWorld {
  readonly hseCommunications: TestCaller;
  readonly lacorsCommunications: TestCaller;
  /** The organisation's communications lead. */
  readonly press: TestCaller;
  /** Manages the account of the organisation, for Dundee. */
  readonly manager: TestCaller;
  readonly advisoryBody: TestCaller;
}

/** An active partnership with an account manager, and the communications leads of both bodies. */
export async function makeMessageWorld(service: () => TestService): Promise<MessageWorld> {
  const world = await makePartnershipWorld(service);
  const { accepted } = commandsOf(service, ['partnership']);
  const partnershipId = await accepted(world.dundeeLead, 'partnershipPropose', {
    organisationId: world.organisationId,
    leadSide: 'LOCAL_AUTHORITY',
    leadAuthorityId: DUNDEE,
    sector: 'Retail',
    bothEnforce: false,
  });
  const lead = (mutation: string, input: Record<string, unknown> = {}) =>
    accepted(world.dundeeLead, mutation, { partnershipId, ...input });
  await lead('partnershipAgree');
  await accepted(world.representative, 'partnershipAgree', { partnershipId });
  const from = '2005-10-01';
  await lead('partnershipAppointOfficer', { role: 'ACCOUNT_MANAGER', officerId: world.officers.dundee, from });
  await lead('partnershipActivate', { from });
  const communications = (name: string, kind: TestCaller['party']['kind'], id: string): TestCaller => ({
    name: `communications lead of ${name}`,
    party: { kind, id },
    roles: ['COMMUNICATIONS_LEAD'],
  });
  return {
    ...world,
    hseCommunications: communications('HSE', 'HSE', HSE),
    lacorsCommunications: communications('LACORS', 'COORDINATING_BODY', LACORS),
    press: communications('Tesco', 'ORGANISATION', world.organisationId),
    manager: world.dundeeOfficer,
    advisoryBody: {
      name: 'lead of HELA',
      party: { kind: 'ADVISORY_BODY', id: `authority-${randomUUID()}` },
      roles: ['LEAD'],
    },
  };
}

/** The content of a message that people carry: input of `messageDraft` and `messageRevise`. */
export const messageContent = {
  title: 'Who to ask before you contact a large organisation',
  purpose: 'Councils know of the pilot and of its account managers.',
  source: 'COORDINATING_BODY',
  wording: {
    subject: 'Ask the account manager first',
    body: 'Before you write to *any* store, ask its account manager.\n\nThere is one for each organisation.',
  },
  audiences: [{ segment: 'LOCAL_AUTHORITIES', region: 'Scotland' }, { segment: 'TRADE_UNIONS' }],
  channels: [
    {
      channel: 'REGIONAL_MEETING',
      region: 'Scotland',
      speaker: 'Regional manager',
      on: '2006-04-04',
      speakingNote: 'Say **why** it helps.',
    },
    { channel: 'NEWSLETTER', newsletter: 'Environmental Health News' },
  ],
  attachments: [
    {
      name: 'Core principles.pdf',
      mediaType: 'application/pdf',
      size: 120_000,
      digest: `sha256:${'0123456789abcdef'.repeat(4)}`,
      location: 'HELA Extranet, large organisations',
    },
  ],
  window: { from: '2006-03-20', until: '2006-04-28' },
} as const;

/** A version as those name it who confirm or issue it. */
export interface NamedVersion {
  readonly version: number;
  readonly digest: string;
}

/** The latest version of a message that the caller reads. */
export async function latestVersion(service: TestService, as: TestCaller, messageId: string): Promise<NamedVersion> {
  const query = 'query ($id: ID!) { message(id: $id) { latest { version digest } } }';
  const { data } = await service.as(as)<{ message: { latest: NamedVersion } | null }>(query, { id: messageId });
  if (!data.message) throw new Error(`${as.name} reads no version of ${messageId}.`);
  return data.message.latest;
}
