import { participationOf } from '#domain/partnerships';
import { findProgrammeRisks } from '#domain/programmes';
import type { Preparation, Prepared } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { digestOf, idOf } from '#platform/values';
import { readsComment } from './message-delivery.queries.js';
import { contentFacts, issueFacts } from './message.facts.js';
import type { ContentFacts, DataOf, IssueFacts, MessageInput } from './message.commands.js';
import type { MessageContent } from './message.content.js';
import { contentOf, messageVersionKey, versionByKey } from './message.queries.js';
import { readerKeysOf } from './message.readers.js';

type InputOf<Name extends MessageInput['type']> = Extract<MessageInput, { type: Name }>['data'];

async function prepareContent<Input extends { readonly content: MessageContent }>(
  input: Input,
  { session }: Preparation<Session>,
): Promise<{ outcome: 'prepared'; data: Input & { readonly facts: ContentFacts } }> {
  return { outcome: 'prepared', data: { ...input, facts: await contentFacts(session, input.content) } };
}

async function prepareProposal(
  input: InputOf<'ProposeMessage'>,
  { session, stream }: Preparation<Session>,
): Promise<Prepared<DataOf<'ProposeMessage'>>> {
  const content = await shownContent(session, stream, input.version);
  const facts = content ? await contentFacts(session, content) : UNSEEN_CONTENT;
  return { outcome: 'prepared', data: { ...input, facts } };
}

async function prepareIssue(
  input: InputOf<'IssueMessage'>,
  { session, stream }: Preparation<Session>,
): Promise<Prepared<DataOf<'IssueMessage'>>> {
  const content = await shownContent(session, stream, input.version);
  const facts = content ? await issueFacts(session, content) : UNSEEN_ISSUE;
  return { outcome: 'prepared', data: { ...input, facts } };
}

function participating<Input extends object>(input: Input, { session }: Preparation<Session>) {
  return { outcome: 'prepared', data: { ...input, participation: participationOf(session) } } as const;
}

const organisationIdSchema = idOf('organisation');

function prepareComment(
  input: InputOf<'CommentOnMessage'>,
  { session }: Preparation<Session>,
): Prepared<DataOf<'CommentOnMessage'>> {
  const { caller, standing } = session;
  const ownOrganisationId = organisationIdSchema.safeParse(caller.party.id).data;
  const facts = { readerKeys: readerKeysOf(caller, standing), ownOrganisationId };
  return { outcome: 'prepared', data: { ...input, facts } };
}

async function prepareExchange<Input extends { readonly comment: number }>(
  input: Input,
  { session, stream }: Preparation<Session>,
) {
  const readable = await readsComment(session, stream, input.comment);
  return { outcome: 'prepared', data: { ...input, facts: { readable } } } as const;
}

async function prepareRisk(
  input: InputOf<'LinkRisk'>,
  { session }: Preparation<Session>,
): Promise<Prepared<DataOf<'LinkRisk'>>> {
  const known = (await findProgrammeRisks(session, [input.riskId])).has(input.riskId);
  return { outcome: 'prepared', data: { ...input, facts: { known } } };
}

/** What the decider must know besides its own state, looked up at the session's snapshot. */
export const messagePreparations = {
  DraftMessage: prepareContent<InputOf<'DraftMessage'>>,
  ReviseMessage: prepareContent<InputOf<'ReviseMessage'>>,
  ProposeMessage: prepareProposal,
  IssueMessage: prepareIssue,
  GiveAgreement: participating<InputOf<'GiveAgreement'>>,
  TakeBackAgreement: participating<InputOf<'TakeBackAgreement'>>,
  RaiseObjection: participating<InputOf<'RaiseObjection'>>,
  SettleObjection: participating<InputOf<'SettleObjection'>>,
  CommentOnMessage: prepareComment,
  AnswerComment: prepareExchange<InputOf<'AnswerComment'>>,
  SettleComment: prepareExchange<InputOf<'SettleComment'>>,
  LinkRisk: prepareRisk,
};

async function shownContent(session: Session, id: string, version: number): Promise<MessageContent | undefined> {
  const key = messageVersionKey(id, version);
  const found = (await versionByKey.load(session, [key])).get(key);
  return found && contentOf(found);
}

/** Of a version that the read models do not show: the decider tells by the digest that nothing was looked up for it. */
const UNSEEN_ISSUE: IssueFacts = {
  digest: digestOf(null),
  unfitPeriods: [],
  channelsNotConfigured: [],
  unfitRecipientLists: [],
  earlierMessage: undefined,
};

const UNSEEN_CONTENT: ContentFacts = {
  digest: UNSEEN_ISSUE.digest,
  organisations: [],
  unknownRegions: [],
  unfitRecipientLists: [],
  unknownPeriods: [],
  unfitWindow: [],
  earlierMessage: undefined,
};
