import type { StoredEvent } from '#platform/event-sourcing';
import { defineProjection, on, toJson, type RowChange } from '#platform/projections';
import { audienceKey } from './audience.vocabulary.js';
import type { MessageContent } from './message.content.js';
import { messageEvents, type MessageEvent, type MessageEventOf } from './message.events.js';
import { DRAFTING, readersAsked, readersOfIssued } from './message.readers.js';
import {
  messageAudienceTable,
  messageOrganisationTable,
  messageReaderTable,
  messageRelationTable,
  messageSeatTable,
  messageTable,
  messageVersionTable,
} from './message-register.tables.js';

type Changes = Parameters<typeof messageTable.update>[1];

function change(event: StoredEvent, set: Changes = {}): RowChange {
  return messageTable.update({ id: event.stream }, { revision: event.revision, ...set });
}

function status(event: StoredEvent, next: MessageStatusChange): readonly RowChange[] {
  return [change(event, { statusSince: event.recordedAt, ...next })];
}
type MessageStatusChange = Changes & { readonly status: NonNullable<Changes['status']> };

function readers(messageId: string, version: number, keys: readonly string[]): readonly RowChange[] {
  return keys.map((reader) => messageReaderTable.ensure({ messageId, version, reader }));
}

/** A version as it was written, with what it is found by. */
function written(
  event: StoredEvent<MessageEventOf<'MessageDrafted' | 'MessageRevised'>>,
  reason: string | null,
): readonly RowChange[] {
  const { stream: messageId, data } = event;
  const { version, digest, content, by } = data;
  return [
    messageVersionTable.insert({
      messageId,
      version,
      digest,
      content: toJson(content),
      title: content.title,
      source: content.source,
      reason,
      writtenByPartyId: by.partyId,
      writtenByOfficerId: by.officerId ?? null,
      writtenAt: event.recordedAt,
      proposedAt: null,
    }),
    ...readers(messageId, version, [DRAFTING]),
    ...foundBy(messageId, version, content),
  ];
}

function foundBy(messageId: string, version: number, content: MessageContent): readonly RowChange[] {
  return [
    ...content.audiences.map((each) =>
      messageAudienceTable.insert({ messageId, version, key: audienceKey(each), segment: each.segment }),
    ),
    ...content.organisationIds.map((organisationId) =>
      messageOrganisationTable.insert({ messageId, version, organisationId }),
    ),
  ];
}

const lifecycleHandlers = on(messageEvents, {
  MessageDrafted: (event) => [
    messageTable.insert({
      id: event.stream,
      revision: event.revision,
      status: 'DRAFT',
      draftedAt: event.recordedAt,
      statusSince: event.recordedAt,
      withdrawalReason: null,
      issuedVersion: null,
      issuedOn: null,
      issuedAt: '',
      issuedByPartyId: null,
      issuedByOfficerId: null,
      embargoUntil: event.data.content.embargoUntil ?? '',
    }),
    ...written(event, null),
  ],
  MessageRevised: (event) => [
    ...status(event, { status: 'DRAFT', embargoUntil: event.data.content.embargoUntil ?? '' }),
    ...written(event, event.data.reason),
  ],
  MessageWithdrawn: (event) =>
    status(event, { status: 'WITHDRAWN', withdrawalReason: event.data.reason, embargoUntil: '' }),
  MessageIssued: (event) => {
    const { version, on: issuedOn, by, earlierMessage } = event.data;
    const issue = { issuedVersion: version, issuedOn, issuedAt: event.recordedAt, embargoUntil: '' };
    return [
      ...status(event, {
        status: 'ISSUED',
        ...issue,
        issuedByPartyId: by.partyId,
        issuedByOfficerId: by.officerId ?? null,
      }),
      ...readers(event.stream, version, readersOfIssued(event.data)),
      ...(earlierMessage ? [relation(event, earlierMessage)] : []),
    ];
  },
});

function relation(
  { stream: messageId, recordedAt: issuedAt }: StoredEvent,
  { messageId: earlierId, relation: kind, why }: NonNullable<MessageContent['earlierMessage']>,
): RowChange {
  return messageRelationTable.insert({ messageId, earlierId, relation: kind, why, issuedAt });
}

const UNCONFIRMED = { partyKind: null, partyId: null, confirmedAt: null };

const agreementHandlers = on(messageEvents, {
  AgreementSought: (event) => {
    const { version, quorum } = event.data;
    const { stream: messageId, recordedAt: proposedAt } = event;
    return [
      ...status(event, { status: 'PROPOSED' }),
      messageVersionTable.update({ messageId, version }, { proposedAt }),
      ...readers(messageId, version, readersAsked(quorum.seats.flatMap(({ holders }) => holders))),
      ...quorum.seats.map(({ key: seat, label }, place) =>
        messageSeatTable.insert({ messageId, version, place, seat, label, ...UNCONFIRMED }),
      ),
    ];
  },
  AgreementGiven: (event) => {
    const { version, seat, by } = event.data;
    const { partyKind, partyId } = by;
    const confirmed = { partyKind, partyId, confirmedAt: event.recordedAt };
    return [change(event), messageSeatTable.update({ messageId: event.stream, version, seat }, confirmed)];
  },
  AgreementTakenBack: (event) => {
    const { version, seat } = event.data;
    return [change(event), messageSeatTable.update({ messageId: event.stream, version, seat }, UNCONFIRMED)];
  },
  AgreementReached: (event) => status(event, { status: 'CONFIRMED' }),
  AgreementLapsed: (event) => status(event, { status: 'LAPSED' }),
  AgreementVoided: (event) => status(event, { status: 'DRAFT' }),
});

/** The events that change nothing in the register but the revision; the other projections hold what they say. */
const touched = (event: StoredEvent): readonly RowChange[] => [change(event)];
const otherHandlers = on(messageEvents, {
  ObjectionRaised: touched,
  ObjectionSettled: touched,
  ChannelCarriedOut: touched,
  ReceiptCounted: touched,
  CommentMade: touched,
  CommentAnswered: touched,
  CommentSettled: touched,
  RegulatorsCommentMade: touched,
  RegulatorsCommentAnswered: touched,
  RegulatorsCommentSettled: touched,
  FollowUpPlanned: touched,
  FollowUpDone: touched,
  RiskLinked: touched,
  RiskUnlinked: touched,
} satisfies Partial<Record<MessageEvent['type'], typeof touched>>);

export const messageRegister = defineProjection({
  name: 'message-register',
  version: 1,
  tables: [
    messageTable,
    messageVersionTable,
    messageReaderTable,
    messageAudienceTable,
    messageOrganisationTable,
    messageRelationTable,
    messageSeatTable,
  ],
  handlers: [...lifecycleHandlers, ...agreementHandlers, ...otherHandlers],
});
