import type { Caller } from '#platform/access';
import { deriveId, digestOf, type IdOf } from '#platform/values';
import { person, representative } from './parties.js';
import { accountManager } from './seed-contacts.js';
import { recipientListIdOf } from './seed-dispatches.js';
import { organisationIdOf } from './seed-organisations.js';
import { programmeRiskIdOf } from './seed-programmes.js';
import type { Seeder } from './seeder.js';

export const messageIdOf = (key: string): IdOf<'message'> => deriveId('message', 'demonstration', key);

const HSE_LEAD = person('hse', ['LEAD']);
const HSE = person('hse', ['COMMUNICATIONS_LEAD']);
const LACORS = person('lacors', ['COMMUNICATIONS_LEAD']);

/** One message in each state that can be reached without waiting: a lapse takes working days. */
export async function seedMessages(seeder: Seeder): Promise<void> {
  await seedDraft(seeder);
  await seedProposed(seeder);
  await seedConfirmed(seeder);
  await seedIssued(seeder);
  await seedWithdrawn(seeder);
}

type Content = Readonly<Record<string, unknown>>;

/** Steps of one message, each naming the version that is its latest. */
class Message {
  #version = 0;
  #content: Content = {};

  constructor(
    private readonly seeder: Seeder,
    readonly id: IdOf<'message'>,
  ) {}

  async give(caller: Caller, type: string, input: Content = {}): Promise<void> {
    await this.seeder.give(caller, this.id, type, { ...input });
  }

  async write(caller: Caller, content: Content, reason?: string): Promise<void> {
    this.#version += 1;
    this.#content = content;
    await (reason === undefined
      ? this.give(caller, 'DraftMessage', { content })
      : this.give(caller, 'ReviseMessage', { content, reason }));
  }

  /** A step that names version and digest. */
  step(caller: Caller, type: string, input: Content = {}): Promise<void> {
    return this.give(caller, type, { version: this.#version, digest: digestOf(this.#content), ...input });
  }

  propose(): Promise<void> {
    return this.step(HSE_LEAD, 'ProposeMessage', { workingDays: 10 });
  }

  async confirm(...all: readonly Caller[]): Promise<void> {
    for (const caller of all) await this.step(caller, 'GiveAgreement');
  }

  async issue(): Promise<void> {
    await this.propose();
    await this.confirm(HSE, LACORS);
    await this.step(LACORS, 'IssueMessage');
  }
}

function contentOf(seeder: Seeder, changes: Content): Content {
  return {
    purpose: 'Councils know what the pilot is, and what it asks of them.',
    source: 'COORDINATING_BODY',
    audiences: [{ segment: 'LOCAL_AUTHORITIES' }, { segment: 'PRACTITIONERS', region: 'Scotland' }],
    organisationIds: [],
    channels: [
      {
        channel: 'REGIONAL_MEETING',
        region: 'Scotland',
        speaker: 'Regional manager',
        on: seeder.day(14),
        speakingNote: 'The account manager is there for *general* questions, too.',
      },
      { channel: 'NEWSLETTER', newsletter: 'Environmental Health News' },
    ],
    attachments: [
      {
        name: 'Core principles.pdf',
        mediaType: 'application/pdf',
        size: 184_320,
        digest: digestOf('core principles'),
        location: 'HELA Extranet, large organisations',
      },
    ],
    window: { from: seeder.today, until: seeder.day(60) },
    programmePeriods: [],
    ...changes,
  };
}

/** Being written, for a day to come. */
async function seedDraft(seeder: Seeder): Promise<void> {
  const draft = new Message(seeder, messageIdOf('draft'));
  const content = contentOf(seeder, {
    title: 'What the evaluation found',
    wording: { subject: 'The pilot: first findings', body: 'What worked, and what did not.' },
    embargoUntil: `${seeder.day(10)}T09:00:00.000Z`,
  });
  await draft.write(HSE_LEAD, content);
  await draft.give(LACORS, 'CommentOnMessage', { version: 1, part: 'BODY', text: 'Say first what it cost councils.' });
  await draft.give(HSE, 'AnswerComment', { comment: 1, text: 'Agreed; the figures come next week.' });
  await draft.give(HSE, 'LinkRisk', { riskId: programmeRiskIdOf('burden') });
}

/** Names an organisation, which has commented on it; two of the four who must have confirmed it. */
async function seedProposed(seeder: Seeder): Promise<void> {
  const proposed = new Message(seeder, messageIdOf('proposed'));
  const tesco = organisationIdOf('tesco');
  const first = contentOf(seeder, {
    title: 'Whom to ask about Tesco',
    wording: { subject: 'Tesco: one account manager', body: 'Ask the account manager before you write to any store.' },
    organisationIds: [tesco],
  });
  await proposed.write(HSE_LEAD, first);
  await proposed.propose();
  await proposed.confirm(HSE);
  const press = representative(tesco, 'COMMUNICATIONS_LEAD');
  await proposed.give(press, 'CommentOnMessage', {
    version: 1,
    part: 'BODY',
    text: 'Depots are not stores: name them.',
  });
  const wording = {
    subject: 'Tesco: one account manager',
    body: 'Ask the account manager before you write to any store *or depot*.',
  };
  await proposed.write(HSE_LEAD, { ...first, wording }, 'Depots, as the organisation asked.');
  await proposed.give(press, 'SettleComment', { comment: 1, settlement: 'Depots are named.' });
  await proposed.propose();
  await proposed.confirm(HSE, accountManager('tesco'));
}

/** Confirmed by both bodies, and under embargo. */
async function seedConfirmed(seeder: Seeder): Promise<void> {
  const confirmed = new Message(seeder, messageIdOf('confirmed'));
  const content = contentOf(seeder, {
    title: 'Two more organisations join',
    wording: { subject: 'The pilot grows', body: 'Two more organisations take part from next month.' },
    audiences: [{ segment: 'LOCAL_AUTHORITIES' }, { segment: 'ORGANISATIONS' }, { segment: 'TRADE_UNIONS' }],
    embargoUntil: `${seeder.day(7)}T09:00:00.000Z`,
  });
  await confirmed.write(HSE_LEAD, content);
  await confirmed.propose();
  await confirmed.confirm(HSE, LACORS);
}

/** Issued with a slip, corrected, and superseded a little later. */
async function seedIssued(seeder: Seeder): Promise<void> {
  const wording = { subject: 'The pilot has begun', body: 'Fifteen organisations take part. Ask on **01382 433001**.' };
  const first = contentOf(seeder, { title: 'The pilot has begun', wording });
  const issued = new Message(seeder, messageIdOf('issued'));
  await issued.write(HSE_LEAD, first);
  await issued.issue();
  await issued.give(LACORS, 'RecordChannelIssue', {
    channel: 2,
    on: seeder.today,
    carriedOutBy: 'The editor of Environmental Health News',
    evidence: 'Page 3 of this week’s issue.',
  });
  await issued.give(LACORS, 'RecordReceipt', {
    channel: 2,
    audience: { segment: 'LOCAL_AUTHORITIES' },
    on: seeder.today,
    received: 398,
    notReceived: [{ count: 12, reason: 'No subscription' }],
  });
  await issued.give(LACORS, 'PlanFollowUp', {
    on: seeder.day(60),
    what: 'Ask ten councils whether they have read it.',
  });
  const correction = new Message(seeder, messageIdOf('correction'));
  await correction.write(HSE_LEAD, {
    ...first,
    title: 'Correction: the pilot has begun',
    wording: { ...wording, body: 'The telephone number in our last message was wrong. Ask on **01382 433000**.' },
    earlierMessage: { relation: 'CORRECTS', messageId: issued.id, why: 'The telephone number was wrong.' },
  });
  await correction.issue();
  await seedSuccessor(seeder, first, issued.id);
}

/** Also sent by the service itself. */
async function seedSuccessor(seeder: Seeder, first: Content, messageId: string): Promise<void> {
  const successor = new Message(seeder, messageIdOf('successor'));
  await successor.write(HSE_LEAD, {
    ...first,
    title: 'How to take part in the pilot',
    wording: {
      subject: 'The pilot: how to take part',
      body: 'Fifteen organisations take part. *Ask the account manager.*',
    },
    channels: [
      { channel: 'EMAIL', recipientListIds: [recipientListIdOf('health-and-safety-leads')] },
      { channel: 'WEB', address: 'https://www.hse.example/large-organisations' },
    ],
    earlierMessage: { relation: 'SUPERSEDES', messageId, why: 'It says how to take part, too.' },
  });
  await successor.issue();
}

async function seedWithdrawn(seeder: Seeder): Promise<void> {
  const withdrawn = new Message(seeder, messageIdOf('withdrawn'));
  const wording = { subject: 'A meeting in May', body: 'Come to the regional meeting in May.' };
  await withdrawn.write(HSE_LEAD, contentOf(seeder, { title: 'A meeting in May', wording }));
  await withdrawn.propose();
  await withdrawn.give(LACORS, 'WithdrawMessage', { reason: 'The meeting was called off.' });
}
