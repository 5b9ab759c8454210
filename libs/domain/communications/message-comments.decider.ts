import { samePerson, signatoryOf, type Signatory } from '#platform/agreements';
import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import type { DataOf, MessageCommentCommand } from './message.commands.js';
import { ALL_ORGANISATIONS, askedKey, namedKey } from './message.readers.js';
import { versionUnknown } from './message.rejections.js';
import type { KnownMessage, MessageComment, MessageDecision } from './message.state.js';

const MOST_COMMENTS = 1000;
const MOST_ANSWERS = 100;

export function decideComment(
  command: MessageCommentCommand,
  state: KnownMessage,
  { actor }: DecisionContext,
): MessageDecision {
  const by = signatoryOf(actor);
  switch (command.type) {
    case 'CommentOnMessage':
      return comment(command.data, state, by);
    case 'AnswerComment':
      return answer(command.data, state, by);
    case 'SettleComment':
      return settle(command.data, state, by);
  }
}

/** On a version that the person reads; marked for an organisation, only on one that it reads, too. */
function comment(
  { facts, organisationId: marked, ...said }: DataOf<'CommentOnMessage'>,
  state: KnownMessage,
  by: Signatory,
): MessageDecision {
  const { version } = said;
  const { readerKeys, ownOrganisationId } = facts;
  const readers = state.readers.get(version) ?? [];
  if (!readers.some((key) => readerKeys.includes(key))) return versionUnknown(version);
  if (ownOrganisationId !== undefined && marked !== undefined && marked !== ownOrganisationId) {
    return reject('ORGANISATION_NOT_ASKED', 'What an organisation comments is between it and the regulators.', [
      'organisationId',
    ]);
  }
  const organisationId = ownOrganisationId ?? marked;
  if (organisationId !== undefined && !readers.some((key) => isKeyOf(organisationId, key))) {
    return reject('ORGANISATION_NOT_ASKED', `The organisation does not read version ${version}.`, ['organisationId']);
  }
  if (state.comments.some((each) => isSameComment(each, { ...said, organisationId, by }))) return accept();
  if (state.comments.length >= MOST_COMMENTS) {
    return reject('TOO_MANY_RECORDED', `There are ${MOST_COMMENTS} comments on this message.`);
  }
  const made = { ...said, comment: state.comments.length + 1, by };
  return organisationId === undefined
    ? accept({ type: 'RegulatorsCommentMade', data: made })
    : accept({ type: 'CommentMade', data: { ...made, organisationId } });
}

function isKeyOf(organisationId: string, key: string): boolean {
  return [askedKey(organisationId), namedKey(organisationId), ALL_ORGANISATIONS].includes(key);
}

function isSameComment(
  one: MessageComment,
  other: Pick<MessageComment, 'version' | 'part' | 'text' | 'organisationId' | 'by'>,
): boolean {
  return (
    one.version === other.version &&
    one.part === other.part &&
    one.text === other.text &&
    one.organisationId === other.organisationId &&
    samePerson(one.by, other.by)
  );
}

function answer(
  { comment: number, text, facts }: DataOf<'AnswerComment'>,
  state: KnownMessage,
  by: Signatory,
): MessageDecision {
  const found = facts.readable ? state.comments[number - 1] : undefined;
  if (!found) return commentUnknown(number);
  if (found.answers.some((each) => each.text === text && samePerson(each.by, by))) return accept();
  if (found.settlement !== undefined) return settledAlready(number);
  if (found.answers.length >= MOST_ANSWERS) {
    return reject('TOO_MANY_RECORDED', `There are ${MOST_ANSWERS} answers to this comment.`, ['comment']);
  }
  const { organisationId } = found;
  const answered = { comment: number, answer: found.answers.length + 1, text, by };
  return organisationId === undefined
    ? accept({ type: 'RegulatorsCommentAnswered', data: answered })
    : accept({ type: 'CommentAnswered', data: { ...answered, organisationId } });
}

/** By anybody who takes part in the exchange: what was said stays readable, and a new comment can be made. */
function settle(
  { comment: number, settlement, facts }: DataOf<'SettleComment'>,
  state: KnownMessage,
  by: Signatory,
): MessageDecision {
  const found = facts.readable ? state.comments[number - 1] : undefined;
  if (!found) return commentUnknown(number);
  if (found.settlement !== undefined) return found.settlement === settlement ? accept() : settledAlready(number);
  const { organisationId } = found;
  const settled = { comment: number, settlement, by };
  return organisationId === undefined
    ? accept({ type: 'RegulatorsCommentSettled', data: settled })
    : accept({ type: 'CommentSettled', data: { ...settled, organisationId } });
}

const commentUnknown = (number: number) =>
  reject('COMMENT_UNKNOWN', `There is no comment ${number} that you can read.`, ['comment']);

const settledAlready = (number: number) =>
  reject('COMMENT_SETTLED', `Comment ${number} was settled. Make a new one.`, ['comment']);
