import {
  evolveAgreement,
  isAgreementEvent,
  samePerson,
  type AgreementEvent,
  type Signatory,
} from '#platform/agreements';
import { evolveComments, evolveFollowUps, evolveIssue } from './message-subjects.evolution.js';
import type { MessageEvent, MessageEventOf } from './message.events.js';
import { DRAFTING, readersAsked, readersOfIssued } from './message.readers.js';
import type { KnownMessage } from './message.state.js';

export function drafted({ version, content, digest, by }: MessageEventOf<'MessageDrafted'>['data']): KnownMessage {
  return {
    kind: 'known',
    status: 'DRAFT',
    version,
    content,
    digest,
    authors: [by],
    agreement: undefined,
    readers: new Map([[version, [DRAFTING]]]),
    withdrawnBecause: undefined,
    issued: undefined,
    comments: [],
    followUps: [],
    riskIds: [],
  };
}

export function evolveKnown(
  state: KnownMessage,
  event: Exclude<MessageEvent, { type: 'MessageDrafted' }>,
): KnownMessage {
  if (isAgreementEvent(event)) return evolveAgreed(state, event);
  switch (event.type) {
    case 'MessageRevised':
      return revised(state, event.data);
    case 'MessageWithdrawn':
      return { ...state, status: 'WITHDRAWN', withdrawnBecause: event.data.reason };
    case 'MessageIssued': {
      const { version, digest, on, channels, audiences } = event.data;
      const issued = { version, digest, on, channels, audiences, carriedOut: [], receipts: [] };
      const readers = withReaders(state.readers, version, readersOfIssued(event.data));
      return { ...state, status: 'ISSUED', issued, readers };
    }
    case 'ChannelCarriedOut':
    case 'ReceiptCounted':
      return state.issued ? { ...state, issued: evolveIssue(state.issued, event) } : state;
    case 'FollowUpPlanned':
    case 'FollowUpDone':
    case 'RiskLinked':
    case 'RiskUnlinked':
      return evolveFollowUps(state, event);
    default:
      return { ...state, comments: evolveComments(state.comments, event) };
  }
}

/** What an agreement's events make of the message; a version that is void goes back to its authors. */
function evolveAgreed(state: KnownMessage, event: AgreementEvent): KnownMessage {
  const agreed = { ...state, agreement: evolveAgreement(state.agreement, event) };
  switch (event.type) {
    case 'AgreementSought': {
      const asked = readersAsked(event.data.quorum.seats.flatMap(({ holders }) => holders));
      return { ...agreed, status: 'PROPOSED', readers: withReaders(state.readers, event.data.version, asked) };
    }
    case 'AgreementReached':
      return { ...agreed, status: 'CONFIRMED' };
    case 'AgreementLapsed':
      return { ...agreed, status: 'LAPSED' };
    case 'AgreementVoided':
      return { ...agreed, status: 'DRAFT' };
    default:
      return agreed;
  }
}

/** Whoever only puts the same content forward anew has not worked on it. */
function revised(state: KnownMessage, { version, content, digest, by }: MessageEventOf<'MessageRevised'>['data']) {
  const authors = digest === state.digest ? state.authors : withAuthor(state.authors, by);
  const readers = withReaders(state.readers, version, [DRAFTING]);
  return { ...state, status: 'DRAFT' as const, version, content, digest, authors, readers };
}

function withAuthor(authors: readonly Signatory[], by: Signatory): readonly Signatory[] {
  return authors.some((author) => samePerson(author, by)) ? authors : [...authors, by];
}

function withReaders(readers: KnownMessage['readers'], version: number, more: readonly string[]) {
  return new Map([...readers, [version, [...new Set([...(readers.get(version) ?? []), ...more])]]]);
}
